import Modules
import System
import Values

/// How one task reaches its cluster: flags and environment for `kubectl`, made of ``AccessOptions`` and of the
/// `K8S_AUTH_*` variables of the host's environment.
///
/// An address with credentials is enough; else a kubeconfig is read, the given or kubectl's own, and options win over what it
/// says. What is secret goes into a kubeconfig of the task's own with mode 0600, never into an argument list.
struct Access {
    private(set) var flags: [String] = []
    private(set) var environment: [String: String] = [:]
    /// The kubeconfigs that kubectl reads, where they are not the task's own.
    private(set) var kubeconfigs: [String] = []
    /// Whether nothing in it belongs to the task alone.
    private(set) var isShared = true

    init<Base: System>(
        _ arguments: Arguments, _ files: TaskFiles<Base>
    ) async throws(ModuleFailure) {
        let options = AccessSettings(arguments, (try? await files.machine.system.environment()) ?? [:])
        try options.refuse()
        if let host = options.host, options.areEnough {
            isShared = false
            flags += [
                "--kubeconfig", try await files.store(Self.config(options.cluster(host), options.user), as: "own"),
            ]
        } else {
            try await read(options, files)
        }
        if let name = options.context, !options.areEnough { flags += ["--context", name] }
        if let user = options.text("impersonate_user") { flags += ["--as", user] }
        for group in options.groups { flags += ["--as-group", group] }
        if let proxy = options.text("proxy") { environment.merge(["HTTPS_PROXY": proxy, "HTTP_PROXY": proxy]) { $1 } }
        if let names = options.text("no_proxy") { environment["NO_PROXY"] = names }
    }

    /// Takes a kubeconfig and what the options have in the place of its parts.
    private mutating func read<Base: System>(
        _ options: AccessSettings, _ files: TaskFiles<Base>
    ) async throws(ModuleFailure) {
        var path: String?
        if let content = options.content {
            isShared = false
            path = try await files.store(.dict(content), as: "kubeconfig")
        } else if let given = options.text("kubeconfig") {
            let expansion = EnvironmentExpansion(environment: options.environment)
            var paths: [String] = []
            for one in given.split(separator: ":") {
                paths.append(await expansion.home(String(one), on: files.machine.system))
            }
            path = paths.joined(separator: ":")
        }
        if !options.user.isEmpty {
            isShared = false
            // kubectl merges files, the first one wins.
            let own = try await files.store(Self.config(nil, options.user), as: "user")
            let expansion = EnvironmentExpansion(environment: options.environment)
            let usual = await expansion.home("~/.kube/config", on: files.machine.system)
            environment["KUBECONFIG"] = "\(own):\(path ?? options.environment["KUBECONFIG"] ?? usual)"
            flags += ["--user", Self.name]
        } else if let path {
            if path.contains(":") { environment["KUBECONFIG"] = path } else { flags += ["--kubeconfig", path] }
        }
        let usual = path ?? options.environment["KUBECONFIG"] ?? "\(options.environment["HOME"] ?? "")/.kube/config"
        kubeconfigs = usual.split(separator: ":").map(String.init)
        if let host = options.host { flags += ["--server", host] }
        if options.verifies == false {
            flags.append("--insecure-skip-tls-verify")
        } else if let file = options.authority {
            flags += ["--certificate-authority", file]
        }
    }

    private static let name = "task"

    /// - Parameter cluster: nil leaves the choice of the cluster to another file.
    private static func config(_ cluster: Dict?, _ user: Dict) -> Value {
        var config: Dict = [
            "apiVersion": "v1", "kind": "Config", "users": [["name": .string(name), "user": .dict(user)]],
        ]
        if let cluster {
            config["current-context"] = .string(name)
            config["clusters"] = [["name": .string(name), "cluster": .dict(cluster)]]
            config["contexts"] = [
                ["name": .string(name), "context": ["cluster": .string(name), "user": .string(name)]]
            ]
        }
        return .dict(config)
    }
}
