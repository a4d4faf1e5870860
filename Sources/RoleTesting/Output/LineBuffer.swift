/// Puts text that comes in pieces together into lines.
struct LineBuffer {
    private(set) var rest = ""

    /// The lines that end in `text`, without their ends and the blanks before those.
    mutating func lines(_ text: String) -> [String] {
        var pieces = (rest + text).utf8.split(separator: 10, omittingEmptySubsequences: false)
        rest = pieces.popLast().map { String(decoding: $0, as: UTF8.self) } ?? ""
        return pieces.map { String(decoding: Self.trimmed($0), as: UTF8.self) }
    }

    /// What has no end of a line.
    mutating func takeRest() -> String {
        defer { rest = "" }
        return String(decoding: Self.trimmed(rest.utf8[...]), as: UTF8.self)
    }

    private static func trimmed(_ line: Substring.UTF8View) -> Substring.UTF8View {
        var line = line
        while let last = line.last, last == 32 || (9...13).contains(last) { line.removeLast() }
        return line
    }
}
