/// What an operation on values can fail with: the kind is Python's exception, the message is its text.
public struct ValueError: Error, Sendable {
    public enum Kind: String, Sendable {
        case type = "TypeError", value = "ValueError", key = "KeyError", index = "IndexError"
        case attribute = "AttributeError", zeroDivision = "ZeroDivisionError", overflow = "OverflowError"
        case undefined = "UndefinedError", recursion = "RecursionError", limit = "LimitExceeded"
    }

    public var kind: Kind
    public var message: String

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}
