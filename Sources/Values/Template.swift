public import Diagnostics
import Synchronization

/// A text that an author wrote, to be rendered when it is needed; it is compiled once.
public final class Template: Sendable {
    public let text: String
    /// Where `text` begins in its source; nil for text that has none.
    public let span: Span?
    /// Whether it stands for its text as it is (`!unsafe`): no author vouches for it, nothing is ever made of it.
    public let isVerbatim: Bool
    /// What is said when a template uses the text, which its author calls deprecated; nil for nothing.
    public let deprecation: Diagnostic?
    /// The compiled form, kept by the template engine, which alone knows its type.
    private let compiled = Mutex<(any AnyObject & Sendable)?>(nil)

    public init(_ text: String, span: Span? = nil, isVerbatim: Bool = false) {
        self.text = text
        self.span = span
        self.isVerbatim = isVerbatim
        deprecation = nil
    }

    /// A text of no author that is not to be used any more.
    public init(deprecated text: String, notice: Diagnostic) {
        self.text = text
        span = nil
        isVerbatim = true
        deprecation = notice
    }

    /// Whether `text` holds one of the marks that begin something in a template: `{{`, `{%`, `{#`.
    public static func mayBeOne(_ text: String) -> Bool {
        var isAfterBrace = false
        for byte in text.utf8 {
            if isAfterBrace, byte == 0x7B || byte == 0x25 || byte == 0x23 { return true }
            isAfterBrace = byte == 0x7B
        }
        return false
    }

    /// The compiled form; `make` runs at most once at a time for a template that has none yet.
    public func compiled<Form: AnyObject & Sendable, Failure: Error>(
        _ make: (Template) throws(Failure) -> Form
    ) throws(Failure) -> Form {
        // The exact type is the common case, and asking for it is much cheaper than a conditional cast.
        if let form = compiled.withLock({ $0 }), type(of: form) == Form.self {
            return unsafeDowncast(form, to: Form.self)
        }
        let form = try make(self)
        compiled.withLock { $0 = form }
        return form
    }
}
