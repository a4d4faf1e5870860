import Glibc

/// A host as it is written in inventories and patterns: a name or address, possibly with ranges (`[01:20]`) in it, and a
/// port.
struct HostAddress {
    var host: String
    var port: Int?

    /// Nil where the text is no host name or address.
    init?(_ text: String, allowRanges: Bool) {
        (host, port) = Self.split(text)
        let isHost = Self.isIPv4(host) || Self.isIPv6(host) || Self.isName(host)
        guard isHost, allowRanges || !host.contains("[") else { return nil }
    }

    /// Takes the port off: `[address]:22`, `name:22`.
    private static func split(_ text: String) -> (host: String, port: Int?) {
        guard let colon = text.lastIndex(of: ":"), let port = number(text[text.index(after: colon)...]) else {
            return (text, nil)
        }
        let host = text[..<colon]
        if host.first == "[", host.last == "]", host.count > 2 { return (String(host.dropFirst().dropLast()), port) }
        return hasColonOutsideBrackets(host) ? (text, nil) : (String(host), port)
    }

    private static func number(_ text: Substring) -> Int? {
        !text.isEmpty && text.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } ? Int(text) : nil
    }

    private static func hasColonOutsideBrackets(_ text: Substring) -> Bool {
        var isInside = false
        for character in text {
            if character == "[" { isInside = true } else if character == "]" { isInside = false }
            if character == ":", !isInside { return true }
        }
        return false
    }

    static func isIPv4(_ text: String) -> Bool {
        var address = in_addr()
        return inet_pton(AF_INET, text, &address) == 1
    }

    static func isIPv6(_ text: String) -> Bool {
        var address = in6_addr()
        return inet_pton(AF_INET6, text, &address) == 1
    }

    /// Labels of letters, digits, `_` and `-` (not at their ends), or ranges in place of any of them.
    private static func isName(_ text: String) -> Bool {
        var isStart = true
        var last: Character = "."
        var rest = text[...]
        while let character = rest.first {
            if character == "[" {
                guard let end = rest.firstIndex(of: "]"), isRange(rest[rest.index(after: rest.startIndex)..<end]) else {
                    return false
                }
                rest = rest[rest.index(after: end)...]
                (isStart, last) = (false, "]")
                continue
            }
            rest = rest.dropFirst()
            switch character {
            case ".":
                if isStart || last == "-" || last == "_" { return false }
                isStart = true
            case "-": if isStart { return false }
            case "_": isStart = false
            default:
                guard character.isLetter || character.isNumber else { return false }
                isStart = false
            }
            last = character
        }
        return !isStart && last != "-" && last != "_"
    }

    /// `a:f`, `01:20`, `1:9:2`
    private static func isRange(_ text: Substring) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3 else { return false }
        let isLetters =
            parts[0].count == 1 && parts[1].count == 1 && parts[0].first?.isLetter == true
            && parts[1].first?.isLetter == true
        let isNumbers = number(parts[0]) != nil && number(parts[1]) != nil
        return (isLetters || isNumbers) && (parts.count == 2 || number(parts[2]) != nil)
    }
}
