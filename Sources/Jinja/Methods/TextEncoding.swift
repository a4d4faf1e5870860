import Values

/// The text encodings that `str.encode` and `bytes.decode` know.
enum TextEncoding {
    case utf8, ascii, latin1
    /// Units of so many bytes; without an order, a mark of order comes first.
    case utf16(Order?)
    case utf32(Order?)
    /// One byte a character: Latin-1 but for these.
    case charmap([UInt8: Unicode.Scalar?])

    enum Order { case little, big }

    init(_ name: Value?) throws(TemplateError) {
        guard let name else {
            self = .utf8
            return
        }
        guard let text = name.rawText else {
            throw TemplateError(.type, "encode() argument 'encoding' must be str, not \(name.typeName)")
        }
        switch text.lowercased().replacing("_", by: "-", limit: .max).replacing(" ", by: "-", limit: .max) {
        case "utf-8", "utf8", "u8", "utf", "cp65001": self = .utf8
        case "ascii", "us-ascii", "646": self = .ascii
        case "latin-1", "latin1", "latin", "iso-8859-1", "iso8859-1", "8859", "cp819", "l1": self = .latin1
        case "utf-16", "utf16", "u16": self = .utf16(nil)
        case "utf-16-le", "utf-16le", "utf16-le": self = .utf16(.little)
        case "utf-16-be", "utf-16be", "utf16-be": self = .utf16(.big)
        case "utf-32", "utf32", "u32": self = .utf32(nil)
        case "utf-32-le", "utf-32le", "utf32-le": self = .utf32(.little)
        case "utf-32-be", "utf-32be", "utf32-be": self = .utf32(.big)
        case "cp1252", "windows-1252", "1252": self = .charmap(TextEncoding.windows1252)
        case "iso-8859-15", "iso8859-15", "latin-9", "latin9", "l9": self = .charmap(TextEncoding.latin9)
        default: throw TemplateError(.value, "unknown encoding: \(text)")
        }
    }

    private static let latin9: [UInt8: Unicode.Scalar?] = [
        0xA4: "€", 0xA6: "Š", 0xA8: "š", 0xB4: "Ž", 0xB8: "ž", 0xBC: "Œ", 0xBD: "œ", 0xBE: "Ÿ",
    ]

    /// nil where a byte means no character.
    private static let windows1252: [UInt8: Unicode.Scalar?] = [
        0x80: "€", 0x81: nil, 0x82: "‚", 0x83: "ƒ", 0x84: "„", 0x85: "…", 0x86: "†", 0x87: "‡", 0x88: "ˆ",
        0x89: "‰", 0x8A: "Š", 0x8B: "‹", 0x8C: "Œ", 0x8D: nil, 0x8E: "Ž", 0x8F: nil, 0x90: nil, 0x91: "‘",
        0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•", 0x96: "–", 0x97: "—", 0x98: "˜", 0x99: "™", 0x9A: "š",
        0x9B: "›", 0x9C: "œ", 0x9D: nil, 0x9E: "ž", 0x9F: "Ÿ",
    ]

    /// Python's name of it in messages, and what it says of a character that is none of it.
    private var words: (name: String, reason: String) {
        switch self {
        case .utf8: ("utf-8", "")
        case .ascii: ("ascii", "ordinal not in range(128)")
        case .latin1: ("latin-1", "ordinal not in range(256)")
        case .utf16(let order): (TextEncoding.name("utf-16", order), "truncated data")
        case .utf32(let order): (TextEncoding.name("utf-32", order), "truncated data")
        case .charmap: ("charmap", "character maps to <undefined>")
        }
    }

    private static func name(_ name: String, _ order: Order?) -> String {
        switch order {
        case nil: name
        case .little: name + "-le"
        case .big: name + "-be"
        }
    }
}

// Texts to bytes.
extension TextEncoding {
    func encode(_ text: String, errors: String) throws(TemplateError) -> [UInt8] {
        switch self {
        case .utf8: return Array(text.utf8)
        case .utf16(let order): return Self.units(text.utf16, order)
        case .utf32(let order): return Self.units(text.unicodeScalars.lazy.map(\.value), order)
        case .ascii, .latin1, .charmap: break
        }
        let codes = byteOfScalar
        var bytes: [UInt8] = []
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            if let byte = codes(scalar) {
                bytes.append(byte)
                continue
            }
            switch errors {
            case "ignore": break
            case "replace": bytes.append(UInt8(ascii: "?"))
            case "xmlcharrefreplace": bytes += Array("&#\(scalar.value);".utf8)
            case "backslashreplace": bytes += Array(Self.escape(scalar).utf8)
            case "strict":
                let run = scalars[index...].prefix { codes($0) == nil }.count
                let what =
                    run == 1
                    ? "character '\(Self.escape(scalar))' in position \(index)"
                    : "characters in position \(index)-\(index + run - 1)"
                throw TemplateError(.value, "'\(words.name)' codec can't encode \(what): \(words.reason)")
            default: throw Self.unknownHandler(errors)
            }
        }
        return bytes
    }

    private static func unknownHandler(_ name: String) -> TemplateError {
        TemplateError(.value, "unknown error handler name '\(name)'")
    }

    private var byteOfScalar: (Unicode.Scalar) -> UInt8? {
        switch self {
        case .charmap(let table):
            var codes: [Unicode.Scalar: UInt8] = [:]
            for (byte, scalar) in table { if let scalar { codes[scalar] = byte } }
            return { scalar in
                codes[scalar] ?? UInt8(exactly: scalar.value).flatMap { table[$0] == nil ? $0 : nil }
            }
        case .ascii: return { $0.isASCII ? UInt8($0.value) : nil }
        default: return { UInt8(exactly: $0.value) }
        }
    }

    private static func units<Unit: FixedWidthInteger>(_ units: some Sequence<Unit>, _ order: Order?) -> [UInt8] {
        var bytes: [UInt8] = []
        func append(_ unit: Unit) {
            withUnsafeBytes(of: order == .big ? unit.bigEndian : unit.littleEndian) { bytes += $0 }
        }
        if order == nil { append(Unit(0xFEFF)) }
        for unit in units { append(unit) }
        return bytes
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        let (mark, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
        return "\\\(mark)\(String(repeating: "0", count: max(0, width - digits.utf8.count)))\(digits)"
    }
}

