package import Values

/// A dict written as text: JSON, a Python literal, or `key=value` pairs between commas or blanks.
package enum KeyValueText {
    package static func parse(_ text: String) throws(ValueError) -> Dict {
        if text.hasPrefix("{") {
            if let value = (try? JSON.parse(text)) ?? (try? PythonLiteral.parse(text)), let dict = value.mapping {
                return dict
            }
            throw ValueError(.type, "unable to evaluate string as dictionary")
        }
        guard text.contains("=") else {
            throw ValueError(.type, "dictionary requested, could not parse JSON or key=value")
        }
        var dict: Dict = [:]
        for field in fields(text) {
            guard let (key, value) = field.cut(at: "=") else {
                throw ValueError(.type, "unable to evaluate string in the \"key=value\" format as dictionary")
            }
            dict[.string(key)] = .string(value)
        }
        return dict
    }

    private static func fields(_ text: String) -> [String] {
        var fields: [String] = []
        var field = ""
        var quote: Character?
        var isEscaped = false
        for character in text.trimmed() {
            if isEscaped {
                field.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if quote == nil, character == "'" || character == "\"" {
                quote = character
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "," || character == " " {
                fields.append(field)
                field = ""
            } else {
                field.append(character)
            }
        }
        fields.append(field)
        return fields.filter { !$0.isEmpty }
    }
}
