import Values

/// Filters that make or take away markup.
enum MarkupFilters {
    static let table = Dictionary(uniqueKeysWithValues: [
        FilterCall.filter("escape") { (call) throws(TemplateError) in .string(escaped(try call.inputText()))
        },
        FilterCall.filter("forceescape") { (call) throws(TemplateError) in
            .string(escaped(try call.inputText()))
        },
        FilterCall.filter("striptags") { (call) throws(TemplateError) in
            .string(stripped(try call.inputText()))
        },
        FilterCall.filter("xmlattr", ["autospace"]) { (call) throws(TemplateError) in
            guard call.input.isMapping else {
                throw TemplateError(.attribute, "'\(call.input.typeName)' object has no attribute 'items'")
            }
            var parts: [String] = []
            for (key, value) in try DictMethods.pairs(of: call.input) where !value.isNone {
                if case .undefined(let undefined) = value { throw TemplateError(undefined) }
                guard let name = key.rawText else {
                    throw TemplateError(.type, "expected string or bytes-like object, got '\(key.typeName)'")
                }
                guard
                    !name.utf8.contains(where: {
                        $0.isTemplateSpace || $0 == 0x2F || $0 == 0x3E || $0 == 0x3D
                    })
                else {
                    throw TemplateError(.value, "Invalid character in attribute name: \(name.representation)")
                }
                let text = try raising { () throws(ValueError) in try value.string() }
                parts.append("\(escaped(name))=\"\(escaped(text))\"")
            }
            let joined = parts.joined(separator: " ")
            return .string(call.flag(0, true) && !joined.isEmpty ? " " + joined : joined)
        },
        FilterCall.filter("urlencode") { (call) throws(TemplateError) in
            let pairs: [(Value, Value)]
            if call.input.isMapping {
                pairs = try DictMethods.pairs(of: call.input)
            } else if call.input.rawText == nil, let items = try? call.input.elements() {
                pairs = try items.map { (item) throws(TemplateError) in
                    guard let pair = try? item.elements() else {
                        throw TemplateError(.type, "cannot unpack non-iterable \(item.typeName) object")
                    }
                    guard pair.count == 2 else {
                        throw TemplateError(
                            .value,
                            pair.count > 2
                                ? "too many values to unpack (expected 2)"
                                : "not enough values to unpack (expected 2, got \(pair.count))")
                    }
                    return (pair[0], pair[1])
                }
            } else {
                return .string(quoted(try call.inputText(), query: false))
            }
            var parts: [String] = []
            for (key, value) in pairs {
                let name = try raising { () throws(ValueError) in try key.string() }
                let text = try raising { () throws(ValueError) in try value.string() }
                parts.append("\(quoted(name, query: true))=\(quoted(text, query: true))")
            }
            return .string(parts.joined(separator: "&"))
        },
    ])

    static func escaped(_ text: String) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): result += Array("&amp;".utf8)
            case UInt8(ascii: "<"): result += Array("&lt;".utf8)
            case UInt8(ascii: ">"): result += Array("&gt;".utf8)
            case UInt8(ascii: "'"): result += Array("&#39;".utf8)
            case UInt8(ascii: "\""): result += Array("&#34;".utf8)
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Percent-encoding; in a query a blank is `+` and a slash is encoded too.
    static func quoted(_ text: String, query: Bool) -> String {
        var result = ""
        for byte in text.utf8 {
            if byte.isNameByte || byte == 0x2D || byte == 0x2E || byte == 0x7E || (!query && byte == 0x2F) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else if query && byte == 0x20 {
                result += "+"
            } else {
                result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }

    /// Without comments and tags, entities as characters, blanks as one each.
    private static func stripped(_ text: String) -> String {
        var text = text
        for (open, close) in [("<!--", "-->"), ("<", ">")] {
            var start = 0
            while let from = text.firstByteOffset(of: open, from: start) {
                guard let to = text.firstByteOffset(of: close, from: from) else {
                    start = from + 1
                    break
                }
                let bytes = Array(text.utf8)
                text = String(decoding: bytes[..<from] + bytes[(to + close.utf8.count)...], as: UTF8.self)
                start = from
            }
        }
        return HTMLEntities.decode(text.splitAtSpace(limit: .max, fromEnd: false).joined(separator: " "))
    }
}
