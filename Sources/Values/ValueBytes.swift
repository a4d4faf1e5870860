/// Python's `bytes`: what `!!binary` and some filters give.
public final class ValueBytes: ValueObject {
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public var typeName: String { "bytes" }

    public func item(_ key: Value) throws(ValueError) -> Value? {
        guard let index = key.integer else { return nil }
        let place = index < 0 ? index + bytes.count : index
        guard bytes.indices.contains(place) else { throw ValueError(.index, "index out of range") }
        return .int(Int(bytes[place]))
    }
    public func elements() throws(ValueError) -> [Value]? { bytes.map { .int(Int($0)) } }
    public func count() throws(ValueError) -> Int? { bytes.count }
    public func truth() -> Bool { !bytes.isEmpty }

    /// The text that the bytes encode, as ansible-core's templates put out bytes; where they encode none, Python's form.
    public func output() throws(ValueError) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return try representation()
    }

    public func string() throws(ValueError) -> String { try representation() }

    public func apply(
        _ operation: ArithmeticOperator, with other: Value, reflected: Bool
    ) throws(ValueError) -> Value? {
        switch operation {
        case .add where !reflected:
            guard case .object(let object) = other, let other = object as? ValueBytes else {
                throw ValueError(.type, "can't concat \(other.typeName) to bytes")
            }
            return .object(ValueBytes(bytes + other.bytes))
        case .multiply:
            guard let times = other.integer else {
                throw ValueError(.type, "can't multiply sequence by non-int of type '\(other.typeName)'")
            }
            try Value.checkLength(bytes.count, times: max(0, times), of: "repeated sequence")
            return .object(ValueBytes(Array(repeatElement(bytes, count: max(0, times)).joined())))
        default: return nil
        }
    }

    public func order(relativeTo other: Value) throws(ValueError) -> Int? {
        guard case .object(let object) = other, let other = object as? ValueBytes else { return nil }
        return bytes == other.bytes ? 0 : bytes.lexicographicallyPrecedes(other.bytes) ? -1 : 1
    }

    /// Python's `item in self`: a byte or bytes in a row.
    func contains(_ item: Value) throws(ValueError) -> Bool {
        if case .object(let object) = item, let part = object as? ValueBytes {
            let starts = 0..<max(0, bytes.count - part.bytes.count + 1)
            return starts.contains { bytes[$0...].starts(with: part.bytes) }
        }
        guard let byte = item.integer else {
            throw ValueError(.type, "a bytes-like object is required, not '\(item.typeName)'")
        }
        guard (0...255).contains(byte) else { throw ValueError(.value, "byte must be in range(0, 256)") }
        return bytes.contains(UInt8(byte))
    }

    public func plain() throws(ValueError) -> Value? { .string(String(decoding: bytes, as: UTF8.self)) }

    public func representation() throws(ValueError) -> String { Self.representation(of: bytes) }

    /// `b'…'` with everything outside printable ASCII escaped.
    public static func representation(of bytes: [UInt8]) -> String {
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
