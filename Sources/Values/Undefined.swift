public import Diagnostics

/// The value of a name, key or attribute that does not exist.
public final class Undefined: Sendable {
    /// The message that using it gives, for example `'colour' is undefined` or `'dict object' has no attribute 'x'`.
    public let message: String
    /// The variable, attribute or key that was looked for.
    public let name: String
    /// Where it was written.
    public let span: Span?
    /// The error that it stands for where an evaluation failed; nil for what is only missing.
    public let cause: (any Error)?

    /// Names that might have been meant, worked out where somebody wants to know.
    public let candidates: (@Sendable () -> [String])?

    public init(
        message: String, name: String, span: Span? = nil, cause: (any Error)? = nil,
        candidates: (@Sendable () -> [String])? = nil
    ) {
        self.candidates = candidates
        self.message = message
        self.name = name
        self.span = span
        self.cause = cause
    }
}
