public import Diagnostics
import System
import Values

/// Where spans are sent: an endpoint of OTLP over HTTP, with the headers and the resource that the environment gives.
///
/// Source: the OTLP exporter's environment variables in the OpenTelemetry specification.
public struct TraceCollector: Sendable {
    let url: String
    let headers: [(name: String, value: String)]
    let timeout: Double
    /// What the spans are spans of.
    let resource: [(key: String, value: Value)]
    /// The trace that this run is a part of (`TRACEPARENT`).
    let parent: (trace: String, span: String)?

    /// Nil where neither `endpoint` nor the environment names a collector.
    ///
    /// - Parameter endpoint: the collector's base URL; `/v1/traces` is added to it.
    public init?(endpoint: String?, environment: [String: String]) throws(Diagnostic) {
        func variable(_ name: String) -> String? {
            let value = environment["OTEL_EXPORTER_OTLP_TRACES_\(name)"] ?? environment["OTEL_EXPORTER_OTLP_\(name)"]
            return value.flatMap { $0.isEmpty ? nil : $0 }
        }
        if endpoint == nil, let own = environment["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"], !own.isEmpty {
            url = own
        } else if let base = endpoint ?? environment["OTEL_EXPORTER_OTLP_ENDPOINT"], !base.isEmpty {
            url = base.hasSuffix("/v1/traces") ? base : base + (base.hasSuffix("/") ? "" : "/") + "v1/traces"
        } else {
            return nil
        }
        guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
            throw Diagnostic(
                "'\(url)' is no URL of an OpenTelemetry collector", help: "Give one such as http://localhost:4318.")
        }
        headers = (variable("HEADERS") ?? "").split(separator: ",").compactMap { pair in
            guard let equals = pair.firstIndex(of: "=") else { return nil }
            return (
                pair[..<equals].trimmed(), Self.decoded(pair[pair.index(after: equals)...].trimmed())
            )
        }
        timeout = variable("TIMEOUT").flatMap(Double.init).map { $0 / 1000 } ?? 10
        var resource: [(key: String, value: Value)] = [
            ("service.name", .string(environment["OTEL_SERVICE_NAME"] ?? "ansible"))
        ]
        for pair in (environment["OTEL_RESOURCE_ATTRIBUTES"] ?? "").split(separator: ",") {
            guard let equals = pair.firstIndex(of: "=") else { continue }
            resource.append(
                (
                    pair[..<equals].trimmed(),
                    .string(Self.decoded(pair[pair.index(after: equals)...].trimmed()))
                ))
        }
        self.resource = resource
        let parts = (environment["TRACEPARENT"] ?? "").split(separator: "-").map(String.init)
        let isParent =
            parts.count == 4 && parts[1].utf8.count == 32 && parts[2].utf8.count == 16
            && (parts[1] + parts[2]).allSatisfy { $0.isHexDigit && !$0.isUppercase }
        parent = isParent ? (parts[1], parts[2]) : nil
    }

    /// Sends one request; what the collector does not take throws.
    func send(_ body: Value) async throws(Diagnostic) {
        var request = HTTPRequest(
            method: "POST", url: url,
            headers: [("Content-Type", "application/json")] + headers,
            body: Array(((try? JSON.text(body, .compact)) ?? "{}").utf8), timeout: timeout)
        request.usesProxy = true
        let sent = request
        let task = Task(executorPreference: BlockingPool.shared) { () -> Result<HTTPResponse, SystemError> in
            do throws(SystemError) { return .success(try await LocalSystem().http(sent)) } catch {
                return .failure(error)
            }
        }
        switch await task.value {
        case .failure(let error): throw Diagnostic("\(url): \(error)")
        case .success(let response):
            guard (200..<300).contains(response.status) else {
                throw Diagnostic("\(url) has answered \(response.status) \(response.reason)")
            }
        }
    }

    /// Without percent signs.
    private static func decoded(_ text: String) -> String {
        var (bytes, rest) = ([UInt8](), Array(text.utf8)[...])
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%"), rest.count >= 2,
                let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            else {
                bytes.append(byte)
                continue
            }
            bytes.append(code)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
