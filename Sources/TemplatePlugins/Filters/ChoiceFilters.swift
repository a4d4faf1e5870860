import Diagnostics
import Jinja
import Templating
import Values

/// `ternary`, `mandatory`, `default`, `bool`, `type_debug`: choices by what a value is.
enum ChoiceFilters {
    static let rows = [
        FilterRow(
            "ternary", taking: Signature(parameters: ["true_val", "false_val", "none_val"], required: 2),
            acceptsUndefined: true
        ) { call throws(TemplateError) in
            if case .undefined(let undefined) = call.input {
                throw TemplateError(undefined)
            }
            if call.input.isNone, let value = call.some("none_val") { return value }
            return call[call.input.truth ? "true_val" : "false_val"] ?? .none
        },
        FilterRow("mandatory", taking: ["msg"], acceptsUndefined: true) { call throws(TemplateError) in
            guard case .undefined(let undefined) = call.input, !undefined.isFailure else { return call.input }
            if let message = try call.text("msg") { throw call.failure(message) }
            let name = undefined.name.isEmpty ? "" : "'\(undefined.name)' "
            throw call.failure("Mandatory variable \(name)not defined.")
        },
        FilterRow("default", "d", taking: ["default_value", "boolean"], acceptsUndefined: true) {
            call throws(TemplateError) in
            if let boolean = call["boolean"], !isBool(boolean) {
                throw call.failure(
                    "The 'boolean' argument must be of type 'bool', not '\(boolean.typeName)'.")
            }
            if case .undefined(let undefined) = call.input, undefined.isFailure { return call.input }
            let isMissing = call.input.isUndefined || (call.flag("boolean") && !call.input.truth)
            return isMissing ? call["default_value"] ?? "" : call.input
        },
        FilterRow("bool") { call throws(TemplateError) in .bool(try boolean(call)) },
        FilterRow("type_debug", taking: Signature(takesTraced: true), acceptsUndefined: true) {
            call throws(TemplateError) in
            .string(Self.typeName(of: call.tracedText?.text ?? call.input))
        },
    ]

    /// The type's name; that of a failure for a vaulted text that no secret opens, wherever that was found out.
    private static func typeName(of value: Value) -> String {
        switch value {
        case .undefined(let undefined):
            undefined.message.contains(VaultedText.failure) ? "VaultExceptionMarker" : "UndefinedMarker"
        case .object(let object as VaultedText) where (try? object.string()) == nil: "VaultExceptionMarker"
        default: value.typeName
        }
    }

    private static func isBool(_ value: Value) -> Bool { if case .bool = value { true } else { false } }

    private static func boolean(_ call: PluginCall) throws(TemplateError) -> Bool {
        switch call.input {
        case .bool(let flag): return flag
        case .string(let text):
            if let flag = word(text.lowercased()) { return flag }
        case .int(let number) where number == 0 || number == 1: return number == 1
        default: break
        }
        let result = call.input == 1
        let shown = try call.input.pythonRepresentation()
        call.templar?.sink.add(
            Diagnostic(
                "The `bool` filter coerced invalid value \(shown) (\(call.input.typeName)) to "
                    + "\(result ? "True" : "False"). This feature will be removed from ansible-core version 2.23.",
                severity: .deprecation))
        return result
    }

    private static func word(_ text: String) -> Bool? {
        switch text {
        case "yes", "on", "true", "1": true
        case "no", "off", "false", "0": false
        default: nil
        }
    }
}
