import Jinja
import Templating
import Values

/// `subset`, `superset`, `contains`, `all`, `any`, `nan`, `truthy`, `falsy`.
enum CollectionTests {
    static let rows = [
        TestRow("subset", "issubset", taking: other) { call throws(TemplateError) in
            try isSubset(call.input, call["other"] ?? .none)
        },
        TestRow("superset", "issuperset", taking: other) { call throws(TemplateError) in
            let members = Membership(try hashable(call.input))
            return try hashable(call["other"] ?? .none).allSatisfy { members.contains($0) }
        },
        TestRow("contains", taking: other) { call throws(TemplateError) in
            try raising { () throws(ValueError) in try call.input.contains(call["other"] ?? .none) }
        },
        TestRow("all") { call throws(TemplateError) in try call.inputElements().allSatisfy(\.truth) },
        TestRow("any") { call throws(TemplateError) in try call.inputElements().contains(where: \.truth) },
        TestRow("nan", "isnan") { call throws(TemplateError) in
            if case .double(let number) = call.input { number.isNaN } else { false }
        },
        TestRow("truthy", taking: ["convert_bool"]) { call throws(TemplateError) in isTruthy(call) },
        TestRow("falsy", taking: ["convert_bool"]) { call throws(TemplateError) in !isTruthy(call) },
    ]

    private static let other = Signature(parameters: ["other"], required: 1)

    private static func isSubset(_ a: Value, _ b: Value) throws(TemplateError) -> Bool {
        let items = try hashable(a), members = Membership(try hashable(b))
        return items.allSatisfy { members.contains($0) }
    }

    private static func hashable(_ value: Value) throws(TemplateError) -> [Value] {
        let items = try value.pythonElements()
        for item in items { try raising { () throws(ValueError) in try item.checkHashable() } }
        return items
    }

    private static func isTruthy(_ call: PluginCall) -> Bool {
        guard call.flag("convert_bool"), case .string(let text) = call.input else { return call.input.truth }
        return switch text.lowercased() {
        case "y", "yes", "on", "1", "true", "t", "1.0": true
        case "n", "no", "off", "0", "false", "f", "0.0": false
        default: !text.isEmpty
        }
    }
}
