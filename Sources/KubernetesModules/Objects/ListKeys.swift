import Modules
import Values

/// The lists in objects of the API whose items are told apart by one of their fields (`patchMergeKey` in the API's types).
enum ListKeys {
    private static let ofPods: [String: String] = [
        "containers": "name", "initContainers": "name", "ephemeralContainers": "name", "volumes": "name",
        "imagePullSecrets": "name", "containers.volumeMounts": "mountPath", "containers.volumeDevices": "devicePath",
        "containers.env": "name", "containers.ports": "containerPort", "initContainers.volumeMounts": "mountPath",
        "initContainers.volumeDevices": "devicePath", "initContainers.env": "name",
        "initContainers.ports": "containerPort", "ephemeralContainers.volumeMounts": "mountPath",
        "ephemeralContainers.volumeDevices": "devicePath", "ephemeralContainers.env": "name",
        "ephemeralContainers.ports": "containerPort",
    ]
    private static let podsIn = [
        "Pod.spec.", "Deployment.spec.template.spec.", "DaemonSet.spec.template.spec.",
        "StatefulSet.spec.template.spec.", "Job.spec.template.spec.", "Cronjob.spec.jobTemplate.spec.template.spec.",
    ]
    private static let others: [String: String] = [
        "Service.spec.ports": "port", "ServiceAccount.secrets": "name",
        "ValidatingWebhookConfiguration.webhooks": "name", "MutatingWebhookConfiguration.webhooks": "name",
    ]

    /// The field that distinguishes the items of the list at a place such as `Deployment.spec.template.spec.containers`.
    static func key(at place: String) -> Value? {
        if let key = others[place] { return .string(key) }
        for prefix in podsIn where place.hasPrefix(prefix) {
            return ofPods[String(place.dropFirst(prefix.count))].map(Value.string)
        }
        return nil
    }

    /// The items by that field.
    static func index(_ items: [Value], by key: Value, at place: String) throws(ModuleFailure) -> Dict {
        var result: Dict = [:]
        for item in items {
            guard let name = item.mapping?[key] else {
                throw ModuleFailure("Expected key '\(key.text ?? "")' not found in position \(place)")
            }
            result[name] = item
        }
        return result
    }
}
