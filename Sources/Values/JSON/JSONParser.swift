/// A recursive descent over the bytes of a JSON text.
struct JSONParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var depth = 0

    private let refusesSurrogates: Bool

    init(_ bytes: UnsafeBufferPointer<UInt8>, refusesSurrogates: Bool = false) {
        self.bytes = bytes
        self.refusesSurrogates = refusesSurrogates
    }

    mutating func document() throws(ValueError) -> Value {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            throw failure("Unexpected UTF-8 BOM (decode using utf-8-sig)", at: 0)
        }
        skipBlanks()
        let value = try value()
        skipBlanks()
        guard position == bytes.count else { throw failure("Extra data", at: position) }
        return value
    }

    private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

    private mutating func skipBlanks() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private mutating func value() throws(ValueError) -> Value {
        switch byte {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: return try word()
        }
    }

    private static let words: [(StaticString, Value)] = [
        ("true", true), ("false", false), ("null", .none), ("NaN", .double(.nan)), ("Infinity", .double(.infinity)),
    ]

    private mutating func word() throws(ValueError) -> Value {
        for (word, value) in JSONParser.words where take(word) { return value }
        throw failure("Expecting value", at: position)
    }

    private mutating func take(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        for index in 0..<count where bytes[position + index] != word.utf8Start[index] { return false }
        position += count
        return true
    }

    private mutating func enter() throws(ValueError) {
        depth += 1
        guard depth <= Value.depthLimit else {
            throw ValueError(.recursion, "maximum recursion depth exceeded while decoding a JSON document")
        }
        position += 1
        skipBlanks()
    }

    private mutating func array() throws(ValueError) -> Value {
        try enter()
        var items: [Value] = []
        if byte == UInt8(ascii: "]"), position < bytes.count {
            position += 1
            depth -= 1
            return .list(items)
        }
        while true {
            items.append(try value())
            skipBlanks()
            if byte == UInt8(ascii: "]") { break }
            guard byte == UInt8(ascii: ",") else { throw failure("Expecting ',' delimiter", at: position) }
            position += 1
            skipBlanks()
        }
        position += 1
        depth -= 1
        return .list(items)
    }

    private mutating func object() throws(ValueError) -> Value {
        try enter()
        var items = Dict()
        if byte == UInt8(ascii: "}") {
            position += 1
            depth -= 1
            return .dict(items)
        }
        while true {
            guard byte == UInt8(ascii: "\"") else {
                throw failure("Expecting property name enclosed in double quotes", at: position)
            }
            let key = try string()
            skipBlanks()
            guard byte == UInt8(ascii: ":") else { throw failure("Expecting ':' delimiter", at: position) }
            position += 1
            skipBlanks()
            items[.string(key)] = try value()
            skipBlanks()
            if byte == UInt8(ascii: "}") { break }
            guard byte == UInt8(ascii: ",") else { throw failure("Expecting ',' delimiter", at: position) }
            position += 1
            skipBlanks()
        }
        position += 1
        depth -= 1
        return .dict(items)
    }

    private mutating func skipDigits() -> Bool {
        let start = position
        while case UInt8(ascii: "0")...UInt8(ascii: "9") = byte { position += 1 }
        return position > start
    }

    private mutating func number() throws(ValueError) -> Value {
        let start = position
        if byte == UInt8(ascii: "-") { position += 1 }
        if byte == UInt8(ascii: "0") {
            position += 1
        } else if !skipDigits() {
            if take("Infinity") { return .double(-.infinity) }
            throw failure("Expecting value", at: start)
        }
        var end = position
        var isFloat = false
        if byte == UInt8(ascii: ".") {
            position += 1
            if skipDigits() {
                end = position
                isFloat = true
            }
        }
        if position == end, byte | 0x20 == UInt8(ascii: "e") {
            position += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
            if skipDigits() {
                end = position
                isFloat = true
            }
        }
        position = end
        if !isFloat, end - start < 19 { return .int(smallInteger(start..<end)) }
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        return isFloat ? .double(Double(text) ?? 0) : try Value.integer(parsing: text, base: 10)
    }

    /// The value of at most 18 digits.
    private func smallInteger(_ range: Range<Int>) -> Int {
        let isNegative = bytes[range.lowerBound] == UInt8(ascii: "-")
        var value = 0
        for index in (isNegative ? range.dropFirst() : range) { value = value * 10 + Int(bytes[index] - 48) }
        return isNegative ? -value : value
    }

    /// Python's message with line, column and offset, all counted in characters.
    private func failure(_ message: String, at offset: Int) -> ValueError {
        var line = 1
        var column = 1
        var characters = 0
        for byte in bytes[..<min(offset, bytes.count)] where byte & 0xC0 != 0x80 {
            characters += 1
            column += 1
            if byte == 0x0A {
                line += 1
                column = 1
            }
        }
        return ValueError(.value, "\(message): line \(line) column \(column) (char \(characters))")
    }
}

extension JSONParser {
    private mutating func string() throws(ValueError) -> String {
        let opening = position
        position += 1
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return String(decoding: bytes[start..<(position - 1)], as: UTF8.self)
            case UInt8(ascii: "\\"): return try escapedString(from: start, opening: opening)
            case ..<0x20: throw failure("Invalid control character at", at: position)
            default: position += 1
            }
        }
        throw failure("Unterminated string starting at", at: opening)
    }

    private mutating func escapedString(from start: Int, opening: Int) throws(ValueError) -> String {
        var content = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return String(decoding: content, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &content, opening: opening)
            case ..<0x20: throw failure("Invalid control character at", at: position)
            default:
                content.append(byte)
                position += 1
            }
        }
        throw failure("Unterminated string starting at", at: opening)
    }

    private mutating func escape(into content: inout [UInt8], opening: Int) throws(ValueError) {
        let start = position
        position += 1
        guard position < bytes.count else { throw failure("Unterminated string starting at", at: opening) }
        let letter = bytes[position]
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(letter)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"):
            var code = try hexadecimal()
            if code & 0xFC00 == 0xD800, take("\\u") {
                let low = try hexadecimal()
                if low & 0xFC00 == 0xDC00 {
                    code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
                } else {
                    position -= 6
                }
            }
            guard let scalar = Unicode.Scalar(code) else {
                guard refusesSurrogates else { return content.append(UInt8(ascii: "?")) }
                let place = content.count { $0 & 0xC0 != 0x80 }
                var refusal = ValueError(
                    .value,
                    "Refusing to deserialize an invalid UTF8 string value: 'utf-8' codec can't encode character "
                        + "'\\u\(String(code, radix: 16))' in position \(place): surrogates not allowed")
                refusal.isOfSetting = true
                throw refusal
            }
            content += String(scalar).utf8
        default: throw failure("Invalid \\escape", at: start)
        }
    }

    private mutating func hexadecimal() throws(ValueError) -> UInt32 {
        var code: UInt32 = 0
        for index in 0..<4 {
            guard position + index < bytes.count, let digit = Unicode.Scalar(bytes[position + index]).hexadecimal
            else { throw failure("Invalid \\uXXXX escape", at: position - 1) }
            code = code << 4 | digit
        }
        position += 4
        return code
    }
}

extension Unicode.Scalar {
    /// The value of a hexadecimal digit.
    var hexadecimal: UInt32? {
        switch self {
        case "0"..."9": value - 48
        case "a"..."f": value - 87
        case "A"..."F": value - 55
        default: nil
        }
    }
}
