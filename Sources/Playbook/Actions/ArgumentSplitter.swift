import Diagnostics

/// Splits free-form arguments (`a=b c="d e" {{ f g }}`) at blanks that stand outside quotes and Jinja marks.
///
/// Newlines and repeated blanks inside and behind a word are kept, so that the words joined again give the text back.
struct ArgumentSplitter {
    private var words: [String] = []
    private var quote: Character?
    /// How many of each kind of Jinja mark are open.
    private var depths = [Int](repeating: 0, count: Self.marks.count)

    private static let marks = [(open: "{{", close: "}}"), (open: "{%", close: "%}"), (open: "{#", close: "#}")]

    private var insideMarks: Bool { depths.contains { $0 > 0 } }

    /// The words of `text`; throws where quotes or marks stay open.
    static func split(_ text: String) throws(Diagnostic) -> [String] {
        guard !text.isEmpty else { return [] }
        var splitter = ArgumentSplitter()
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let isContinued = splitter.addLine(line)
            if index < lines.count - 1, !isContinued { splitter.extendLast("\n") }
        }
        if splitter.insideMarks || splitter.quote != nil {
            throw Diagnostic("failed at splitting arguments, either an unbalanced jinja2 block or quotes: \(text)")
        }
        return splitter.words
    }

    /// The words as one text again.
    static func join(_ words: some Sequence<String>) -> String {
        var text = ""
        for word in words {
            if !text.isEmpty, !text.hasSuffix("\n") { text += " " }
            text += word
        }
        return text
    }

    /// Takes one line; true where it ends in a continuation backslash.
    private mutating func addLine(_ line: Substring) -> Bool {
        var isContinued = false
        for (index, token) in line.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
            if token.isEmpty, index > 0 {
                extendLast(" ")
            } else if token == "\\", quote == nil {
                isContinued = true
            } else {
                add(String(token), isFirst: index == 0)
            }
        }
        return isContinued
    }

    private mutating func add(_ token: String, isFirst: Bool) {
        let wasQuoted = quote != nil
        updateQuote(token)
        let isQuoted = quote != nil
        var isPlaced = true
        if isQuoted, !wasQuoted, !insideMarks {
            words.append(token)
        } else if insideMarks || isQuoted || wasQuoted {
            extendLast(isFirst ? token : " " + token)
        } else {
            isPlaced = false
        }
        for (index, mark) in Self.marks.enumerated() {
            let change = Self.count(mark.open, in: token) - Self.count(mark.close, in: token)
            let depth = max(0, depths[index] + change)
            if depth != depths[index], !isPlaced {
                words.append(token)
                isPlaced = true
            }
            depths[index] = depth
        }
        if !insideMarks, !isQuoted, !isPlaced, !token.isEmpty { words.append(token) }
    }

    private mutating func extendLast(_ text: String) {
        if words.isEmpty { words.append("") }
        words[words.count - 1] += text
    }

    private mutating func updateQuote(_ token: String) {
        var before: Character?
        for character in token {
            if character == "\"" || character == "'", before != "\\" {
                if quote == nil { quote = character } else if quote == character { quote = nil }
            }
            before = character
        }
    }

    private static func count(_ mark: String, in text: String) -> Int {
        let mark = Array(mark.utf8), text = Array(text.utf8)
        var found = 0, index = 0
        while index + 1 < text.count {
            if text[index] == mark[0], text[index + 1] == mark[1] {
                found += 1
                index += 2
            } else {
                index += 1
            }
        }
        return found
    }
}
