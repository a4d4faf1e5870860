import Values

/// The methods of Python's `bytes`.
///
/// Most are those of a text whose characters beyond ASCII have no properties: they are neither letters nor spaces and
/// have no case.
enum BytesMethods {
    static let table: [String: Method] = {
        var table: [String: Method] = [:]
        for name in shared { table[name] = asText(name) }
        return table.merging(own, uniquingKeysWith: { $1 })
    }()

    /// What a text of the same name does.
    private static let shared = [
        "capitalize", "center", "count", "endswith", "expandtabs", "find", "index", "isalnum", "isalpha", "isdigit",
        "islower", "isspace", "istitle", "isupper", "join", "ljust", "lower", "lstrip", "partition", "removeprefix",
        "removesuffix", "replace", "rfind", "rindex", "rjust", "rpartition", "rsplit", "rstrip", "split",
        "splitlines", "startswith", "strip", "swapcase", "title", "upper", "zfill",
    ]

    private static let own: [String: Method] = [
        "decode": { (_, target, arguments) throws(TemplateError) in
            let bound = try arguments.bind("decode", ["encoding", "errors"])
            return .string(try TextEncoding(bound[0]).decode(target.bytes, errors: bound[1]?.rawText ?? "strict"))
        },
        "hex": { (_, target, arguments) throws(TemplateError) in
            let bound = try arguments.bind("hex", ["sep", "bytes_per_sep"])
            let size = try bound[1].map { (value) throws(TemplateError) in try value.index() } ?? 1
            return .string(hexadecimal(target.bytes, separator: try bound[0].map(separator) ?? "", size: size))
        },
        "fromhex": { (_, _, arguments) throws(TemplateError) in
            try arguments.check("bytes.fromhex", 1...1)
            return .object(ValueBytes(try bytes(hexadecimal: arguments.text(0, of: "fromhex"))))
        },
        "isascii": { (_, target, arguments) throws(TemplateError) in
            try arguments.check("bytes.isascii", 0...0)
            return .bool(target.bytes.allSatisfy { $0 < 0x80 })
        },
        "translate": { (_, target, arguments) throws(TemplateError) in
            let bound = try arguments.bind("translate", ["table", "delete"])
            let table = try bound[0].flatMap { $0.isNone ? nil : $0 }.map(octets)
            guard table == nil || table?.count == 256 else {
                throw TemplateError(.value, "translation table must be 256 characters long")
            }
            let deleted = Set(try bound[1].map(octets) ?? [])
            return .object(
                ValueBytes(target.bytes.filter { !deleted.contains($0) }.map { table?[Int($0)] ?? $0 }))
        },
        "maketrans": { (_, _, arguments) throws(TemplateError) in
            try arguments.check("maketrans", 2...2)
            let (from, to) = (try octets(arguments.positional[0]), try octets(arguments.positional[1]))
            guard from.count == to.count else {
                throw TemplateError(.value, "maketrans arguments must have same length")
            }
            var table = (0...255).map { UInt8($0) }
            for (a, b) in zip(from, to) { table[Int(a)] = b }
            return .object(ValueBytes(table))
        },
    ]

    private static func asText(_ name: String) -> Method {
        let method = StringMethods.tables.compactMap { $0[name] }.first
        return { (context, target, arguments) throws(TemplateError) in
            guard let method else { return .none }
            // Lines of bytes end only at line feeds and carriage returns.
            let stand = name == "splitlines" ? StandIns.ofLines : StandIns.ofBytes
            var given = CallArguments([])
            for (index, value) in arguments.positional.enumerated() {
                given.positional.append(try argument(value, index, of: name))
            }
            for (keyword, value) in arguments.keywords {
                given.keywords.append((keyword, keyword == "sep" ? try argument(value, 0, of: name) : value))
            }
            do throws(TemplateError) {
                return stand.bytes(of: try method(context, .string(stand.text(of: target.bytes)), given))
            } catch {
                var error = error
                if name == "index" || name == "rindex", error.kind == .value { error.message = "subsection not found" }
                throw error
            }
        }
    }

