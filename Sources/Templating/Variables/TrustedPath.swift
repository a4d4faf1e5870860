public import Diagnostics
public import Values

/// A template that is nothing but the name of a variable and keys below it, `{{ checks.first }}`.
///
/// A condition may name its expression that way; whether an author wrote it is known by the layer it comes from.
struct TrustedPath {
    private let keys: [Substring]

    /// Nil for any other template.
    init?(_ template: String) {
        guard template.hasPrefix("{{"), template.hasSuffix("}}"), template.utf8.count > 4 else { return nil }
        let inner = template.dropFirst(2).dropLast(2)
        let letters = inner.filter { !$0.isWhitespace }
        keys = letters.split(separator: ".", omittingEmptySubsequences: false).map { $0[...] }
        let isPath = keys.allSatisfy { key in
            !key.isEmpty && key.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        }
        guard isPath else { return nil }
    }

    func isTrusted(in variables: VariableStack) -> Bool {
        guard let name = keys.first else { return false }
        return variables.layers.last { $0.variable(String(name)) != nil }?.isTrusted ?? false
    }
}

extension Templar {
    /// Whether `template` is nothing but the name of a variable (and keys below it) that an author gave its value, so
    /// that its text may serve as an expression.
    public func isTrustedName(_ template: Template) -> Bool {
        TrustedPath(template.text)?.isTrusted(in: variables) ?? false
    }

    /// The error for an expression or template that no author wrote.
    public static func untrusted(at span: Span?) -> Diagnostic {
        Diagnostic(
            "Encountered untrusted template or expression.", at: span,
            help: "Templates and expressions must be defined by trusted sources such as playbooks or roles, not "
                + "untrusted sources such as module results.")
    }
}
