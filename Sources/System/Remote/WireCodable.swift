/// An argument or an answer of a ``SystemCall`` as bytes.
protocol WireCodable: Sendable {
    func write(to writer: inout ByteWriter)
    init(from reader: inout ByteReader) throws(WireError)
}

/// The answer of a call that only acts.
struct Nothing: WireCodable {
    func write(to writer: inout ByteWriter) {}
    init(from reader: inout ByteReader) throws(WireError) {}
    init() {}
}

/// Bytes in one piece.
struct Blob: WireCodable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }
    func write(to writer: inout ByteWriter) { writer.blob(bytes) }
    init(from reader: inout ByteReader) throws(WireError) { bytes = try reader.blob() }
}

extension Bool: WireCodable {
    func write(to writer: inout ByteWriter) { writer.flag(self) }
    init(from reader: inout ByteReader) throws(WireError) { self = try reader.flag() }
}

extension String: WireCodable {
    func write(to writer: inout ByteWriter) { writer.text(self) }
    init(from reader: inout ByteReader) throws(WireError) { self = try reader.text() }
}

extension Double: WireCodable {
    func write(to writer: inout ByteWriter) { writer.fixed(bitPattern) }
    init(from reader: inout ByteReader) throws(WireError) { self.init(bitPattern: try reader.fixed()) }
}

/// Integers travel in as many bytes as they have.
extension WireCodable where Self: FixedWidthInteger {
    func write(to writer: inout ByteWriter) { writer.fixed(self) }
    init(from reader: inout ByteReader) throws(WireError) { self = try reader.fixed() }
}

extension Int: WireCodable {}
extension Int32: WireCodable {}
extension Int64: WireCodable {}
extension UInt32: WireCodable {}
extension UInt64: WireCodable {}

extension Optional: WireCodable where Wrapped: WireCodable {
    func write(to writer: inout ByteWriter) {
        writer.flag(self != nil)
        self?.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(WireError) {
        self = try reader.flag() ? try Wrapped(from: &reader) : nil
    }
}

extension Array: WireCodable where Element: WireCodable {
    func write(to writer: inout ByteWriter) {
        writer.count(count)
        for element in self { element.write(to: &writer) }
    }

    init(from reader: inout ByteReader) throws(WireError) {
        self = []
        for _ in 0..<(try reader.count()) { append(try Element(from: &reader)) }
    }
}

extension Dictionary: WireCodable where Key: WireCodable, Value: WireCodable {
    func write(to writer: inout ByteWriter) {
        writer.count(count)
        for (key, value) in self {
            key.write(to: &writer)
            value.write(to: &writer)
        }
    }

    init(from reader: inout ByteReader) throws(WireError) {
        self = [:]
        for _ in 0..<(try reader.count(ofSize: 2)) {
            let key = try Key(from: &reader)
            self[key] = try Value(from: &reader)
        }
    }
}