// Bytes to texts.
extension TextEncoding {
    func decode(_ bytes: [UInt8], errors: String) throws(TemplateError) -> String {
        switch self {
        case .utf8:
            if let text = String(validating: bytes, as: UTF8.self) { return text }
            return try decodeBroken(bytes, errors)
        case .utf16(let order): return try decode(bytes, order, as: UInt16.self, errors) { UTF16.self }
        case .utf32(let order): return try decode(bytes, order, as: UInt32.self, errors) { UTF32.self }
        case .ascii, .latin1, .charmap: break
        }
        var text = String.UnicodeScalarView()
        for (index, byte) in bytes.enumerated() {
            if let scalar = scalar(of: byte) {
                text.append(scalar)
            } else {
                text.append(contentsOf: try replacement(bytes[index...index], errors, words.reason).unicodeScalars)
            }
        }
        return String(text)
    }

    private func scalar(of byte: UInt8) -> Unicode.Scalar? {
        switch self {
        case .ascii: byte < 0x80 ? Unicode.Scalar(byte) : nil
        case .charmap(let table): table[byte] ?? Unicode.Scalar(byte)
        default: Unicode.Scalar(byte)
        }
    }

    /// What stands for bytes that mean nothing.
    private func replacement(
        _ bytes: ArraySlice<UInt8>, _ errors: String, _ reason: String
    ) throws(TemplateError) -> String {
        switch errors {
        case "ignore": return ""
        case "replace": return "\u{FFFD}"
        case "backslashreplace": return bytes.map { Self.escape(Unicode.Scalar($0)) }.joined()
        case "strict":
            let place =
                bytes.count == 1
                ? "byte 0x\(String(bytes[bytes.startIndex], radix: 16)) in position \(bytes.startIndex)"
                : "bytes in position \(bytes.startIndex)-\(bytes.endIndex - 1)"
            throw TemplateError(.value, "'\(words.name)' codec can't decode \(place): \(reason)")
        default: throw Self.unknownHandler(errors)
        }
    }

    /// UTF-8 with parts that are none, each as long as it could have become a character.
    private func decodeBroken(_ bytes: [UInt8], _ errors: String) throws(TemplateError) -> String {
        var text = ""
        var index = 0
        while index < bytes.count {
            let (length, reason) = Self.character(in: bytes[index...])
            let part = bytes[index..<(index + length)]
            text +=
                try reason.map { (reason) throws(TemplateError) in try replacement(part, errors, reason) }
                ?? String(decoding: part, as: UTF8.self)
            index += length
        }
        return text
    }

    /// How many bytes belong together, and why they are no character.
    private static func character(in bytes: ArraySlice<UInt8>) -> (length: Int, reason: String?) {
        let first = bytes[bytes.startIndex]
        let (count, second): (Int, ClosedRange<UInt8>) =
            switch first {
            case ..<0x80: (1, 0x80...0xBF)
            case 0xC2...0xDF: (2, 0x80...0xBF)
            case 0xE0: (3, 0xA0...0xBF)
            case 0xED: (3, 0x80...0x9F)
            case 0xE1...0xEF: (3, 0x80...0xBF)
            case 0xF0: (4, 0x90...0xBF)
            case 0xF1...0xF3: (4, 0x80...0xBF)
            case 0xF4: (4, 0x80...0x8F)
            default: (0, 0x80...0xBF)
            }
        guard count > 0 else { return (1, "invalid start byte") }
        for place in 1..<max(count, 1) {
            guard place < bytes.count else { return (place, "unexpected end of data") }
            let range = place == 1 ? second : 0x80...0xBF
            guard range.contains(bytes[bytes.startIndex + place]) else { return (place, "invalid continuation byte") }
        }
        return (count, nil)
    }

    private func decode<Unit: FixedWidthInteger & UnsignedInteger, Codec: Unicode.Encoding>(
        _ bytes: [UInt8], _ order: Order?, as unit: Unit.Type, _ errors: String, _ codec: () -> Codec.Type
    ) throws(TemplateError) -> String where Codec.CodeUnit == Unit {
        let size = MemoryLayout<Unit>.size
        var order = order
        var start = 0
        if order == nil, bytes.count >= size {
            let mark = Self.unit(bytes[..<size], .little, as: unit)
            if mark == 0xFEFF || mark == Unit(0xFEFF).byteSwapped {
                order = mark == 0xFEFF ? .little : .big
                start = size
            }
        }
        let whole = start + (bytes.count - start) / size * size
        let units = stride(from: start, to: whole, by: size).map {
            Self.unit(bytes[$0..<($0 + size)], order ?? .little, as: unit)
        }
        var text = String(decoding: units, as: codec())
        if whole < bytes.count { text += try replacement(bytes[whole...], errors, words.reason) }
        return text
    }

    private static func unit<Unit: FixedWidthInteger>(_ bytes: ArraySlice<UInt8>, _ order: Order, as: Unit.Type) -> Unit
    {
        (order == .big ? Array(bytes) : bytes.reversed()).reduce(0) { $0 << 8 | Unit($1) }
    }
}
