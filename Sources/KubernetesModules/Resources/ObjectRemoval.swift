import Modules
import System
import Values

/// Deletes what a task of `k8s` or `k8s_service` wants gone: one object, or all that selectors find.
struct ObjectRemoval<Base: System> {
    private let cluster: Cluster<Base>
    private let waiting: Waiting<Base>
    private let labels: [String]
    private let options: Dict

    init(_ arguments: Arguments, _ cluster: Cluster<Base>, _ waiting: Waiting<Base>) {
        self.cluster = cluster
        self.waiting = waiting
        labels = arguments.strings("label_selectors") ?? []
        // As the collection does, options are left out where nothing is deleted.
        options = cluster.isCheck ? [:] : arguments.dict("delete_options") ?? [:]
    }

    func remove(_ definition: Definition, _ type: ResourceType) async throws(ModuleFailure) -> Outcome {
        var outcome = Outcome(values: ["result": .dict([:]), "method": "delete"])
        let found = try await existing(definition, type)
        do throws(APIFailure) {
            if definition.name != nil, !found.isEmpty {
                outcome.values["result"] = try await delete(found[0], type, definition.namespace)
            } else if !found.isEmpty {
                var results: [Value] = []
                for item in found { results.append(try await delete(item, type, definition.namespace)) }
                outcome.values["result"] = .list(results)
            }
        } catch {
            throw error.reasonedFailure("Failed to delete object")
        }
        outcome.changed = !found.isEmpty
        outcome.warnings = cluster.takeWarnings()
        if waiting.isAsked, !cluster.isCheck {
            let answer = try await waiting.wait(
                for: type, definition.name, namespace: definition.namespace, labels: labels, absent: true)
            outcome.values["duration"] = .int(answer.duration)
            if !answer.isReady {
                outcome.values["changed"] = .bool(outcome.changed)
                throw waiting.timedOut(definition.kind, definition.name, outcome.values)
            }
        }
        return outcome
    }

    private func existing(_ definition: Definition, _ type: ResourceType) async throws(ModuleFailure) -> [Value] {
        do throws(APIFailure) {
            guard let name = definition.name else {
                guard !labels.isEmpty else { return [] }
                return try await cluster.list(type, namespace: definition.namespace, labels: labels)
            }
            guard let object = try await cluster.object(type, name, namespace: definition.namespace) else { return [] }
            guard labels.isEmpty || LabelSelector(labels).matches(Definition(object.mapping ?? [:])) else { return [] }
            return [object]
        } catch  where error.isNotFound {
            return []
        } catch {
            throw error.reasonedFailure("Failed to retrieve requested object")
        }
    }

    private func delete(
        _ object: Value, _ type: ResourceType, _ namespace: String?
    ) async throws(APIFailure) -> Value {
        let found = Definition(object.mapping ?? [:])
        return try await cluster.delete(
            type, found.name ?? "", namespace: found.namespace ?? namespace, options: options)
    }
}
