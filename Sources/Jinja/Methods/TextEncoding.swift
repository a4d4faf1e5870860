import Values

/// The text encodings that `str.encode` and `bytes.decode` know.
enum TextEncoding {
    case utf8, ascii, latin1

    init(_ name: Value?) throws(TemplateError) {
        guard let name else {
            self = .utf8
            return
        }
        switch (name.rawText ?? "").lowercased().replacing("_", by: "-", limit: .max) {
        case "utf-8", "utf8", "u8": self = .utf8
        case "ascii", "us-ascii", "646": self = .ascii
        case "latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1": self = .latin1
        default: throw TemplateError(.value, "unknown encoding: \(name.rawText ?? name.typeName)")
        }
    }

    private var pythonName: String {
        switch self {
        case .utf8: "utf-8"
        case .ascii: "ascii"
        case .latin1: "latin-1"
        }
    }

    private var limit: UInt32 { self == .ascii ? 128 : 256 }

    func encode(_ text: String, errors: String) throws(TemplateError) -> [UInt8] {
        if self == .utf8 { return Array(text.utf8) }
        var bytes: [UInt8] = []
        for (index, scalar) in text.unicodeScalars.enumerated() {
            if scalar.value < limit {
                bytes.append(UInt8(scalar.value))
                continue
            }
            switch errors {
            case "ignore": break
            case "replace": bytes.append(UInt8(ascii: "?"))
            case "xmlcharrefreplace": bytes += Array("&#\(scalar.value);".utf8)
            case "backslashreplace": bytes += Array(String(scalar).representation.utf8.dropFirst().dropLast())
            default:
                let run = text.unicodeScalars.dropFirst(index).prefix { $0.value >= limit }.count
                let what =
                    run == 1
                    ? "character \(Self.escape(scalar)) in position \(index)"
                    : "characters in position \(index)-\(index + run - 1)"
                throw TemplateError(
                    .value, "'\(pythonName)' codec can't encode \(what): ordinal not in range(\(limit))")
            }
        }
        return bytes
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        let (mark, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
        return "'\\\(mark)\(String(repeating: "0", count: max(0, width - digits.utf8.count)))\(digits)'"
    }

    func decode(_ bytes: [UInt8], errors: String) throws(TemplateError) -> String {
        switch self {
        case .utf8:
            if let text = String(validating: bytes, as: UTF8.self) { return text }
            if errors == "replace" { return String(decoding: bytes, as: UTF8.self) }
            if errors == "ignore" {
                return String(decoding: bytes, as: UTF8.self).replacing("\u{FFFD}", by: "", limit: .max)
            }
            throw TemplateError(.value, "'utf-8' codec can't decode bytes: invalid data")
        case .ascii, .latin1:
            var text = String.UnicodeScalarView()
            for (index, byte) in bytes.enumerated() {
                guard byte < limit else {
                    throw TemplateError(
                        .value,
                        "'ascii' codec can't decode byte 0x\(String(byte, radix: 16)) in position \(index):"
                            + " ordinal not in range(128)")
                }
                text.append(Unicode.Scalar(byte))
            }
            return String(text)
        }
    }
}
