/// Writes Python's `repr()` of values.
struct Representation {
    private(set) var text = ""
    /// The containers being written, for `[...]` where one holds itself.
    private var open: [ObjectIdentifier] = []

    mutating func write(_ value: Value) throws(ValueError) {
        switch value {
        case .undefined(let undefined): throw .undefined(undefined)
        case .none: text += "None"
        case .bool(let flag): text += flag ? "True" : "False"
        case .int(let n): text += String(n)
        case .bigInt(let n): text += try n.decimal()
        case .double(let x): text += x.representation
        case .string(let string): Representation.quote(string, into: &text)
        case .template(let template): Representation.quote(template.text, into: &text)
        case .list(let list): try write(list, list.items, "[", "]")
        case .tuple(let tuple): try write(tuple, tuple.items, "(", tuple.items.count == 1 ? ",)" : ")")
        case .dict(let dict): try write(dict)
        case .object(let object): text += try object.representation()
        }
    }

    private mutating func write(
        _ box: AnyObject, _ items: [Value], _ start: String, _ end: String
    ) throws(ValueError) {
        guard try enter(box, start + "..." + end) else { return }
        text += start
        var isFirst = true
        for item in items {
            if !isFirst { text += ", " }
            isFirst = false
            try write(item)
        }
        text += end
        open.removeLast()
    }

    private mutating func write(_ dict: ValueDict) throws(ValueError) {
        guard try enter(dict, "{...}") else { return }
        text += "{"
        var isFirst = true
        for (key, value) in dict.items {
            if !isFirst { text += ", " }
            isFirst = false
            try write(key)
            text += ": "
            try write(value)
        }
        text += "}"
        open.removeLast()
    }

    private mutating func enter(_ box: AnyObject, _ again: String) throws(ValueError) -> Bool {
        let identity = ObjectIdentifier(box)
        if open.contains(identity) {
            text += again
            return false
        }
        guard open.count < Value.depthLimit else { throw .tooDeep }
        try Value.checkLength(text.utf8.count, of: "the text")
        open.append(identity)
        return true
    }

    /// Appends `string` in Python's quotes: single ones, unless it holds single and no double ones.
    static func quote(_ string: String, into text: inout String) {
        var hasSingle = false
        var hasDouble = false
        var isPlain = true
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "'"): hasSingle = true
            case UInt8(ascii: "\""): hasDouble = true
            case UInt8(ascii: "\\"), 0..<32, 127...: isPlain = false
            default: break
            }
        }
        let quote: Unicode.Scalar = hasSingle && !hasDouble ? "\"" : "'"
        text.unicodeScalars.append(quote)
        if isPlain && !(hasSingle && hasDouble) {
            text += string
        } else {
            for scalar in string.unicodeScalars { escape(scalar, quote: quote, into: &text) }
        }
        text.unicodeScalars.append(quote)
    }

    private static func escape(_ scalar: Unicode.Scalar, quote: Unicode.Scalar, into text: inout String) {
        switch scalar {
        case quote, "\\":
            text += "\\"
            text.unicodeScalars.append(scalar)
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        default:
            if scalar.isPrintable {
                text.unicodeScalars.append(scalar)
            } else {
                let (mark, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
                let digits = String(scalar.value, radix: 16)
                text += "\\\(mark)\(String(repeating: "0", count: width - digits.utf8.count))\(digits)"
            }
        }
    }
}

extension Unicode.Scalar {
    /// Python's `str.isprintable()` of one character.
    public var isPrintable: Bool {
        if value < 127 { return value >= 32 }
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default: return true
        }
    }
}
