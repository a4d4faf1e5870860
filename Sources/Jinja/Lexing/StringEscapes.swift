import Values

/// The escapes of Python's string literals, as Jinja's lexer decodes them.
enum StringEscapes {
    static func decode(_ text: String) throws(TemplateError) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            guard scalars[index] == "\\", index + 1 < scalars.count else {
                result.append(scalars[index])
                index += 1
                continue
            }
            let letter = scalars[index + 1]
            index += 2
            switch letter {
            case "\n": break
            case "\\", "'", "\"": result.append(letter)
            case "a": result.append("\u{07}")
            case "b": result.append("\u{08}")
            case "f": result.append("\u{0C}")
            case "n": result.append("\n")
            case "r": result.append("\r")
            case "t": result.append("\t")
            case "v": result.append("\u{0B}")
            case "0"..."7":
                var value = letter.value - 48
                var digits = 1
                while digits < 3, index < scalars.count, ("0"..."7").contains(scalars[index]) {
                    value = value * 8 + scalars[index].value - 48
                    index += 1
                    digits += 1
                }
                result.append(Unicode.Scalar(value) ?? "\u{FFFD}")
            case "x": result.append(try hexadecimal(scalars, &index, 2, "truncated \\xXX escape"))
            case "u": result.append(try hexadecimal(scalars, &index, 4, "truncated \\uXXXX escape"))
            case "U": result.append(try hexadecimal(scalars, &index, 8, "truncated \\UXXXXXXXX escape"))
            default:
                result.append("\\")
                result.append(letter)
            }
        }
        return String(result)
    }

    private static func hexadecimal(
        _ scalars: [Unicode.Scalar], _ index: inout Int, _ count: Int, _ message: String
    ) throws(TemplateError) -> Unicode.Scalar {
        guard index + count <= scalars.count else { throw TemplateError(.syntax, message) }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[index..<(index + count)])
        guard let value = UInt32(String(view), radix: 16) else { throw TemplateError(.syntax, message) }
        index += count
        guard value <= 0x10FFFF else { throw TemplateError(.syntax, "illegal Unicode character") }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }
}
