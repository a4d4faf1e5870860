import Modules
import Values

/// One object of the API as a task describes it.
struct Definition {
    var object: Dict

    init(_ object: Dict) { self.object = object }

    var kind: String { object["kind"]?.text ?? "" }
    var apiVersion: String { object["apiVersion"]?.text ?? "" }
    var metadata: Dict {
        get { object["metadata"]?.mapping ?? [:] }
        set { object["metadata"] = .dict(newValue) }
    }
    var name: String? { metadata["name"]?.text }
    var namespace: String? { metadata["namespace"]?.text }
    var value: Value { .dict(object) }

    /// What names the object, without what describes it.
    var reference: Value {
        var metadata: Dict = [:]
        if let name { metadata["name"] = .string(name) }
        if let namespace { metadata["namespace"] = .string(namespace) }
        return ["apiVersion": .string(apiVersion), "kind": .string(kind), "metadata": .dict(metadata)]
    }
}