    /// An argument of a method of bytes as one of a method of texts.
    private static func argument(_ value: Value, _ index: Int, of name: String) throws(TemplateError) -> Value {
        if let bytes = value.object as? ValueBytes { return .string(StandIns.ofBytes.text(of: bytes.bytes)) }
        switch name {
        case "find", "rfind", "index", "rindex", "count":
            guard index == 0 else { return value }
            guard let byte = try? value.index() else {
                throw TemplateError(
                    .type, "argument should be integer or bytes-like object, not '\(value.typeName)'")
            }
            guard (0...255).contains(byte) else { throw TemplateError(.value, "byte must be in range(0, 256)") }
            return .string(StandIns.ofBytes.text(of: [UInt8(byte)]))
        case "join":
            guard index == 0, let items = try? value.elements() else { return value }
            var texts: [Value] = []
            for (place, item) in items.enumerated() {
                guard let bytes = item.object as? ValueBytes else {
                    throw TemplateError(
                        .type, "sequence item \(place): expected a bytes-like object, \(item.typeName) found")
                }
                texts.append(.string(StandIns.ofBytes.text(of: bytes.bytes)))
            }
            return .list(texts)
        case "startswith", "endswith":
            guard index == 0 else { return value }
            guard case .tuple(let choices) = value else {
                throw TemplateError(
                    .type, "\(name) first arg must be bytes or a tuple of bytes, not \(value.typeName)")
            }
            return .tuple(
                try choices.items.map { (choice) throws(TemplateError) in
                    .string(StandIns.ofBytes.text(of: try octets(choice)))
                })
        case "center", "ljust", "rjust":
            guard index == 1 else { return value }
            throw TemplateError(
                .type, "\(name)() argument 2 must be a byte string of length 1, not \(value.typeName)")
        case "split", "rsplit", "strip", "lstrip", "rstrip":
            guard index == 0, !value.isNone else { return value }
        case "replace":
            guard index < 2 else { return value }
        case "partition", "rpartition", "removeprefix", "removesuffix": break
        default: return value
        }
        return .string(StandIns.ofBytes.text(of: try octets(value)))
    }

    private static func octets(_ value: Value) throws(TemplateError) -> [UInt8] {
        guard let bytes = value.object as? ValueBytes else {
            throw TemplateError(.type, "a bytes-like object is required, not '\(value.typeName)'")
        }
        return bytes.bytes
    }
}

// Hexadecimal digits.
extension BytesMethods {
    private static func separator(_ value: Value) throws(TemplateError) -> String {
        let text: String
        if let bytes = value.object as? ValueBytes {
            text = String(decoding: bytes.bytes, as: UTF8.self)
        } else if let given = value.rawText {
            text = given
        } else if (try? value.count()) == nil {
            throw TemplateError(.type, "object of type '\(value.typeName)' has no len()")
        } else {
            throw TemplateError(.type, "sep must be str or bytes.")
        }
        guard text.unicodeScalars.count == 1 else { throw TemplateError(.value, "sep must be length 1.") }
        guard text.isASCII else { throw TemplateError(.value, "sep must be ASCII.") }
        return text
    }

    /// Groups of `size` bytes are counted from the end, where it is below zero from the start.
    private static func hexadecimal(_ bytes: [UInt8], separator: String, size: Int) -> String {
        var text = ""
        for (index, byte) in bytes.enumerated() {
            let place = size < 0 ? index : bytes.count - index
            if index > 0, size != 0, place.isMultiple(of: size) { text += separator }
            text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return text
    }

    private static func bytes(hexadecimal text: String) throws(TemplateError) -> [UInt8] {
        let scalars = Array(text.unicodeScalars)
        var bytes: [UInt8] = []
        var index = 0
        func digit() throws(TemplateError) -> UInt8 {
            guard index < scalars.count, scalars[index].isASCII,
                let digit = Character(scalars[index]).hexDigitValue
            else {
                throw TemplateError(
                    .value, "non-hexadecimal number found in fromhex() arg at position \(index)")
            }
            index += 1
            return UInt8(digit)
        }
        while true {
            while index < scalars.count, scalars[index].isASCII, scalars[index].isPythonSpace { index += 1 }
            guard index < scalars.count else { return bytes }
            bytes.append(try digit() << 4 | digit())
        }
    }
}

/// Bytes as characters: those without properties of a letter or of a space stand in for what is no ASCII.
private struct StandIns {
    static let ofBytes = StandIns { $0 >= 0x80 || (0x1C...0x1F).contains($0) }
    static let ofLines = StandIns { $0 >= 0x80 || (0x1C...0x1F).contains($0) || $0 == 0x0B || $0 == 0x0C }

    /// The bytes that have a stand-in from the private use area.
    let replaces: @Sendable (UInt8) -> Bool

    private static let start: UInt32 = 0xE000

    func text(of bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes {
            text.append(
                replaces(byte) ? Unicode.Scalar(Self.start + UInt32(byte)) ?? "?" : Unicode.Scalar(byte))
        }
        return String(text)
    }

    /// A result with its texts as bytes again.
    func bytes(of value: Value) -> Value {
        switch value {
        case .string(let text):
            .object(
                ValueBytes(
                    text.unicodeScalars.map {
                        UInt8(truncatingIfNeeded: $0.value >= Self.start ? $0.value - Self.start : $0.value)
                    }))
        case .list(let list): .list(list.items.map(bytes))
        case .tuple(let tuple): .tuple(tuple.items.map(bytes))
        default: value
        }
    }
}

extension Value {
    /// The bytes of a target of these methods.
    fileprivate var bytes: [UInt8] { (object as? ValueBytes)?.bytes ?? [] }
}
