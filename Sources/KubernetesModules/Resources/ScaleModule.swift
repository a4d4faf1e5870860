import Modules
import System
import Values

/// `kubernetes.core.k8s_scale`: the number of replicas of a workload, or the parallelism of a job.
struct ScaleModule: Module {
    static let name = "kubernetes.core.k8s_scale"
    static let aliases = ["community.kubernetes.k8s_scale"]
    static let arguments = ArgumentSpec(
        AccessOptions.all + AccessOptions.naming + AccessOptions.definition + [
            Option("replicas", .int, required: true), Option("current_replicas", .int), Option("resource_version"),
            Option("wait", .bool, default: true), Option("wait_timeout", .int, default: 20),
            Option("wait_sleep", .int, default: 5),
            Option("label_selectors", .list, default: [], elements: .string),
            Option("continue_on_error", .bool, default: false),
        ], mutuallyExclusive: [["resource_definition", "src"]])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await TaskFiles.with(system, in: context) { files async throws(ModuleFailure) in
            try await run(Cluster(Kubectl(arguments, files, in: context)))
        }
    }

    private func run<Base: System>(_ cluster: Cluster<Base>) async throws(ModuleFailure) -> Outcome {
        let contents = cluster.kubectl.context.contents
        let definitions = try await Definitions(arguments, cluster.kubectl.machine, contents: contents).all
        guard let definition = definitions.first else { throw ModuleFailure("The definition holds no object") }
        let type = try await cluster.require(kind: definition.kind, apiVersion: definition.apiVersion)
        let found: [Value]
        do throws(APIFailure) { found = try await objects(definition, type, cluster) } catch {
            throw error.failure("Failed to retrieve requested object")
        }
        let scaling = ScaleTask(arguments, cluster, type)
        if found.count == 1 {
            switch try await scaling.scale(found[0]) {
            case .done(let outcome): return outcome
            case .left(let warning):
                return Outcome(values: nothing(cluster.kubectl.context).merging(["warning": .string(warning)]) { $1 })
            case .failed(let error): throw ModuleFailure(error, values: nothing(cluster.kubectl.context))
            }
        }
        if found.isEmpty { return Outcome(values: nothing(cluster.kubectl.context)) }
        var results: [Value] = []
        var errors: [Value] = []
        var isChanged = false
        for object in found {
            switch try await scaling.scale(object) {
            case .done(let outcome):
                isChanged = isChanged || outcome.changed
                var values = outcome.values.merging(["changed": .bool(outcome.changed)]) { $1 }
                if let diff = outcome.diff.first {
                    values["diff"] = ["before": diff.before ?? .dict([:]), "after": diff.after ?? .dict([:])]
                }
                results.append(.dict(values))
            case .left(let warning): results.append(["warning": .string(warning), "changed": false])
            case .failed(let error):
                guard arguments.bool("continue_on_error") == true else {
                    throw ModuleFailure(error, values: ["results": .list(results)])
                }
                errors.append(["error": .string(error), "failed": true])
            }
        }
        var values: Dict = ["results": .list(results)]
        if !errors.isEmpty { values["errors"] = .list(errors) }
        return Outcome(changed: isChanged, values: values)
    }

    private func objects<Base: System>(
        _ definition: Definition, _ type: ResourceType, _ cluster: Cluster<Base>
    ) async throws(APIFailure) -> [Value] {
        guard let name = definition.name else {
            return try await cluster.list(
                type, namespace: definition.namespace, labels: arguments.strings("label_selectors") ?? [])
        }
        return try await cluster.get(type.path(namespace: definition.namespace, name: name)).map { [$0] } ?? []
    }

    private func nothing(_ context: ModuleContext) -> Dict {
        var values: Dict = ["result": .dict([:])]
        if context.diff { values["diff"] = .dict([:]) }
        if arguments.bool("wait") == true { values["duration"] = 0 }
        return values
    }
}
