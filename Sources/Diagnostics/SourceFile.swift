/// A text that was read from somewhere, kept so that a diagnostic can quote it.
///
/// `name` is what a user sees: a path as the user gave or would find it, or a word such as `<command line>`.
public final class SourceFile: Sendable {
    public let name: String
    public let text: String

    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// The text of line `number` (1-based) without its line break, or nil past the end.
    public func line(_ number: Int) -> Substring? {
        guard number >= 1 else { return nil }
        var current = 1
        var rest = text.utf8[...]
        while current < number {
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            rest = rest[rest.index(after: end)...]
            current += 1
        }
        if rest.isEmpty && number > 1 { return nil }
        let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
        var line = Substring(rest[..<end])
        if line.utf8.last == UInt8(ascii: "\r") { line = line.dropLast() }
        return line
    }
}
