import Jinja
import Templating
import Values

/// `version`: compares versions by one of several rules.
enum VersionTests {
    static let rows = [
        TestRow(
            "version", "version_compare",
            taking: Signature(parameters: ["version", "operator", "strict", "version_type"], required: 1), compare)
    ]

    private static let operators: [(names: [String], holds: @Sendable (Int) -> Bool)] = [
        (["==", "=", "eq"], { $0 == 0 }), (["<", "lt"], { $0 < 0 }), (["<=", "le"], { $0 <= 0 }),
        ([">", "gt"], { $0 > 0 }), ([">=", "ge"], { $0 >= 0 }), (["!=", "<>", "ne"], { $0 != 0 }),
    ]

    private static func compare(_ call: PluginCall) throws(TemplateError) -> Bool {
        guard call.some("strict") == nil || call.some("version_type") == nil else {
            throw call.failure("Cannot specify both 'strict' and 'version_type'")
        }
        guard call.input.truth else { throw call.failure("Input version value cannot be empty") }
        guard let other = call["version"], other.truth else {
            throw call.failure("Version parameter to compare against cannot be empty")
        }
        let kind = call.flag("strict") ? "strict" : try call.text("version_type", "loose")
        guard let scheme = VersionScheme.table.first(where: { $0.name == kind }) else {
            let names = VersionScheme.table.map { "'\($0.name)'" }.joined(separator: ", ")
            throw call.failure("Invalid version type (\(kind)). Must be one of \(names)")
        }
        let sign = try call.text("operator", "eq")
        guard let row = operators.first(where: { $0.names.contains(sign) }) else {
            let names = operators.flatMap(\.names).map { "'\($0)'" }.joined(separator: ", ")
            throw call.failure("Invalid operator type (\(sign)). Must be one of \(names)")
        }
        let a = try call.inputText(), b = try other.python()
        do { return row.holds(try scheme.order(a, b)) } catch {
            throw call.failure("Version comparison failed: \(error.message)")
        }
    }
}
