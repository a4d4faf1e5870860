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

    public var kind: Kind
    public var message: String

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}
