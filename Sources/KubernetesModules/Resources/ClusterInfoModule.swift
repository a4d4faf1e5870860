import Modules
import System
import Values

/// `kubernetes.core.k8s_cluster_info`: the kinds that a cluster's API serves, its version and how it is reached.
struct ClusterInfoModule: Module {
    static let name = "kubernetes.core.k8s_cluster_info"
    static let aliases = ["community.kubernetes.k8s_cluster_info"]
    static let arguments = ArgumentSpec(AccessOptions.all + [Option("invalidate_cache", .bool, default: true)])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await TaskFiles.with(system, in: context) { files async throws(ModuleFailure) in
            try await run(Kubectl(arguments, files, in: context))
        }
    }

    private func run<Base: System>(_ kubectl: Kubectl<Base>) async throws(ModuleFailure) -> Outcome {
        let cluster = Cluster(kubectl)
        do throws(APIFailure) {
            var preferred: Set<String> = ["v1"]
            var versions: [String] = []
            for version in try await cluster.get("/api")?.mapping?["versions"]?.sequence ?? [] {
                if let version = version.text { versions.append(version) }
            }
            for group in try await cluster.get("/apis")?.mapping?["groups"]?.sequence ?? [] {
                let fields = group.mapping ?? [:]
                if let version = fields["preferredVersion"]?.mapping?["groupVersion"]?.text {
                    preferred.insert(version)
                }
                for version in fields["versions"]?.sequence ?? [] {
                    if let version = version.mapping?["groupVersion"]?.text { versions.append(version) }
                }
            }
            var apis: Dict = [:]
            for version in versions {
                let types = try await cluster.types(version)
                var kinds = Self.described(types, isPreferred: preferred.contains(version))
                if version == "v1" { kinds["List"] = Self.list }
                apis[.string(version)] = .dict(kinds)
            }
            let server = try await cluster.get("/version") ?? .none
            return Outcome(values: [
                "apis": .dict(apis), "connection": await connection(kubectl),
                "version": ["client": .string(await version(kubectl)), "server": ["kubernetes": server]],
            ])
        } catch {
            throw ModuleFailure(error.message)
        }
    }

    /// The kind of any list, which no API serves.
    private static let list: Value = [
        "categories": [], "name": .none, "namespaced": .none, "preferred": .none, "short_names": [],
        "singular_name": .none,
    ]

    private static func described(_ types: [ResourceType], isPreferred: Bool) -> Dict {
        var kinds: Dict = [:]
        for type in types {
            kinds[.string(type.kind)] = [
                "categories": .list(type.categories.map(Value.string)), "name": .string(type.name),
                "namespaced": .bool(type.isNamespaced), "preferred": .bool(isPreferred),
                "short_names": .list(type.shortNames.map(Value.string)),
                "singular_name": .string(type.singularName.isEmpty ? String(type.name.dropLast()) : type.singularName),
            ]
        }
        return kinds
    }

    /// The version of kubectl, which is the client here.
    private func version<Base: System>(_ kubectl: Kubectl<Base>) async -> String {
        let words = ["version", "--client", "--output", "json"]
        guard let result = try? await kubectl.run(words), result.succeeded,
            let answer = try? result.kubectlObject("kubectl version")
        else { return "" }
        return answer.mapping?["clientVersion"]?.mapping?["gitVersion"]?.text ?? ""
    }

    /// How the cluster is reached, without what is secret.
    private func connection<Base: System>(_ kubectl: Kubectl<Base>) async -> Value {
        var cluster: Dict = [:]
        var user: Dict = [:]
        let words = ["config", "view", "--minify", "--output", "json"]
        if let result = try? await kubectl.run(words), result.succeeded,
            let view = try? result.kubectlObject("kubectl config view")
        {
            cluster = view.mapping?["clusters"]?.sequence?.first?.mapping?["cluster"]?.mapping ?? [:]
            user = view.mapping?["users"]?.sequence?.first?.mapping?["user"]?.mapping ?? [:]
        }
        return [
            "cert_file": user["client-certificate"] ?? .none, "host": cluster["server"] ?? .none,
            "password": .none, "proxy": cluster["proxy-url"] ?? .none,
            "ssl_ca_cert": cluster["certificate-authority"] ?? .none, "username": user["username"] ?? .none,
            "verify_ssl": .bool(cluster["insecure-skip-tls-verify"] != true),
        ]
    }
}
