/// The marks that begin a tag, in the order in which Jinja tries them at one place.
struct Delimiters {
    enum Kind { case block, variable, comment, lineStatement, lineComment }
    struct Mark {
        let kind: Kind
        let bytes: [UInt8]
    }

    /// Longest first; of equal length by Jinja's names of the kinds, last first.
    let marks: [Mark]
    /// The first bytes of the marks that can begin anywhere; nothing else needs a closer look.
    private let first: [Bool]
    let blockEnd, variableEnd, commentEnd: [UInt8]
    let blockStart: [UInt8]
    let hasLineMarks: Bool

    init(_ syntax: Syntax) {
        var marks: [(rank: Int, mark: Mark)] = [
            (1, Mark(kind: .comment, bytes: Array(syntax.commentStart.utf8))),
            (0, Mark(kind: .block, bytes: Array(syntax.blockStart.utf8))),
            (4, Mark(kind: .variable, bytes: Array(syntax.variableStart.utf8))),
        ]
        if let prefix = syntax.lineStatementPrefix, !prefix.isEmpty {
            marks.append((3, Mark(kind: .lineStatement, bytes: Array(prefix.utf8))))
        }
        if let prefix = syntax.lineCommentPrefix, !prefix.isEmpty {
            marks.append((2, Mark(kind: .lineComment, bytes: Array(prefix.utf8))))
        }
        marks.sort { ($0.mark.bytes.count, $0.rank) > ($1.mark.bytes.count, $1.rank) }
        self.marks = marks.map(\.mark)
        var first = [Bool](repeating: false, count: 256)
        for (_, mark) in marks { if let byte = mark.bytes.first { first[Int(byte)] = true } }
        self.first = first
        hasLineMarks = marks.count > 3
        blockStart = Array(syntax.blockStart.utf8)
        blockEnd = Array(syntax.blockEnd.utf8)
        variableEnd = Array(syntax.variableEnd.utf8)
        commentEnd = Array(syntax.commentEnd.utf8)
    }

    func mayBegin(_ byte: UInt8) -> Bool { first[Int(byte)] }

    static let standard = Delimiters(Syntax())
}
