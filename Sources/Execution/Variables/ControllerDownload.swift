import Modules
import System
import Templating
public import Values

/// Files of web servers for commands on the controller: what the module `get_url` does on targets.
public struct ControllerDownload: Sendable {
    /// Sent with the request.
    public var headers: [String: String] = [:]
    public var user: String?
    public var password: String?
    public var validatesCertificates = true
    /// In seconds.
    public var timeout = 60

    public init() {}

    /// Why a file did not come.
    public struct Failure: Error {
        /// The status of HTTP; nil where there was no answer.
        public var status: Int?
        public var message: String
    }

    /// Puts the content of `url` into the file `path`.
    public func fetch(_ url: String, to path: String) throws(Failure) {
        guard let type = ModuleRegistry.native["ansible.builtin.get_url"] else {
            throw Failure(status: nil, message: "no HTTP client is at hand")
        }
        func optional(_ text: String?) -> Value { text.map { .string($0) } ?? .none }
        let arguments = Arguments([
            "url": .string(url), "dest": .string(path), "force": true, "timeout": .int(timeout),
            "headers": .dict(Dict(headers.map { (.string($0), .string($1)) }) { $1 }),
            "url_username": optional(user), "url_password": optional(password),
            "force_basic_auth": .bool(user != nil), "validate_certs": .bool(validatesCertificates),
        ])
        let failure: Failure? = BlockingPool.waiting {
            let context = ModuleContext(noLog: true)
            do throws(ModuleFailure) {
                _ = try await type.init(arguments).run(on: LocalSystem(), in: context)
                return nil
            } catch {
                let status: Int? = if case .int(let code)? = error.values["status_code"], code > 0 { code } else { nil }
                return Failure(status: status, message: error.message)
            }
        }
        if let failure { throw failure }
    }
}
