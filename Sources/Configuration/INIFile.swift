/// The text of an ansible.cfg: `[section]`, `key = value` or `key: value`, `#` and `;` comments, indented continuations.
///
/// Values keep the quotes around them: of a list each word may have its own.
public struct INIFile: Sendable {
    /// Values by section and by key, keys in small letters.
    public private(set) var sections: [String: [String: String]] = [:]

    public init(text: String) {
        var section = ""
        var key: String?
        for raw in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let line = raw.last == "\r" ? raw.dropLast() : raw
            let trimmed = Configuration.trimmed(String(line))
            if trimmed.isEmpty {
                key = nil
            } else if trimmed.first == "#" || trimmed.first == ";" {
                continue
            } else if trimmed.first == "[", trimmed.last == "]" {
                section = String(trimmed.dropFirst().dropLast())
                key = nil
            } else if line.first?.isWhitespace == true, let key {
                sections[section, default: [:]][key, default: ""] += "\n" + trimmed
            } else if let mark = trimmed.firstIndex(where: { $0 == "=" || $0 == ":" }) {
                let name = Configuration.trimmed(String(trimmed[..<mark])).lowercased()
                sections[section, default: [:]][name] = Self.value(trimmed[trimmed.index(after: mark)...])
                key = name
            }
        }
    }

    /// Without a trailing ` ;` comment.
    private static func value(_ text: Substring) -> String {
        var value = Configuration.trimmed(String(text))
        if let comment = value.firstRange(of: " ;") {
            value = Configuration.trimmed(String(value[..<comment.lowerBound]))
        }
        return value
    }

    /// Without one pair of quotes around it.
    public static func unquoted(_ text: String) -> String {
        guard text.count > 1, let quote = text.first, quote == "\"" || quote == "'", text.last == quote else {
            return text
        }
        return String(text.dropFirst().dropLast())
    }
}
