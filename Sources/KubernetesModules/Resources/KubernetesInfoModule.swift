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
        let kubectl = try await Kubectl(arguments, on: system, in: context)
        let hidden = HiddenFields(arguments.strings("hidden_fields") ?? [])
        let waiting = Waiting(arguments, kubectl)
        let kind = arguments.string("kind") ?? ""
        let apiVersion = arguments.string("api_version") ?? "v1"
        guard var found = try await search(kubectl, kind, apiVersion) else {
            return Outcome(values: [
                "resources": .list([]),
                "msg": .string(
                    "Failed to find API for resource with apiVersion \"\(apiVersion)\" and kind \"\(kind)\""),
                "api_found": false,
            ])
        }
        if waiting.isAsked {
            if found.isEmpty, let name = arguments.string("name") {
                var awaited = Definition(["kind": .string(kind), "apiVersion": .string(apiVersion)])
                awaited.metadata["name"] = .string(name)
                if let namespace = arguments.string("namespace") { awaited.metadata["namespace"] = .string(namespace) }
                found = [awaited.value]
            }
            var ready: [Value] = []
            for object in found {
                let answer = try await waiting.wait(for: Definition(object.mapping ?? [:]))
                guard answer.isReady, let object = answer.object else {
                    if answer.object == nil { continue }
                    throw ModuleFailure(
                        "Failed to gather information about \(kind)(s) even after waiting for \(answer.duration) seconds"
                    )
                }
                ready.append(object)
            }
            found = ready
        }
        return Outcome(values: ["resources": .list(found.map(hidden.removed)), "api_found": true])
    }

    /// The objects; nil where the cluster has no such kind.
    private func search<Base: System>(
        _ kubectl: Kubectl<Base>, _ kind: String, _ apiVersion: String
    ) async throws(ModuleFailure) -> [Value]? {
        var words: [String] = []
        let labels = arguments.strings("label_selectors") ?? []
        let fields = arguments.strings("field_selectors") ?? []
        if let name = arguments.string("name"), !name.isEmpty { words += ["--", name] }
        var options = ["--ignore-not-found"]
        if let namespace = arguments.string("namespace"), !namespace.isEmpty {
            options += ["--namespace", namespace]
        } else if words.isEmpty {
            options = ["--all-namespaces"]
        }
        if words.isEmpty {
            if !labels.isEmpty { options += ["--selector", labels.joined(separator: ",")] }
            if !fields.isEmpty { options += ["--field-selector", fields.joined(separator: ",")] }
        }
        let type = Definition.type(kind: kind, apiVersion: apiVersion)
        let result = try await kubectl.run(["get", "--output", "json"] + options + [type] + words)
        guard result.succeeded else {
            let reason = result.kubectlReason
            let unknown = ["doesn't have a resource type", "could not find the requested resource"]
            if unknown.contains(where: reason.contains) { return nil }
            throw ModuleFailure("Failed to retrieve requested object: \(reason)")
        }
        guard let object = try result.kubectlObject("Failed to retrieve requested object") else { return [] }
        return object.mapping?["items"]?.sequence ?? [object]
    }
}
