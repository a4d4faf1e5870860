public import Diagnostics
public import Values

/// Why a template could not be compiled or evaluated; the kind is Python's or Jinja's exception.
public struct TemplateError: Error, Sendable {
    public enum Kind: Sendable, Hashable {
        case syntax, undefined, type, value, key, index, attribute, zeroDivision, overflow, recursion, limit
        /// No filter, test or lookup of that name.
        case unknownPlugin
        /// A filter, test or lookup that failed by its own rules (`mandatory`, `AnsibleFilterError`).
        case plugin
        /// `{{ omit }}` reached the top, or another control signal that is no error.
        case omit
    }

    public var kind: Kind
    public var message: String
    /// The sub-expression at fault; set by the innermost evaluation that knows it.
    public var span: Span?
    public var notes: [Diagnostic.Note]
    /// Whether the message already says what failed, so that nothing is to be put before it.
    public var isDescribed = false
    /// The value that could not be read, where that is what failed: its place and the reason.
    public var cause: Diagnostic.Note?
    /// Where in the text, until the template knows where that is in its file.
    var place: Place?

    public init(_ kind: Kind, _ message: String, at span: Span? = nil, notes: [Diagnostic.Note] = []) {
        self.kind = kind
        self.message = message
        self.span = span
        self.notes = notes
    }

    public init(_ error: ValueError, at span: Span? = nil) {
        let kind: Kind =
            switch error.kind {
            case .type: .type
            case .value: .value
            case .key: .key
            case .index: .index
            case .attribute: .attribute
            case .zeroDivision: .zeroDivision
            case .overflow: .overflow
            case .undefined: .undefined
            case .recursion: .recursion
            case .limit: .limit
            }
        self.init(kind, error.message, at: span)
        if let origin = error.origin { cause = Diagnostic.Note(error.message, at: origin.span) }
    }

    /// The error for an expression or template that no author wrote.
    public static func untrusted(at span: Span?) -> TemplateError {
        var error = TemplateError(.plugin, "Encountered untrusted template or expression.", at: span)
        error.isDescribed = true
        return error
    }

    public var diagnostic: Diagnostic { Diagnostic(message, at: span, notes: notes) }
}
