import Values

/// Reads TOML 1.0 into data.
struct TOMLParser {
    struct Failure: Error {
        let message: String
        let line: Int
    }

    private static let depthLimit = 100

    private let bytes: [UInt8]
    private var position = 0
    private let root = TOMLTable()

    /// The data of a document, its texts as they are.
    static func parse(_ text: String) throws(Failure) -> Dict {
        var parser = TOMLParser(Array(text.utf8))
        try parser.document()
        return parser.root.dict
    }

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    // MARK: Lines

    private mutating func document() throws(Failure) {
        var table = root
        while true {
            skipEmptyLines()
            guard let byte = peek else { return }
            if byte == UInt8(ascii: "[") {
                table = try header()
            } else {
                try assignment(in: table)
            }
            skipBlanks()
            skipComment()
            guard peek == nil || takeLineEnd() else {
                throw fails("Expected newline or end of document after a statement")
            }
        }
    }

    /// `[a.b]` or `[[a.b]]`: the table that the following lines belong to.
    private mutating func header() throws(Failure) -> TOMLTable {
        position += 1
        let isElement = take("[")
        skipBlanks()
        let path = try key()
        skipBlanks()
        guard take("]"), !isElement || take("]") else {
            throw fails(
                "Expected \(isElement ? "']]'" : "']'") at the end of \(isElement ? "an array" : "a table") declaration"
            )
        }
        var table = root
        for name in path.dropLast() {
            guard let next = table.step(into: name) else { throw fails("Cannot overwrite a value") }
            table = next
        }
        guard let name = path.last else { throw fails("Invalid initial character for a key part") }
        guard let result = isElement ? table.appendElement(name) : table.declare(name) else {
            throw fails("Cannot declare \(path) twice")
        }
        return result
    }

    private mutating func assignment(in start: TOMLTable, depth: Int = 0) throws(Failure) {
        let path = try key()
        skipBlanks()
        guard take("=") else { throw fails("Expected '=' after a key in a key/value pair") }
        skipBlanks()
        var table = start
        for name in path.dropLast() {
            guard let next = table.stepByDots(name) else { throw fails("Cannot redefine namespace \(path)") }
            table = next
        }
        let value = try self.value(depth: depth)
        guard let name = path.last, table.set(name, value) else { throw fails("Cannot overwrite a value") }
    }

    private mutating func key() throws(Failure) -> [String] {
        var path = [try keyPart()]
        while true {
            skipBlanks()
            guard take(".") else { return path }
            skipBlanks()
            path.append(try keyPart())
        }
    }

    static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private mutating func keyPart() throws(Failure) -> String {
        if peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "'") { return try string(allowsLines: false) }
        let start = position
        while let byte = peek, Self.isBare(byte) { position += 1 }
        guard position > start else { throw fails("Invalid initial character for a key part") }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    // MARK: Values

    private mutating func value(depth: Int) throws(Failure) -> TOMLItem {
        guard depth < Self.depthLimit else { throw fails("values are nested too deeply") }
        switch peek {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return .value(.string(try string(allowsLines: true)))
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "{"): return try inlineTable(depth: depth)
        default: break
        }
        let start = position
        while let byte = peek, !",]}#\r\n".utf8.contains(byte) { position += 1 }
        var word = bytes[start..<position]
        while word.last == 0x20 || word.last == 0x09 { word.removeLast() }
        position = word.endIndex
        guard let value = TOMLScalar.value(String(decoding: word, as: UTF8.self)) else { throw fails("Invalid value") }
        return .value(value)
    }

    private mutating func array(depth: Int) throws(Failure) -> TOMLItem {
        position += 1
        var items: [TOMLItem] = []
        while true {
            skipEmptyLines()
            if take("]") { return .array(items) }
            items.append(try value(depth: depth + 1))
            skipEmptyLines()
            if take("]") { return .array(items) }
            guard take(",") else { throw fails("Unclosed array") }
        }
    }

    private mutating func inlineTable(depth: Int) throws(Failure) -> TOMLItem {
        position += 1
        let table = TOMLTable()
        skipBlanks()
        if take("}") { return .value(.dict(Dict())) }
        while true {
            skipBlanks()
            try assignment(in: table, depth: depth + 1)
            skipBlanks()
            if take("}") { return .value(.dict(table.dict)) }
            guard take(",") else { throw fails("Unclosed inline table") }
        }
    }

    // MARK: Texts

    private mutating func string(allowsLines: Bool) throws(Failure) -> String {
        guard let quote = peek else { throw fails("Unterminated string") }
        let isLong = allowsLines && bytes[position...].starts(with: [quote, quote, quote])
        position += isLong ? 3 : 1
        if isLong { _ = takeLineEnd() }
        let isLiteral = quote == UInt8(ascii: "'")
        var result: [UInt8] = []
        while let byte = peek {
            if byte == quote, !isLong || bytes[position...].starts(with: [quote, quote, quote]) {
                position += isLong ? 3 : 1
                // Up to two more quotes belong to the text.
                while isLong, peek == quote, result.count < bytes.count { result.append(quote); position += 1 }
                return String(decoding: result, as: UTF8.self)
            }
            if byte == 0x0A, !isLong { break }
            position += 1
            if byte == UInt8(ascii: "\\"), !isLiteral {
                result += try escape(isLong: isLong)
            } else {
                result.append(byte)
            }
        }
        throw fails("Unterminated string")
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10, UInt8(ascii: "f"): 12,
        UInt8(ascii: "r"): 13, UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
    ]

    private mutating func escape(isLong: Bool) throws(Failure) -> [UInt8] {
        guard let kind = peek else { throw fails("Unterminated string") }
        if let byte = Self.escapes[kind] {
            position += 1
            return [byte]
        }
        if kind == UInt8(ascii: "u") || kind == UInt8(ascii: "U") {
            let length = kind == UInt8(ascii: "u") ? 4 : 8
            let digits = String(decoding: bytes[(position + 1)...].prefix(length), as: UTF8.self)
            guard digits.utf8.count == length, let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code)
            else { throw fails("Invalid hex value") }
            position += 1 + length
            return Array(String(Character(scalar)).utf8)
        }
        guard isLong else { throw fails("Unescaped '\\' in a string") }
        skipBlanks()
        guard takeLineEnd() else { throw fails("Unescaped '\\' in a string") }
        while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
        return []
    }

    // MARK: Bytes

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func takeLineEnd() -> Bool {
        if peek == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A { position += 1 }
        guard peek == 0x0A else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks() { while peek == 0x20 || peek == 0x09 { position += 1 } }

    private mutating func skipComment() {
        guard peek == UInt8(ascii: "#") else { return }
        while let byte = peek, byte != 0x0A { position += 1; _ = byte }
    }

    private mutating func skipEmptyLines() {
        repeat {
            skipBlanks()
            skipComment()
        } while takeLineEnd()
    }

    private func fails(_ message: String) -> Failure {
        Failure(message: message, line: bytes.prefix(position).count { $0 == 0x0A } + 1)
    }
}
