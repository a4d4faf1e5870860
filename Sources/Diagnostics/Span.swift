/// A place in a source: 1-based line and column, the column counted in Unicode scalars.
public struct Position: Hashable, Sendable, Comparable {
    public var line: Int32
    public var column: Int32

    public init(line: Int, column: Int) {
        self.line = Int32(clamping: line)
        self.column = Int32(clamping: column)
    }

    public static func < (a: Position, b: Position) -> Bool {
        (a.line, a.column) < (b.line, b.column)
    }
}

/// A stretch of a source file, from `start` up to but without `end`.
public struct Span: Sendable {
    public let file: SourceFile
    public var start: Position
    public var end: Position

    public init(file: SourceFile, start: Position, end: Position? = nil) {
        self.file = file
        self.start = start
        self.end = end ?? start
    }

    /// All of a source that has no lines to speak of, such as a word of the command line.
    public init(whole file: SourceFile) {
        self.init(file: file, start: Position(line: 0, column: 0))
    }

    var isWhole: Bool { start.line == 0 }

    /// `name:line:column`, the form editors jump to; the name alone where the whole source is meant.
    public var description: String { isWhole ? file.name : "\(file.name):\(start.line):\(start.column)" }
}

extension Span: CustomStringConvertible, Hashable {
    public static func == (a: Span, b: Span) -> Bool {
        a.file === b.file && a.start == b.start && a.end == b.end
    }
    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(file))
        hasher.combine(start)
    }
}
