public import Values

/// A text of bytes that are no UTF-8, as `b64decode` gives it: what takes bytes gets them back, everything else sees a
/// text in which each byte that does not fit is U+FFFD.
public final class UndecodedText: ValueObject {
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The text of `bytes`, plain where they are UTF-8.
    public static func text(of bytes: [UInt8]) -> Value {
        String(validating: bytes, as: UTF8.self).map { .string($0) } ?? .object(UndecodedText(bytes))
    }

    private var text: String { String(decoding: bytes, as: UTF8.self) }

    public var typeName: String { "str" }
    public func truth() -> Bool { !bytes.isEmpty }
    public func string() throws(ValueError) -> String { text }
    public func representation() throws(ValueError) -> String { text.representation }
    public func plain() throws(ValueError) -> Value? { .string(text) }
    public func count() throws(ValueError) -> Int? { text.codePointCount }
    public func elements() throws(ValueError) -> [Value]? { try Value.string(text).elements() }
    public func item(_ key: Value) throws(ValueError) -> Value? { try Value.string(text).item(key) }

    public func apply(
        _ operation: ArithmeticOperator, with other: Value, reflected: Bool
    ) throws(ValueError) -> Value? {
        if operation == .add, case .string(let added) = other {
            return UndecodedText.text(of: reflected ? Array(added.utf8) + bytes : bytes + Array(added.utf8))
        }
        let text = Value.string(text)
        return reflected ? try Value.apply(operation, other, text) : try Value.apply(operation, text, other)
    }

    public func isEqual(to other: Value) -> Bool {
        if case .object(let object) = other { (object as? UndecodedText)?.bytes == bytes } else { false }
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
