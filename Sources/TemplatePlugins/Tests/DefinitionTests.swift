import Jinja
import Templating
import Values

/// `defined`, `undefined`: whether a value is there; one that failed is neither, its error comes out.
enum DefinitionTests {
    static let rows = [
        TestRow("defined", acceptsUndefined: true) { call throws(TemplateError) in try !isMissing(call.input) },
        TestRow("undefined", acceptsUndefined: true) { call throws(TemplateError) in try isMissing(call.input) },
    ]

    private static func isMissing(_ value: Value) throws(TemplateError) -> Bool {
        guard case .undefined(let undefined) = value else { return false }
        guard !undefined.isFailure else { throw TemplateError(undefined) }
        return true
    }
}
