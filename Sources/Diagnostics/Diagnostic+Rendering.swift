extension Diagnostic: CustomStringConvertible {
    /// The text a user reads: the message, then for each place an `Origin:` line with the source around it and a caret,
    /// in the layout of ansible-core 2.19, without the `[ERROR]: ` head that the output adds.
    public var description: String {
        var text = message
        if let help { text += " \(help)" }
        if let span { text += "\n" + span.excerpt }
        for note in notes {
            text += "\n\n" + note.message
            if let span = note.span { text += "\n" + span.excerpt }
        }
        return text
    }
}

extension Span {
    /// `Origin: file:line:column`, up to two lines of context, the line itself and a caret below its column.
    public var excerpt: String {
        var text = "Origin: \(self)"
        let last = Int(start.line)
        guard file.line(last) != nil else { return text }
        let first = max(1, last - 2)
        let width = String(last).count
        text += "\n"
        for number in first...last {
            let label = String(number)
            let padding = String(repeating: " ", count: width - label.count)
            let line = file.line(number).map(Span.shown) ?? ""
            text += line.isEmpty ? "\n\(padding)\(label)" : "\n\(padding)\(label) \(line)"
        }
        let indent = width + Int(start.column)
        let label = "^ column \(start.column)"
        text += "\n" + String(repeating: " ", count: indent) + label
        return text
    }

    /// A line as a terminal may show it: tabs as one blank (so that the caret stands right), control characters left out.
    private static func shown(_ line: Substring) -> String {
        var text = ""
        for scalar in line.unicodeScalars {
            if scalar == "\t" { text.unicodeScalars.append(" ") } else if scalar.value >= 32 && scalar.value != 127 {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
