public import Diagnostics
import Jinja
public import Values

extension Template {
    /// Whether it is nothing but the name of a variable and keys below it, `{{ checks.first }}`.
    public var isNamePath: Bool {
        guard !isVerbatim, text.hasPrefix("{{"), text.hasSuffix("}}"), text.utf8.count > 4 else { return false }
        let letters = text.dropFirst(2).dropLast(2).filter { !$0.isWhitespace }
        return letters.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { key in
            !key.isEmpty && key.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        }
    }
}

extension Templar {
    /// The error for an expression or template that no author wrote.
    public static func untrusted(at span: Span?) -> Diagnostic {
        Diagnostic(
            TemplateError.untrusted(at: span).message, at: span,
            help: "Templates and expressions must be defined by trusted sources such as playbooks or roles, not "
                + "untrusted sources such as module results.")
    }
}
