import Diagnostics
import Loopback
import Testing
import Values

@testable import Callbacks
import Configuration
@testable import Execution

/// Spans as a collector of OpenTelemetry takes them.
@Suite struct TraceTests {
    private static let answer =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"

    private func export(_ server: LoopbackServer, _ environment: [String: String] = [:]) async throws {
        let collector = try #require(
            try TraceCollector(endpoint: "http://127.0.0.1:\(server.port)", environment: environment))
        let display = Display(
            configuration: Configuration(environment: [:], directory: "/"), verbosity: 0, environment: [:])
        let export = TraceExport(collector, display: display, version: "1")
        let task = EventRecordTests.task(1)
        for event: Event in [
            .playbookStarted(path: "/x/site.yml", plays: []),
            .playStarted(
                PlayStart(
                    name: "web", path: nil, strategy: "linear", hosts: ["all"], isCheckMode: false, keywords: [:],
                    inquiry: NoInquiry())),
            .taskStarted(task),
            .finished(
                TaskReport(
                    host: "a", task: task, status: .changed, result: ["rc": 0],
                    timing: TaskTiming(start: 1_700_000_000, seconds: 1.5, wire: 0.5, module: 1))),
            .finished(TaskReport(host: "b", task: task, status: .failed, result: ["msg": "boom"])),
            .recap(Recap()),
        ] { export.receive(event) }
        await export.finish()
    }

    /// The spans of a request, which has to be one that the protocol allows.
    private func spans(of request: String) throws -> [Dict] {
        let parts = request.split(separator: "\r\n\r\n", maxSplits: 1)
        let head = parts[0].split(separator: "\r\n").map(String.init)
        #expect(head[0] == "POST /v1/traces HTTP/1.1")
        let headers = Dictionary(
            head.dropFirst().map { line in
                let colon = line.firstIndex(of: ":") ?? line.endIndex
                return (line[..<colon].lowercased(), String(line[colon...].dropFirst(2)))
            }
        ) { $1 }
        #expect(headers["content-type"] == "application/json")
        #expect(headers["content-length"] == String(parts[1].utf8.count))
        let body = try #require(try JSON.parse(String(parts[1])).mapping)
        #expect(body.keys.map(\.text) == ["resourceSpans"])
        let resource = try #require(body["resourceSpans"]?.sequence?.first?.mapping)
        let scope = try #require(resource["scopeSpans"]?.sequence?.first?.mapping)
        #expect(scope["scope"]?.mapping?["name"] == "swiftplay")
        return (scope["spans"]?.sequence ?? []).compactMap(\.mapping)
    }

    private func isID(_ value: Value?, digits: Int) -> Bool {
        guard let text = value?.text, text.utf8.count == digits, text.contains(where: { $0 != "0" }) else {
            return false
        }
        return text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    @Test func theRunIsATreeOfSpans() async throws {
        let server = LoopbackServer([Self.answer])
        try await export(server)
        let spans = try spans(of: try #require(server.received().first))
        #expect(
            spans.map { $0["name"]?.text } == [
                "site.yml", "[a] web: Install", "[b] web: Install", "Install", "web",
            ])
        let ids = Set(spans.compactMap { $0["spanId"]?.text })
        #expect(ids.count == spans.count)
        for span in spans {
            #expect(isID(span["traceId"], digits: 32) && isID(span["spanId"], digits: 16))
            #expect(span["traceId"] == spans[0]["traceId"])
            #expect(span["parentSpanId"].map { ids.contains($0.text ?? "") } ?? (span["name"] == "site.yml"))
            let (start, end) = (span["startTimeUnixNano"]?.text, span["endTimeUnixNano"]?.text)
            #expect(try #require(start.flatMap { UInt64($0) }) <= #require(end.flatMap { UInt64($0) }))
            #expect(span["kind"] == 1)
        }
        #expect(spans[1]["startTimeUnixNano"] == "1700000000000000000")
        #expect(spans[1]["endTimeUnixNano"] == "1700000001500000000")
        #expect(spans[1]["status"] == ["code": 1])
        #expect(spans[2]["status"] == ["code": 2, "message": "boom"])
        #expect(spans[0]["status"] == ["code": 2])
        let attributes = spans[1]["attributes"]?.sequence ?? []
        #expect(attributes.contains(["key": "ansible.task.host.name", "value": ["stringValue": "a"]]))
        #expect(attributes.contains(["key": "ansible.task.result", "value": ["intValue": "0"]]))
        #expect(attributes.contains(["key": "swiftplay.spent.module", "value": ["doubleValue": .double(1)]]))
    }

    @Test func theEnvironmentGivesHeadersResourceAndParent() async throws {
        let server = LoopbackServer([Self.answer])
        let parent = String(repeating: "ab", count: 16)
        try await export(
            server,
            [
                "OTEL_EXPORTER_OTLP_HEADERS": "authorization=Bearer%20x, tenant=one", "OTEL_SERVICE_NAME": "deploy",
                "TRACEPARENT": "00-\(parent)-00f067aa0ba902b7-01",
            ])
        let request = try #require(server.received().first)
        #expect(request.lowercased().contains("\r\nauthorization: bearer x\r\n"))
        #expect(request.lowercased().contains("\r\ntenant: one\r\n"))
        #expect(request.contains(#"{"key":"service.name","value":{"stringValue":"deploy"}}"#))
        let spans = try spans(of: request)
        #expect(spans[0]["traceId"] == .string(parent))
        #expect(spans[0]["parentSpanId"] == "00f067aa0ba902b7")
    }

    @Test func whatIsNoEndpointIsRefusedAndNoneIsNone() throws {
        #expect(try TraceCollector(endpoint: nil, environment: [:]) == nil)
        #expect(throws: Diagnostic.self) { try TraceCollector(endpoint: "localhost:4317", environment: [:]) }
        let own = try TraceCollector(
            endpoint: nil, environment: ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://x/own/path"])
        #expect(own?.url == "http://x/own/path")
        #expect(try TraceCollector(endpoint: "http://x/", environment: [:])?.url == "http://x/v1/traces")
    }
}
