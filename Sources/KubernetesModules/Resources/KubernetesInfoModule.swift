import Modules
import System
import Values

/// `kubernetes.core.k8s_info`: objects of a cluster, found by kind, name and selectors.
struct KubernetesInfoModule: Module {
    static let name = "kubernetes.core.k8s_info"
    static let aliases = ["community.kubernetes.k8s_info", "kubernetes.core.k8s_facts"]
    static let arguments = ArgumentSpec(
        AccessOptions.all + AccessOptions.waiting + [
            Option("kind", required: true), Option("api_version", default: "v1", aliases: ["api", "version"]),
            Option("name"), Option("namespace"),
            Option("label_selectors", .list, default: [], elements: .string),
            Option("field_selectors", .list, default: [], elements: .string),
            Option("hidden_fields", .list, elements: .string),
        ])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await TaskFiles.with(system, in: context) { files async throws(ModuleFailure) in
            try await run(Cluster(Kubectl(arguments, files, in: context)))
        }
    }

    private func run<Base: System>(_ cluster: Cluster<Base>) async throws(ModuleFailure) -> Outcome {
        let hidden = HiddenFields(arguments.strings("hidden_fields") ?? [])
        let waiting = Waiting(arguments, cluster)
        let search = ObjectSearch(arguments, cluster)
        guard let type = try await search.type() else {
            return Outcome(values: [
                "resources": .list([]),
                "msg": .string(
                    "Failed to find API for resource with apiVersion \"\(search.apiVersion)\" and kind "
                        + "\"\(search.kind)\""),
                "api_found": false,
            ])
        }
        var found = try await search.objects(type, waiting: waiting)
        if waiting.isAsked {
            var ready: [Value] = []
            for object in found {
                let seen = Definition(object.mapping ?? [:])
                let answer = try await waiting.wait(for: type, seen.name, namespace: seen.namespace)
                guard answer.isReady, let object = answer.object else {
                    throw ModuleFailure(
                        "Failed to gather information about \(type.kind)(s) even after waiting for \(answer.duration) "
                            + "seconds")
                }
                ready.append(object)
            }
            found = ready
        }
        return Outcome(values: ["resources": .list(found.map(hidden.removed)), "api_found": true])
    }
}
