import Values

/// Values as bytes: a tag, then what it needs.
///
/// Plain data travels as it is; a template travels as its text, an object as the data that stands for it or, where
/// none does, as its text; an undefined value as none.
enum ValueCoding {
    /// Deeper data is refused, so that no input can exhaust the stack.
    private static let depthLimit = 256
    /// Hexadecimal digits of an integer; Python refuses to print one of more than 4,300 decimal digits.
    private static let digitLimit = 4096
    /// What a value takes in memory, in bytes: in its container, a container of its own, an entry of a dict beyond its
    /// key and value, a text that does not fit into a value.
    private enum Memory { static let value = 24, container = 112, entry = 16, text = 32 }

    private enum Tag: UInt8 {
        case none, no, yes, int, big, double, string, list, tuple, dict
    }

    static func write(_ value: Value, to writer: inout ByteWriter, depth: Int = 0) throws(WireError) {
        guard depth < depthLimit else { throw WireError("data is nested too deeply") }
        switch value {
        case .none, .undefined: writer.byte(Tag.none.rawValue)
        case .bool(let flag): writer.byte((flag ? Tag.yes : .no).rawValue)
        case .int(let number):
            writer.byte(Tag.int.rawValue)
            writer.count(UInt64(bitPattern: Int64(number << 1 ^ number >> 63)))
        case .bigInt(let number):
            writer.byte(Tag.big.rawValue)
            writer.text((number.isNegative ? "-" : "") + number.hexadecimal)
        case .double(let number):
            writer.byte(Tag.double.rawValue)
            writer.fixed(number.bitPattern)
        case .string(let text): write(text, to: &writer)
        case .template(let template): write(template.text, to: &writer)
        case .list(let list): try write(.list, list.items, to: &writer, depth)
        case .tuple(let tuple): try write(.tuple, tuple.items, to: &writer, depth)
        case .dict(let dict):
            writer.byte(Tag.dict.rawValue)
            try write(dict.items, to: &writer, depth: depth)
        case .object(let object): try write(try plain(object), to: &writer, depth: depth + 1)
        }
    }

    /// The count and then keys and values in order.
    static func write(_ dict: Dict, to writer: inout ByteWriter, depth: Int = 0) throws(WireError) {
        writer.count(dict.count)
        for (key, value) in dict {
            try write(key, to: &writer, depth: depth + 1)
            try write(value, to: &writer, depth: depth + 1)
        }
    }

    private static func write(_ text: String, to writer: inout ByteWriter) {
        writer.byte(Tag.string.rawValue)
        writer.text(text)
    }

    private static func write(
        _ tag: Tag, _ items: [Value], to writer: inout ByteWriter, _ depth: Int
    ) throws(WireError) {
        writer.byte(tag.rawValue)
        writer.count(items.count)
        for item in items { try write(item, to: &writer, depth: depth + 1) }
    }

    private static func plain(_ object: any ValueObject) throws(WireError) -> Value {
        let plain: Value?
        do {
            plain = try object.plain()
            if plain == nil { return .string(try object.string()) }
        } catch {
            throw WireError("\(object.typeName): \(error.message)")
        }
        return plain ?? .none
    }

    static func readValue(_ reader: inout ByteReader, depth: Int = 0) throws(WireError) -> Value {
        guard depth < depthLimit else { throw WireError("data is nested too deeply") }
        guard let tag = Tag(rawValue: try reader.byte()) else { throw WireError("an unknown kind of value") }
        try reader.spend(Memory.value)
        switch tag {
        case .none: return .none
        case .no: return .bool(false)
        case .yes: return .bool(true)
        case .int:
            let number = try reader.number()
            return .int(Int(Int64(bitPattern: number >> 1)) ^ -Int(number & 1))
        case .big:
            let digits = try reader.text()
            guard digits.utf8.count <= digitLimit else { throw WireError("a number is too large") }
            guard let number = BigInteger(digits, radix: 16) else { throw WireError("not a number") }
            return Value(number)
        case .double: return .double(Double(bitPattern: try reader.fixed()))
        case .string:
            let text = try reader.text()
            if text.utf8.count > 15 { try reader.spend(Memory.text + text.utf8.count) }
            return .string(text)
        case .list: return .list(try readItems(&reader, depth))
        case .tuple: return .tuple(try readItems(&reader, depth))
        case .dict: return .dict(try readDict(&reader, depth: depth))
        }
    }

    static func readDict(_ reader: inout ByteReader, depth: Int = 0) throws(WireError) -> Dict {
        let count = try reader.count(ofSize: 2)
        try reader.spend(Memory.container)
        var dict = Dict()
        dict.reserveCapacity(min(count, 4096))
        for _ in 0..<count {
            try reader.spend(Memory.entry)
            let key = try readValue(&reader, depth: depth + 1)
            dict[key] = try readValue(&reader, depth: depth + 1)
        }
        return dict
    }

    private static func readItems(_ reader: inout ByteReader, _ depth: Int) throws(WireError) -> [Value] {
        let count = try reader.count()
        try reader.spend(Memory.container)
        var items: [Value] = []
        items.reserveCapacity(min(count, 4096))
        for _ in 0..<count { items.append(try readValue(&reader, depth: depth + 1)) }
        return items
    }
}
