import Diagnostics

/// Host names with ranges in them: `web[01:50:2]`, `db-[a:f].example.org`, and a port behind.
enum HostRange {
    /// The names, and the port where one was given.
    static func hosts(_ pattern: String) throws(Diagnostic) -> [(name: String, port: Int?)] {
        let (text, port) = splitPort(pattern)
        return try expand(text, limit: 100_000).map { ($0, port) }
    }

    /// Cuts `:22` off; an address of IPv6 has its port only behind brackets.
    private static func splitPort(_ pattern: String) -> (String, Int?) {
        guard let colon = pattern.lastIndex(of: ":"), let port = Int(pattern[pattern.index(after: colon)...]),
            (0...65535).contains(port)
        else { return (pattern, nil) }
        let head = String(pattern[..<colon])
        let depth = head.reduce(0) { $0 + ($1 == "[" ? 1 : $1 == "]" ? -1 : 0) }
        guard depth == 0 else { return (pattern, nil) }
        if head.hasPrefix("["), head.hasSuffix("]"), head.filter({ $0 == ":" }).count > 2 || head.contains("::") {
            return (String(head.dropFirst().dropLast()), port)
        }
        var outside = 0
        var inBrackets = false
        for character in head {
            if character == "[" { inBrackets = true } else if character == "]" { inBrackets = false }
            if character == ":", !inBrackets { outside += 1 }
        }
        return outside == 0 ? (head, port) : (pattern, nil)
    }

    private static func expand(_ text: String, limit: Int) throws(Diagnostic) -> [String] {
        guard let open = text.firstIndex(of: "["), let close = text[open...].firstIndex(of: "]") else { return [text] }
        let inside = text[text.index(after: open)..<close]
        guard inside.contains(":") else { return [text] }
        let head = text[..<open]
        var names: [String] = []
        let tails = try expand(String(text[text.index(after: close)...]), limit: limit)
        for middle in try values(String(inside)) {
            for tail in tails {
                names.append(head + middle + tail)
                if names.count > limit {
                    throw Diagnostic("host range '\(text)' stands for more than \(limit) hosts")
                }
            }
        }
        return names
    }

    private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ").map(String.init)

    private static func values(_ range: String) throws(Diagnostic) -> [String] {
        let parts = range.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 || parts.count == 3 else {
            throw Diagnostic("host range must be begin:end or begin:end:step")
        }
        let begin = parts[0].isEmpty ? "0" : parts[0]
        let end = parts[1]
        guard !end.isEmpty else { throw Diagnostic("host range must specify end value") }
        guard let step = parts.count == 3 ? Int(parts[2]) : 1, step > 0 else {
            throw Diagnostic("host range must have a positive step")
        }
        if let first = letters.firstIndex(of: begin), let last = letters.firstIndex(of: end) {
            guard first <= last else { throw Diagnostic("host range must have begin <= end") }
            return stride(from: first, through: last, by: step).map { letters[$0] }
        }
        guard let first = Int(begin), let last = Int(end), first >= 0 else {
            throw Diagnostic("host range must have two numbers or two letters, not '\(range)'")
        }
        guard first <= last else { throw Diagnostic("host range must have begin <= end") }
        if begin.hasPrefix("0"), begin.count > 1, begin.count != end.count {
            throw Diagnostic("host range must specify equal-length begin and end formats")
        }
        let width = begin.hasPrefix("0") ? begin.count : 0
        guard last - first < 10_000_000 else { throw Diagnostic("host range '\(range)' is too long") }
        return stride(from: first, through: last, by: step).map { number in
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
    }
}
