import Modules
import System
import Values

/// How one task reaches its cluster: flags and environment for `kubectl`, made of ``AccessOptions`` and of the
/// `K8S_AUTH_*` variables of the host's environment.
///
/// What is secret goes into a kubeconfig of the task's own with mode 0600, never into an argument list.
struct Access {
    private(set) var flags: [String] = []
    private(set) var environment: [String: String] = [:]

    init<Base: System>(
        _ arguments: Arguments, _ files: TaskFiles<Base>
    ) async throws(ModuleFailure) {
        let found = (try? await files.machine.system.environment()) ?? [:]
        func text(_ name: String, _ variable: String? = nil) -> String? {
            let given = arguments.string(name) ?? found["K8S_AUTH_\((variable ?? name).uppercased())"]
            return given.flatMap { $0.isEmpty ? nil : $0 }
        }
        try Self.refuse(arguments)
        let verifies =
            arguments.bool("validate_certs")
            ?? found["K8S_AUTH_VERIFY_SSL"].map { !["no", "false", "0", "off"].contains($0.lowercased()) }
        if let content = arguments["kubeconfig"]?.mapping {
            flags += ["--kubeconfig", try await files.store(.dict(content), as: "kubeconfig")]
        } else if let path = text("kubeconfig") {
            flags += ["--kubeconfig", path]
        } else if let host = text("host") {
            var cluster: Dict = ["server": .string(host)]
            if let file = text("ca_cert", "ssl_ca_cert") { cluster["certificate-authority"] = .string(file) }
            if verifies == false { cluster["insecure-skip-tls-verify"] = true }
            var user: Dict = [:]
            if let key = text("api_key") { user["token"] = .string(key) }
            if let name = text("username") { user["username"] = .string(name) }
            if let password = text("password") { user["password"] = .string(password) }
            if let file = text("client_cert", "cert_file") { user["client-certificate"] = .string(file) }
            if let file = text("client_key", "key_file") { user["client-key"] = .string(file) }
            let config: Value = [
                "apiVersion": "v1", "kind": "Config", "current-context": "task",
                "clusters": [["name": "task", "cluster": .dict(cluster)]],
                "users": [["name": "task", "user": .dict(user)]],
                "contexts": [["name": "task", "context": ["cluster": "task", "user": "task"]]],
            ]
            flags += ["--kubeconfig", try await files.store(config, as: "kubeconfig")]
        } else if verifies == false {
            flags.append("--insecure-skip-tls-verify")
        }
        if let name = text("context") { flags += ["--context", name] }
        if let user = text("impersonate_user") { flags += ["--as", user] }
        for group in arguments.strings("impersonate_groups") ?? [] { flags += ["--as-group", group] }
        if let proxy = text("proxy") { environment = ["HTTPS_PROXY": proxy, "HTTP_PROXY": proxy] }
        if let names = text("no_proxy") { environment["NO_PROXY"] = names }
    }

    private static func refuse(_ arguments: Arguments) throws(ModuleFailure) {
        if arguments["proxy_headers"] != nil {
            throw ModuleFailure("proxy_headers is not supported: kubectl sends no headers of its own to a proxy")
        }
        if arguments.bool("persist_config") == true {
            throw ModuleFailure("persist_config is not supported: kubectl keeps refreshed credentials by itself")
        }
    }
}
