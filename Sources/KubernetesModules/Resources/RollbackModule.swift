import Modules
import System
import Values

/// `kubernetes.core.k8s_rollback`: a deployment or daemon set back at its revision before.
struct RollbackModule: Module {
    static let name = "kubernetes.core.k8s_rollback"
    static let aliases = ["community.kubernetes.k8s_rollback"]
    static let arguments = ArgumentSpec(
        AccessOptions.all + AccessOptions.naming + [
            Option("label_selectors", .list, default: [], elements: .string),
            Option("field_selectors", .list, default: [], elements: .string),
        ])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await TaskFiles.with(system, in: context) { files async throws(ModuleFailure) in
            try await run(Cluster(Kubectl(arguments, files, in: context)))
        }
    }

    private func run<Base: System>(_ cluster: Cluster<Base>) async throws(ModuleFailure) -> Outcome {
        let search = ObjectSearch(arguments, cluster)
        var outcome = Outcome()
        var results: [Value] = []
        guard let type = try await search.type() else { return Outcome(values: ["rollback_info": .list([])]) }
        for object in try await search.objects(type) {
            let result = try await rollBack(Definition(object.mapping ?? [:]), type, cluster)
            if result["changed"] == true { outcome.changed = true }
            results.append(.dict(result))
        }
        outcome.values = ["rollback_info": .list(results)]
        return outcome
    }

    private func rollBack<Base: System>(
        _ object: Definition, _ type: ResourceType, _ cluster: Cluster<Base>
    ) async throws(ModuleFailure) -> Dict {
        let current: Int?
        let historyKind: String
        switch type.kind {
        case "Deployment":
            (current, historyKind) = (Self.revision(object, Self.deploymentRevision), "ReplicaSet")
        case "DaemonSet":
            historyKind = "ControllerRevision"
            if case .int(let number) = object.metadata["generation"] { current = number } else { current = nil }
        default: throw ModuleFailure("Cannot perform rollback on resource of kind \(type.kind)")
        }
        let history = try await cluster.require(kind: historyKind, apiVersion: "apps/v1")
        let labels = object.object["spec"]?.mapping?["selector"]?.mapping?["matchLabels"]?.mapping ?? [:]
        let revisions: [Value]
        do throws(APIFailure) {
            revisions = try await cluster.list(history, namespace: object.namespace, labels: PodSelectors.pairs(labels))
        } catch {
            throw error.failure("Failed to retrieve requested object")
        }
        let mark = type.kind == "Deployment" ? Self.deploymentRevision : Self.daemonSetRevision
        let previous = revisions.map { Definition($0.mapping ?? [:]) }.first {
            current != nil && Self.revision($0, mark) == current.map { $0 - 1 }
        }
        guard let previous else {
            let place = "\(type.kind)/\(object.name ?? "")"
            return ["changed": false, "warnings": [.string("No rollout history found for resource \(place)")]]
        }
        let patch = type.kind == "Deployment" ? Self.patch(to: previous) : previous.object["data"] ?? .none
        var resources = object.value
        if !cluster.isCheck {
            do throws(APIFailure) {
                resources = try await cluster.patch(
                    type, object.name ?? "", namespace: object.namespace, patch,
                    type.kind == "Deployment" ? .json : .strategic)
            } catch {
                throw error.failure("Failed to patch object")
            }
        }
        return ["changed": true, "method": "patch", "body": patch, "resources": resources]
    }

    private static let deploymentRevision: Value = "deployment.kubernetes.io/revision"
    private static let daemonSetRevision: Value = "deprecated.daemonset.template.generation"

    private static func revision(_ object: Definition, _ annotation: Value) -> Int? {
        object.metadata["annotations"]?.mapping?[annotation]?.text.flatMap { Int($0) }
    }

    /// The template of a replica set as a deployment has it, without the label that the controller adds.
    private static func patch(to previous: Definition) -> Value {
        var template = Definition(previous.object["spec"]?.mapping?["template"]?.mapping ?? [:])
        var labels = template.metadata["labels"]?.mapping ?? [:]
        labels["pod-template-hash"] = nil
        template.metadata["labels"] = .dict(labels)
        let revision = previous.metadata["annotations"]?.mapping?[deploymentRevision] ?? ""
        return [
            ["op": "replace", "path": "/spec/template", "value": template.value],
            [
                "op": "replace", "path": "/metadata/annotations",
                "value": .dict([deploymentRevision: revision]),
            ],
        ]
    }
}
