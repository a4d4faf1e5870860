import Modules
import System
import Values

/// Scales one object.
struct ScaleTask<Base: System> {
    private let arguments: Arguments
    private let cluster: Cluster<Base>
    private let type: ResourceType
    private let waiting: Waiting<Base>
    private let replicas: Value
    private let field: Value

    enum Answer {
        case done(Outcome)
        /// The object is not as the task expects, and is left as it is.
        case left(String)
        case failed(String)
    }

    init(_ arguments: Arguments, _ cluster: Cluster<Base>, _ type: ResourceType) {
        self.arguments = arguments
        self.cluster = cluster
        self.type = type
        waiting = Waiting(arguments, cluster)
        replicas = arguments["replicas"] ?? 0
        field = type.kind == "Job" ? "parallelism" : "replicas"
    }

    func scale(_ existing: Value) async throws(ModuleFailure) -> Answer {
        let object = Definition(existing.mapping ?? [:])
        let place =
            "object kind=\(object.kind) name=\(object.name ?? "None") namespace=\(object.namespace ?? "None")."
        guard let count = object.object["spec"]?.mapping?[field], case .int(let current) = count else {
            return .failed("Failed to retrieve the available count for \(place)")
        }
        let version = object.metadata["resourceVersion"]?.text ?? ""
        if let wanted = arguments.string("resource_version"), !wanted.isEmpty, wanted != version {
            return .left("expected resource version \(wanted) does not match with actual \(version) for \(place)")
        }
        if let wanted = arguments.int("current_replicas"), wanted != current {
            return .left("current replicas \(wanted) does not match with actual \(current) for \(place)")
        }
        guard count != replicas else {
            var values: Dict = ["result": existing]
            if cluster.kubectl.context.diff { values["diff"] = .dict([:]) }
            if waiting.isAsked { values["duration"] = 0 }
            return .done(Outcome(values: values))
        }
        return .done(try await type.kind == "Job" ? setParallelism(object) : setReplicas(existing, object))
    }

    private func setParallelism(_ object: Definition) async throws(ModuleFailure) -> Outcome {
        do throws(APIFailure) {
            let patch: Value = ["spec": .dict([field: replicas])]
            let result = try await cluster.patch(
                type, object.name ?? "", namespace: object.namespace, patch, .strategic)
            return Outcome(changed: true, values: ["result": result])
        } catch {
            throw error.failure("Scale request failed")
        }
    }

    private func setReplicas(_ existing: Value, _ object: Definition) async throws(ModuleFailure) -> Outcome {
        guard type.subresources.contains("scale") else {
            throw ModuleFailure("Cannot perform scale on resource of kind \(type.kind)")
        }
        var values: Dict = [:]
        var isReady = true
        if cluster.isCheck {
            var foretold = object.object
            var spec = foretold["spec"]?.mapping ?? [:]
            spec[field] = replicas
            foretold["spec"] = .dict(spec)
            values["result"] = .dict(foretold)
            if waiting.isAsked { values["duration"] = 0 }
        } else {
            values["result"] = try await send(object)
            if waiting.isAsked {
                let answer = try await waiting.wait(for: type, object.name, namespace: object.namespace)
                values["result"] = answer.object ?? .dict([:])
                values["duration"] = .int(answer.duration)
                isReady = answer.isReady
            }
        }
        if !isReady { throw ModuleFailure("Resource scaling timed out", values: values) }
        let difference = ObjectDifference(existing.mapping ?? [:], values["result"]?.mapping ?? [:])
        var outcome = Outcome(changed: difference.map { !$0.isMeaningless } ?? false)
        outcome.show(difference, hiding: HiddenFields([]), &values, in: cluster.kubectl.context)
        outcome.values = values
        return outcome
    }

    /// Changes the object's scale and reads it again.
    private func send(_ object: Definition) async throws(ModuleFailure) -> Value {
        let name = object.name ?? ""
        do throws(APIFailure) {
            let path = type.path(namespace: object.namespace, name: name, subresource: "scale")
            var scale = try await cluster.get(path)?.mapping ?? [:]
            var spec = scale["spec"]?.mapping ?? [:]
            spec[field] = replicas
            scale["spec"] = .dict(spec)
            _ = try await cluster.replace(
                type, .dict(scale), name, namespace: object.namespace, subresource: "scale")
            return try await cluster.object(type, name, namespace: object.namespace) ?? .dict([:])
        } catch {
            throw error.failure("Scale request failed")
        }
    }
}
