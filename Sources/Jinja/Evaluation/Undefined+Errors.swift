import Diagnostics
import Values

extension Undefined {
    /// An error kept as a value, to be thrown by whoever uses it.
    convenience init(capturing error: TemplateError) {
        self.init(message: error.message, name: "", span: error.span, cause: error.kind == .undefined ? nil : error)
    }
}

extension TemplateError {
    /// What using `undefined` throws.
    init(_ undefined: Undefined, at span: Span? = nil) {
        if let cause = undefined.cause as? TemplateError {
            self = cause
        } else {
            self.init(.undefined, undefined.message, at: undefined.span ?? span)
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
