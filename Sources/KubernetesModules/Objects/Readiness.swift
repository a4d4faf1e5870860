import Values

/// Whether an object is as `wait` asks, by the rules of kubernetes.core.
struct Readiness {
    /// What `wait_condition` names.
    struct Condition {
        var type: String
        /// `True`, `False` or `Unknown`.
        var status: String
        var reason: String?

        /// nil where no type is named.
        init?(_ given: Dict?) {
            guard let given, let type = given["type"]?.text, !type.isEmpty else { return nil }
            self.type = type
            reason = given["reason"]?.text.flatMap { $0.isEmpty ? nil : $0 }
            switch given["status"] {
            case .bool(let flag): status = flag ? "True" : "False"
            case let value: status = value?.text ?? "True"
            }
        }
    }

    let condition: Condition?

    func isReady(_ object: Value) -> Bool {
        guard let fields = object.mapping else { return false }
        let status = fields["status"]?.mapping
        if let condition { return Self.has(condition, status) }
        switch fields["kind"]?.text {
        case "Deployment": return Self.isReady(deployment: fields, status)
        case "DaemonSet": return Self.isReady(daemonSet: fields, status)
        case "StatefulSet": return Self.isReady(statefulSet: fields, status)
        case "Pod":
            guard let containers = status?["containerStatuses"]?.sequence else { return false }
            return containers.allSatisfy { $0.mapping?["ready"] == true }
        case "ClusterOperator":
            let found = Dictionary(
                (status?["conditions"]?.sequence ?? []).compactMap { condition in
                    condition.mapping?["type"]?.text.map { ($0, condition.mapping?["status"]?.text ?? "") }
                }, uniquingKeysWith: { $1 })
            return found["Degraded"] == "False" && found["Progressing"] == "False" && found["Available"] == "True"
        default: return true
        }
    }

    private static func has(_ condition: Condition, _ status: Dict?) -> Bool {
        let conditions = status?["conditions"]?.sequence ?? []
        guard let found = conditions.first(where: { $0.mapping?["type"]?.text == condition.type })?.mapping else {
            return false
        }
        guard found["status"]?.text?.lowercased() == condition.status.lowercased() else { return false }
        return condition.reason.map { $0 == found["reason"]?.text } ?? true
    }

    private static func number(_ fields: Dict?, _ key: Value) -> Int? {
        if case .int(let number) = fields?[key] { number } else { nil }
    }

    private static func observed(_ fields: Dict, _ status: Dict?) -> Bool {
        number(status, "observedGeneration") == number(fields["metadata"]?.mapping, "generation")
    }

    private static func isReady(deployment fields: Dict, _ status: Dict?) -> Bool {
        let replicas = number(status, "replicas")
        return status != nil && number(fields["spec"]?.mapping, "replicas") == replicas ?? 0
            && number(status, "availableReplicas") == replicas && observed(fields, status)
            && (number(status, "unavailableReplicas") ?? 0) == 0
    }

    private static func isReady(daemonSet fields: Dict, _ status: Dict?) -> Bool {
        guard let desired = number(status, "desiredNumberScheduled") else { return false }
        return (number(status, "updatedNumberScheduled") ?? 0) == desired && number(status, "numberReady") == desired
            && observed(fields, status) && (number(status, "numberUnavailable") ?? 0) == 0
    }

    private static func isReady(statefulSet fields: Dict, _ status: Dict?) -> Bool {
        let spec = fields["spec"]?.mapping
        let wanted = number(spec, "replicas")
        guard observed(fields, status), number(status, "replicas") ?? 0 == wanted else { return false }
        if spec?["updateStrategy"]?.mapping?["type"]?.text == "OnDelete" { return true }
        return status?["updateRevision"] == status?["currentRevision"]
            && number(status, "updatedReplicas") ?? 0 == wanted && number(status, "readyReplicas") ?? 0 == wanted
    }
}
