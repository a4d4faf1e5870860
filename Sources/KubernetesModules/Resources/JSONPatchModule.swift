import Modules
import System
import Values

/// `kubernetes.core.k8s_json_patch`: an object changed by a JSON patch (RFC 6902).
struct JSONPatchModule: Module {
    static let name = "kubernetes.core.k8s_json_patch"
    static let arguments = ArgumentSpec(
        AccessOptions.all + AccessOptions.waiting + [
            Option("api_version", default: "v1", aliases: ["api", "version"]), Option("kind", required: true),
            Option("namespace"), Option("name", required: true),
            Option("patch", .list, required: true, elements: .dict),
            Option("hidden_fields", .list, default: [], elements: .string),
        ])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await TaskFiles.with(system, in: context) { files async throws(ModuleFailure) in
            try await run(Cluster(Kubectl(arguments, files, in: context)))
        }
    }

    private func run<Base: System>(_ cluster: Cluster<Base>) async throws(ModuleFailure) -> Outcome {
        let (kind, name) = (arguments.string("kind") ?? "", arguments.string("name") ?? "")
        let namespace = arguments.string("namespace")
        let type = try await cluster.require(kind: kind, apiVersion: arguments.string("api_version") ?? "v1")
        let existing: Value
        do throws(APIFailure) {
            existing = try await cluster.get(type.path(namespace: namespace, name: name)) ?? .none
        } catch {
            throw error.detailedFailure("\(kind) \(name): Failed to retrieve requested object")
        }
        let patched: Value
        do throws(APIFailure) {
            patched = try await cluster.patch(
                type, name, namespace: namespace, .list(arguments.list("patch") ?? []), .json)
        } catch {
            throw error.detailedFailure("Failed to patch existing object")
        }
        let hidden = HiddenFields(arguments.strings("hidden_fields") ?? [])
        var values: Dict = ["result": hidden.removed(from: patched)]
        var isReady = true
        let waiting = Waiting(arguments, cluster)
        if waiting.isAsked, !cluster.isCheck {
            let answer = try await waiting.wait(for: type, name, namespace: namespace)
            values["result"] = answer.object ?? .dict([:])
            values["duration"] = .int(answer.duration)
            isReady = answer.isReady
        }
        let difference = ObjectDifference(existing.mapping ?? [:], patched.mapping ?? [:])
        var outcome = Outcome(changed: difference.map { !$0.isMeaningless } ?? false)
        outcome.show(difference, hiding: hidden, &values, in: cluster.kubectl.context)
        guard isReady else {
            throw ModuleFailure(
                "Resource update timed out", values: values.merging(["changed": .bool(outcome.changed)]) { $1 })
        }
        outcome.values = values
        return outcome
    }
}
