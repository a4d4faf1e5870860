/// The warnings that an API sends with its answers (RFC 7234, section 5.5).
enum APIWarning {
    /// The text of a field `299 - "text"`; nil where it holds none.
    static func text(_ field: String) -> String? {
        guard field.hasPrefix("299 "), let start = field.firstIndex(of: "\"") else { return nil }
        var text = ""
        var isEscaped = false
        for character in field[field.index(after: start)...] {
            if isEscaped {
                text.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                return text
            } else {
                text.append(character)
            }
        }
        return nil
    }
}
