public import Diagnostics
public import Values

extension Undefined {
    /// An error kept as a value, to be thrown where it is used.
    convenience init(capturing error: TemplateError) {
        let isPlain = error.kind == .undefined && error.notes.isEmpty
        self.init(message: error.message, name: "", span: error.span, cause: isPlain ? nil : error)
    }

    /// Whether it stands for something that failed, not for something that is missing: `default` passes it on.
    public var isFailure: Bool {
        guard let error = cause as? TemplateError else { return cause != nil }
        return error.kind != .undefined
    }
}

extension TemplateError {
    /// What using `undefined` throws.
    public init(_ undefined: Undefined, at span: Span? = nil) {
        if let cause = undefined.cause as? TemplateError {
            self = cause
        } else {
            self.init(.undefined, undefined.message, at: undefined.span ?? span)
            if let candidates = undefined.candidates,
                let near = Suggestion.nearest(to: undefined.name, among: candidates())
            {
                notes.append(Diagnostic.Note("Did you mean '\(near)'?"))
            }
        }
    }

    /// Whether a value may stand for the error until something uses that value.
    var isDeferrable: Bool {
        switch kind {
        case .omit, .limit, .recursion: false
        default: true
        }
    }
}
