extension Diagnostic: CustomStringConvertible {
    /// The text a user reads: the message, its place with the source around it, what to do, then the notes.
    ///
    /// The layout is that of ansible-core 2.19, without the `[ERROR]: ` head and the blank line that the output adds.
    public var description: String { filter?(unfiltered) ?? unfiltered }

    private var unfiltered: String {
        if !causes.isEmpty { return chainDescription }
        var text = message
        if let span { text += "\n" + span.excerpt }
        if let help {
            // A remedy of one line joins a message of one line that shows no source.
            let joins = span == nil && !message.utf8.contains(0x0A) && !help.utf8.contains(0x0A)
            text += (joins ? " " : "\n\n") + help
        }
        for note in notes {
            text += "\n\n" + note.message
            if let span = note.span { text += "\n" + span.excerpt }
        }
        return text
    }
}

extension Span {
    /// No shown line, its number included, is wider.
    private static let widest = 120
    private static let contextLines = 2

    /// `Origin: file:line:column`, up to two lines of context, the line itself and a caret below its column.
    public var excerpt: String {
        let target = Int(start.line)
        let head = "Origin: \(self)"
        if isWhole { return file.text.isEmpty ? head : head + "\n\n" + file.text }
        guard file.line(target) != nil else { return head + "\n\n(source not shown: file truncated)" }
        let first = max(1, target - Span.contextLines)
        let labelWidth = String(target).utf8.count
        let lineWidth = Span.widest - labelWidth - 1
        var rows: [String] = []
        var isCut = false
        for number in first...target {
            let (line, cut) = Span.shown(file.line(number) ?? "", width: lineWidth)
            isCut = isCut || cut
            let label = String(number)
            rows.append(Span.blanks(labelWidth - label.utf8.count) + label + (line.isEmpty ? "" : " " + line))
        }
        let column = Int(start.column)
        if (1...(isCut ? lineWidth - 3 : lineWidth)).contains(column) {
            rows.append(Span.blanks(labelWidth + 1) + Span.marker(column, width: lineWidth))
        }
        return head + "\n\n" + rows.joined(separator: "\n")
    }

    /// The caret below `column` with a word beside it: to the right, or to the left where there is no room.
    private static func marker(_ column: Int, width: Int) -> String {
        let label = "column \(column)"
        if column + 1 + label.utf8.count > width { return blanks(column - label.utf8.count - 2) + label + " ^" }
        return blanks(column - 1) + "^ " + label
    }

    private static func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

    /// A line as a terminal may show it, cut to `width`: tabs and control characters become blanks, so that the caret
    /// stands right.
    private static func shown(_ line: Substring, width: Int) -> (text: String, isCut: Bool) {
        var scalars = line.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }
        let isCut = scalars.count > width
        if isCut { scalars = Array(scalars.prefix(width - 3)) + Array("...".unicodeScalars) }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return (String(text), isCut)
    }
}
