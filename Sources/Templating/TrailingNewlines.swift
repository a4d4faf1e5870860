import Jinja
import Values

/// The line breaks at the end of a template, which Jinja drops and Ansible puts back.
enum TrailingNewlines {
    static func restored(_ value: Value, from template: String, syntax: Syntax) -> Value {
        guard case .string(let text) = value else { return value }
        let missing = count(template) - count(text)
        guard missing > 0 else { return value }
        return .string(text + String(repeating: syntax.newlineSequence, count: missing))
    }

    private static func count(_ text: String) -> Int {
        text.utf8.reversed().prefix { $0 == UInt8(ascii: "\n") }.count
    }
}
