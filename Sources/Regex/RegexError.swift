/// Why a pattern or a replacement is wrong, or why a search was given up; the message is Python's `re.error` text.
public struct RegexError: Error, Sendable, CustomStringConvertible {
    public let message: String
    public var description: String { message }

    public init(_ message: String) { self.message = message }

    /// Python adds where in the pattern, in code points, and for patterns of several lines line and column as well.
    init(_ message: String, at position: Int, in pattern: [Unicode.Scalar]) {
        var text = "\(message) at position \(position)"
        if pattern.contains("\n") {
            let before = pattern.prefix(position)
            let line = before.count { $0 == "\n" } + 1
            let column = position - (before.lastIndex(of: "\n") ?? -1)
            text += " (line \(line), column \(column))"
        }
        self.message = text
    }
}
