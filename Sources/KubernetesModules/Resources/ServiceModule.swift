import Modules
import System
import Values

/// `kubernetes.core.k8s_service`: a service by its type, ports and selector.
struct ServiceModule: Module {
    static let name = "kubernetes.core.k8s_service"
    static let aliases = ["community.kubernetes.k8s_service"]
    static let arguments = ArgumentSpec(
        AccessOptions.all + AccessOptions.definition + [
            Option("state", default: "present", choices: ["present", "absent"]),
            Option("force", .bool, default: false), Option("apply", .bool, default: false),
            Option("name", required: true), Option("namespace", required: true),
            Option("merge_type", .list, choices: ["json", "merge", "strategic-merge"], elements: .string),
            Option("selector", .dict),
            Option("type", choices: ["NodePort", "ClusterIP", "LoadBalancer", "ExternalName"]),
            Option("ports", .list, elements: .dict),
        ])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await TaskFiles.with(system, in: context) { files async throws(ModuleFailure) in
            let cluster = Cluster(try await Kubectl(arguments, files, in: context))
            let given = try await Definitions(arguments, files.machine, contents: context.contents).all.first
            do throws(ModuleFailure) {
                return try await ObjectTask(arguments, cluster).bring(definition(given?.object ?? [:]))
            } catch {
                // This module returns nothing but the message.
                throw ModuleFailure(error.message)
            }
        }
    }

    /// What the options say wins over the definition.
    private func definition(_ given: Dict) -> Definition {
        let options: Dict = [
            "kind": "Service", "apiVersion": "v1",
            "spec": [
                "type": arguments["type"] ?? .none, "ports": arguments["ports"] ?? .none,
                "selector": arguments["selector"] ?? .none,
            ],
            "metadata": [
                "name": arguments["name"] ?? .none, "namespace": arguments["namespace"] ?? .none,
            ],
        ]
        return Definition(Self.merged(given, options))
    }

    private static func merged(_ one: Dict, _ other: Dict) -> Dict {
        one.merging(other) { left, right in
            if let inner = left.mapping, let with = right.mapping { return .dict(merged(inner, with)) }
            let isEmpty = right.isNone || right.sequence?.isEmpty == true || right.mapping?.isEmpty == true
            return isEmpty ? left : right
        }
    }
}
