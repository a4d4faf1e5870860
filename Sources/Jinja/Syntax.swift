import Values

/// The marks and whitespace rules of the template language, as Jinja's Environment takes them.
public struct Syntax: Sendable, Hashable {
    public var blockStart = "{%", blockEnd = "%}"
    public var variableStart = "{{", variableEnd = "}}"
    public var commentStart = "{#", commentEnd = "#}"
    public var lineStatementPrefix: String?
    public var lineCommentPrefix: String?
    public var trimBlocks = false
    public var leftStripBlocks = false
    public var newlineSequence = "\n"
    public var keepTrailingNewline = false

    public init() {}

    /// Whether `text` holds a mark that begins a tag, so that rendering it could change it.
    public func mayBeTemplate(_ text: String) -> Bool {
        if blockStart == "{%" && variableStart == "{{" && commentStart == "{#" {
            var previous: UInt8 = 0
            for byte in text.utf8 {
                if previous == 0x7B && (byte == 0x7B || byte == 0x25 || byte == 0x23) { return true }
                previous = byte
            }
            return false
        }
        return [blockStart, variableStart, commentStart].contains { text.containsBytes(of: $0) }
    }
}
