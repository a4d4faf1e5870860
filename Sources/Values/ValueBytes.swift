/// Python's `bytes`: what `!!binary` and some filters give.
public final class ValueBytes: ValueObject {
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public var typeName: String { "bytes" }

    public func item(_ key: Value) throws(ValueError) -> Value? {
        try Value.tuple(bytes.map { .int(Int($0)) }).item(key)
    }
    public func elements() throws(ValueError) -> [Value]? { bytes.map { .int(Int($0)) } }
    public func count() throws(ValueError) -> Int? { bytes.count }
    public func truth() -> Bool { !bytes.isEmpty }

    /// The text that the bytes encode, as ansible-core's templates show bytes; where they encode none, Python's form.
    public func string() throws(ValueError) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return try representation()
    }

    public func plain() throws(ValueError) -> Value? { .string(String(decoding: bytes, as: UTF8.self)) }

    /// `b'…'` with everything outside printable ASCII escaped.
    public func representation() throws(ValueError) -> String {
        let hasSingle = bytes.contains(UInt8(ascii: "'"))
        let hasDouble = bytes.contains(UInt8(ascii: "\""))
        let quote = hasSingle && !hasDouble ? "\"" : "'"
        var text = "b" + quote
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\\"): text += "\\\\"
            case UInt8(ascii: "'") where quote == "'": text += "\\'"
            case UInt8(ascii: "\n"): text += "\\n"
            case UInt8(ascii: "\r"): text += "\\r"
            case UInt8(ascii: "\t"): text += "\\t"
            case 32..<127: text.unicodeScalars.append(Unicode.Scalar(byte))
            default: text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return text + quote
    }

    public func isEqual(to other: Value) -> Bool {
        guard case .object(let object) = other, let other = object as? ValueBytes else { return false }
        return bytes == other.bytes
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
