/// Shell patterns on names, as Python's fnmatch has them: `*`, `?`, `[seq]`, `[!seq]`.
package enum Wildcard {
    package static func matches(_ name: String, _ pattern: String) -> Bool {
        let (name, pattern) = (Array(name.unicodeScalars), Array(pattern.unicodeScalars))
        var (at, place) = (0, 0)
        var retry: (name: Int, pattern: Int)?
        while at < name.count {
            if place < pattern.count, pattern[place] == "*" {
                retry = (at, place + 1)
                place += 1
            } else if let next = step(name[at], pattern, place) {
                at += 1
                place = next
            } else if let last = retry {
                retry = (last.name + 1, last.pattern)
                (at, place) = (last.name + 1, last.pattern)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "*" }
    }

    package static func isPattern(_ text: String) -> Bool { text.contains { "*?[".contains($0) } }

    /// The place after the pattern's element at `place` when it matches `scalar`.
    private static func step(_ scalar: Unicode.Scalar, _ pattern: [Unicode.Scalar], _ place: Int) -> Int? {
        guard place < pattern.count else { return nil }
        switch pattern[place] {
        case "?": return place + 1
        case "[":
            guard let close = pattern[(place + 1)...].dropFirst().firstIndex(of: "]") ?? nil else {
                return scalar == "[" ? place + 1 : nil
            }
            var set = Array(pattern[(place + 1)..<close])
            let isNegated = set.first == "!"
            if isNegated { set.removeFirst() }
            var found = false
            var index = 0
            while index < set.count {
                if index + 2 < set.count, set[index + 1] == "-" {
                    found = found || set[index] <= scalar && scalar <= set[index + 2]
                    index += 3
                } else {
                    found = found || set[index] == scalar
                    index += 1
                }
            }
            return found != isNegated ? close + 1 : nil
        case let literal: return literal == scalar ? place + 1 : nil
        }
    }
}
