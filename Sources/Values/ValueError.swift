public import Diagnostics

/// What an operation on values can fail with: the kind is Python's exception, the message is its text.
public struct ValueError: Error, Sendable {
    public enum Kind: String, Sendable {
        case type = "TypeError"
        case value = "ValueError"
        case key = "KeyError"
        case index = "IndexError"
        case attribute = "AttributeError"
        case zeroDivision = "ZeroDivisionError"
        case overflow = "OverflowError"
        case undefined = "UndefinedError"
        case recursion = "RecursionError"
        case limit = "LimitExceeded"
    }

    /// Where the value was written that cannot be read. A class, so that errors stay small.
    public final class Origin: Sendable {
        public let span: Span

        init(_ span: Span) { self.span = span }
    }

    public var kind: Kind
    public var message: String
    public var origin: Origin?
    /// Whether it is an error only because a setting says so (MODULE_STRICT_UTF8_RESPONSE).
    public var isOfSetting = false

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}
