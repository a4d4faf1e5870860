/// A unified diff of two texts, line for line as Python's `difflib.unified_diff` gives it.
public enum UnifiedDiff {
    private enum Tag { case equal, replace, delete, insert }
    private struct Change {
        var tag: Tag
        var a: Range<Int>
        var b: Range<Int>
    }

    /// A text as lines with their ends, a missing last one told.
    public static func lines(of text: String) -> [String] {
        var lines: [String] = [], line = ""
        for letter in text {
            line.append(letter)
            guard letter.isNewline else { continue }
            lines.append(line)
            line = ""
        }
        return line.isEmpty ? lines : lines + [line + "\n\\ No newline at end of file\n"]
    }

    /// The lines of the diff with their line ends, empty when the texts are equal. `a` and `b` are lines with their ends.
    public static func lines(_ a: [String], _ b: [String], from: String, to: String, context: Int) -> [String] {
        var result: [String] = []
        for group in groups(changes(a, b), context: context) {
            guard let first = group.first, let last = group.last else { continue }
            if result.isEmpty { result += ["--- \(from)\n", "+++ \(to)\n"] }
            let aRange = first.a.lowerBound..<last.a.upperBound
            let bRange = first.b.lowerBound..<last.b.upperBound
            result.append("@@ -\(range(aRange)) +\(range(bRange)) @@\n")
            for change in group {
                if change.tag == .equal {
                    result += a[change.a].map { " " + $0 }
                    continue
                }
                result += a[change.a].map { "-" + $0 }
                result += b[change.b].map { "+" + $0 }
            }
        }
        return result
    }

    private static func changes(_ a: [String], _ b: [String]) -> [Change] {
        var changes: [Change] = []
        var (i, j) = (0, 0)
        for match in SequenceMatcher(a, b).matches() {
            let tag: Tag? =
                switch (i < match.a, j < match.b) {
                case (true, true): .replace
                case (true, false): .delete
                case (false, true): .insert
                case (false, false): nil
                }
            if let tag { changes.append(Change(tag: tag, a: i..<match.a, b: j..<match.b)) }
            (i, j) = (match.a + match.size, match.b + match.size)
            if match.size > 0 { changes.append(Change(tag: .equal, a: match.a..<i, b: match.b..<j)) }
        }
        return changes
    }

    /// Changes in groups that share their surrounding lines.
    private static func groups(_ changes: [Change], context n: Int) -> [[Change]] {
        var changes = changes
        if let first = changes.first, first.tag == .equal {
            changes[0].a = max(first.a.lowerBound, first.a.upperBound - n)..<first.a.upperBound
            changes[0].b = max(first.b.lowerBound, first.b.upperBound - n)..<first.b.upperBound
        }
        if let last = changes.last, last.tag == .equal {
            changes[changes.count - 1].a = last.a.lowerBound..<min(last.a.upperBound, last.a.lowerBound + n)
            changes[changes.count - 1].b = last.b.lowerBound..<min(last.b.upperBound, last.b.lowerBound + n)
        }
        var groups: [[Change]] = []
        var group: [Change] = []
        for var change in changes {
            if change.tag == .equal, change.a.count > 2 * n {
                group.append(
                    Change(
                        tag: .equal, a: change.a.lowerBound..<min(change.a.upperBound, change.a.lowerBound + n),
                        b: change.b.lowerBound..<min(change.b.upperBound, change.b.lowerBound + n)))
                groups.append(group)
                group = []
                change.a = max(change.a.lowerBound, change.a.upperBound - n)..<change.a.upperBound
                change.b = max(change.b.lowerBound, change.b.upperBound - n)..<change.b.upperBound
            }
            group.append(change)
        }
        if !group.isEmpty, !(group.count == 1 && group[0].tag == .equal) { groups.append(group) }
        return groups.filter { !($0.count == 1 && $0[0].tag == .equal) }
    }

    private static func range(_ range: Range<Int>) -> String {
        if range.count == 1 { return "\(range.lowerBound + 1)" }
        return range.isEmpty ? "\(range.lowerBound),0" : "\(range.lowerBound + 1),\(range.count)"
    }
}
