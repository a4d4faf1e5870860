import Modules
import System
import Templating
import Values

/// The HTTP requests of lookups: what the module `uri` does on targets, done on the controller.
enum ControllerFetch {
    static func response(to request: FetchRequest) throws(ValueError) -> FetchResponse {
        guard let type = ModuleRegistry.native["ansible.builtin.uri"] else {
            throw ValueError(.value, "No HTTP client is at hand here.")
        }
        let arguments = arguments(of: request)
        let result = BlockingPool.waiting { await values(of: type, arguments) }
        guard let status = result["status"].flatMap({ if case .int(let status) = $0 { status } else { nil } }),
            status > 0
        else {
            let message = result["msg"]?.text ?? ""
            let reason = message.components(around: "Request failed: ").last ?? message
            throw ValueError(.value, "Failed lookup url for \(request.shown): \(reason)")
        }
        let message = result["msg"]?.text ?? ""
        return FetchResponse(
            status: status, reason: message.components(around: "HTTP Error \(status): ").last ?? "",
            body: Array((result["content"]?.text ?? "").utf8))
    }

    private static func values(of type: any Module.Type, _ arguments: Arguments) async -> Dict {
        let context = ModuleContext(
            check: false, diff: false, verbosity: 0, noLog: true, temporaryDirectory: "/tmp", contents: NoContents())
        do throws(ModuleFailure) {
            let outcome = try await type.init(arguments).run(on: LocalSystem(), in: context)
            return outcome.values.merging(["msg": .string(outcome.message ?? "")]) { $1 }
        } catch {
            return error.values.merging(["msg": .string(error.message)]) { $1 }
        }
    }

    private static func arguments(of request: FetchRequest) -> Arguments {
        let headers = request.headers.map { (Value.string($0.name), Value.string($0.value)) }
        func optional(_ text: String?) -> Value { text.map { .string($0) } ?? .none }
        return Arguments([
            "url": .string(request.url), "method": "GET", "return_content": true,
            "headers": .dict(Dict(headers) { $1 }), "force": .bool(request.asksForFresh),
            "unredirected_headers": .list(request.firstOnlyHeaders.map { .string($0) }),
            "url_username": optional(request.user), "url_password": optional(request.password),
            "force_basic_auth": .bool(request.forcesBasicAuthentication), "use_netrc": .bool(request.usesNetrc),
            "validate_certs": .bool(request.validatesCertificates), "use_proxy": .bool(request.usesProxy),
            "timeout": .double(request.timeout), "follow_redirects": .string(request.followsRedirects),
            "http_agent": .string(request.userAgent), "unix_socket": optional(request.unixSocket),
            "ca_path": optional(request.authorityFile), "status_code": .list((200..<300).map { .int($0) }),
        ])
    }
}

extension String {
    /// The texts before and after the first `mark`; the whole text where it is not there.
    fileprivate func components(around mark: String) -> [String] {
        guard let range = firstRange(of: mark) else { return [self] }
        return [String(self[..<range.lowerBound]), String(self[range.upperBound...])]
    }
}
