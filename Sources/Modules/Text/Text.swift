// Small words on text that reading a machine's files needs everywhere.
extension StringProtocol {
    /// Without the characters of `set` at the end.
    package func droppingTrailing(_ set: String) -> String {
        var rest = self[...]
        while let last = rest.last, set.contains(last) { rest.removeLast() }
        return String(rest)
    }

    /// Lines without their ends, as Python's splitlines gives them for `\n` and `\r\n`.
    package var lines: [String] {
        var lines = String(self).split(omittingEmptySubsequences: false) { (mark: Character) in mark.isNewline }.map(
            String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// The words between white space.
    package var words: [String] { String(self).split { (mark: Character) in mark.isWhitespace }.map(String.init) }

    /// The parts before and after the first `separator`; nil where it is not there.
    package func cut(at separator: Character) -> (before: String, after: String)? {
        guard let place = firstIndex(of: separator) else { return nil }
        return (String(self[..<place]), String(self[index(after: place)...]))
    }

    /// What follows the last slash.
    package var baseName: String { String(split(separator: "/", omittingEmptySubsequences: false).last ?? "") }

    /// What stands before the last slash; `/` for a name right below the root, empty where there is no slash.
    package var directoryName: String {
        guard let slash = lastIndex(of: "/") else { return "" }
        return slash == startIndex ? "/" : String(self[..<slash])
    }

    package func replacing(_ old: String, by new: String) -> String {
        guard !old.isEmpty else { return String(self) }
        var result = ""
        var rest = String(self)[...]
        while let found = rest.firstOccurrence(of: old) {
            result += rest[..<found.lowerBound] + new
            rest = rest[found.upperBound...]
        }
        return result + rest
    }

    /// Where `part` first stands.
    package func firstOccurrence(of part: String) -> Range<Index>? {
        guard let first = part.first else { return startIndex..<startIndex }
        var place = startIndex
        while let candidate = self[place...].firstIndex(of: first) {
            let tail = self[candidate...]
            if tail.hasPrefix(part) {
                return candidate..<index(candidate, offsetBy: part.count)
            }
            place = index(after: candidate)
        }
        return nil
    }

    /// What stands before and after the first `part`; nil where it is not there.
    package func halves(around part: String) -> (before: String, after: String)? {
        firstOccurrence(of: part).map { (String(self[..<$0.lowerBound]), String(self[$0.upperBound...])) }
    }

    package func has(_ part: String) -> Bool { firstOccurrence(of: part) != nil }

    /// Without carriage returns and line feeds at the end.
    package func droppingLineEnds() -> String {
        let text = String(self)
        var bytes = text.utf8[...]
        while let last = bytes.last, last == 10 || last == 13 { bytes.removeLast() }
        return bytes.endIndex == text.endIndex ? text : String(Substring(bytes))
    }
}

/// `number` in decimal, with zeros in front up to `width` digits.
package func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return digits.count < width ? String(repeating: "0", count: width - digits.count) + digits : digits
}
