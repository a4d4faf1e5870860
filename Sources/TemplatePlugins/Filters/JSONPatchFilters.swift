import Jinja
import Templating
import Values

/// `json_patch`, `json_patch_recipe`, `json_diff`: documents changed and compared by JSON patches.
enum JSONPatchFilters {
    static let rows = [
        FilterRow(
            "json_patch", taking: Signature(parameters: ["op", "path", "value"], required: 2, takesKeywords: true)
        ) { call throws(TemplateError) in
            var options: [String: Value] = [:]
            for (name, value) in call.keywords { options[name] = value }
            let unknown = options.keys.filter { $0 != "from" && $0 != "fail_test" }.sorted()
            guard unknown.isEmpty else {
                throw call.failure("json_patch: unexpected keywords arguments: \(unknown.joined(separator: ", "))")
            }
            let fails = try failsTest(options["fail_test"], call)
            var operation: Dict = ["op": call["op"] ?? .none, "path": call["path"] ?? .none]
            let word = operation["op"]?.text ?? ""
            if ["add", "replace", "test"].contains(word) { operation["value"] = call["value"] ?? .some(.none) }
            if ["copy", "move"].contains(word), let from = options["from"], !from.isNone { operation["from"] = from }
            return try applied([.dict(operation)], to: try document(call.input, "input", call), fails, call)
        },
        FilterRow("json_patch_recipe", taking: Signature(parameters: ["operations", "fail_test"], required: 1)) {
            call throws(TemplateError) in
            guard case .list(let operations)? = call["operations"] else {
                throw call.failure("json_patch_recipe: 'operations' needs to be a list")
            }
            let fails = try failsTest(call["fail_test"], call)
            return try applied(operations.items, to: try document(call.input, "input", call), fails, call)
        },
        FilterRow("json_diff", taking: Signature(parameters: ["target"], required: 1)) { call throws(TemplateError) in
            let old = try document(call.input, "input", call)
            let new = try document(call["target"] ?? .none, "target", call)
            return .list(JSONDifference(from: old, to: new).operations)
        },
    ]

    private static func failsTest(_ value: Value?, _ call: PluginCall) throws(TemplateError) -> Bool {
        guard case .bool(let flag) = value ?? false else {
            throw call.failure("json_patch: 'fail_test' argument is not a bool")
        }
        return flag
    }

    private static func document(
        _ value: Value, _ name: String, _ call: PluginCall
    ) throws(TemplateError) -> Value {
        let value = call.context.resolved(value)
        switch value {
        case .string(let text):
            do throws(ValueError) { return try JSON.parse(text) } catch {
                throw call.failure("\(call.name): could not decode JSON from \(name): \(error.message)")
            }
        case .list, .dict: return try call.context.finalized(value)
        default: throw call.failure("\(call.name): \(name) is not dictionary, list or string")
        }
    }

    private static func checked(_ operation: Value, _ call: PluginCall) throws(TemplateError) -> Dict {
        let operation = operation.mapping ?? [:]
        guard let word = operation["op"]?.text else {
            throw call.failure("\(call.name): 'op' argument is not a string")
        }
        guard ["add", "copy", "move", "remove", "replace", "test"].contains(word) else {
            throw call.failure("\(call.name): unsupported 'op' argument: \(word)")
        }
        guard operation["path"]?.text != nil else {
            throw call.failure("\(call.name): 'path' argument is not a string")
        }
        guard ["copy", "move"].contains(word) else { return operation }
        guard let from = operation["from"] else {
            throw call.failure("\(call.name): 'from' argument missing for '\(word)' operation")
        }
        guard from.text != nil else { throw call.failure("\(call.name): 'from' argument is not a string") }
        return operation
    }

    /// The document after all operations; None where a test fails that may.
    private static func applied(
        _ operations: [Value], to document: Value, _ failsTest: Bool, _ call: PluginCall
    ) throws(TemplateError) -> Value {
        var patch = JSONPatch(document)
        let operations = try operations.map { operation throws(TemplateError) in
            try checked(try call.context.finalized(operation), call)
        }
        for operation in operations {
            do throws(JSONPatch.Failure) { try patch.apply(operation) } catch {
                switch error {
                case .test(let message):
                    guard failsTest else { return .none }
                    throw call.failure("\(call.name): test operation failed: \(message)")
                case .operation(let message): throw call.failure("\(call.name): patch failed: \(message)")
                }
            }
        }
        return patch.document
    }
}
