import Modules
import Regex
import Values

/// The lines of a file and the block that is to stand among them, or to be gone.
struct BlockEdit {
    private let text: FileText
    private let arguments: Arguments
    private(set) var lines: [String]
    private let begin: String
    private let end: String
    private let block: [String]

    /// Whether there is no block to stand in the file.
    var isEmpty: Bool { block.isEmpty }

    private var isPresent: Bool { arguments.string("state") != "absent" }

    init(_ text: FileText, _ arguments: Arguments) {
        self.text = text
        self.arguments = arguments
        lines = FileText.lines(text.text, carriageReturns: true)
        let marker = text.form(arguments.string("marker") ?? "")
        begin = marker.replacing("{mark}", by: text.form(arguments.string("marker_begin") ?? "")) + "\n"
        end = marker.replacing("{mark}", by: text.form(arguments.string("marker_end") ?? "")) + "\n"
        var content = text.form(arguments.string("block") ?? "")
        guard arguments.string("state") != "absent", !content.isEmpty else {
            block = []
            return
        }
        if !content.endsLine { content += "\n" }
        block = [begin] + FileText.lines(content, carriageReturns: true) + [end]
    }

    mutating func apply() throws(ModuleFailure) {
        var place = try takeOut()
        if place > 0, !lines[place - 1].endsLine { lines[place - 1] += "\n" }
        if arguments.bool("prepend_newline") == true, isPresent, place != 0, lines[place - 1] != "\n" {
            lines.insert("\n", at: place)
            place += 1
        }
        lines.insert(contentsOf: block, at: place)
        let next = place + block.count
        if arguments.bool("append_newline") == true, isPresent, next < lines.count, lines[next] != "\n" {
            lines.insert("\n", at: next)
        }
    }

    /// Removes the block that is there and returns its place, or the place that the task names.
    private mutating func takeOut() throws(ModuleFailure) -> Int {
        let first = lines.lastIndex { $0.hasSameScalars(as: begin) }
        let last = lines.lastIndex { $0.hasSameScalars(as: end) }
        if let first, let last {
            let place = min(first, last)
            lines.removeSubrange(place...max(first, last))
            return place
        }
        let before = arguments.string("insertbefore")
        let after = arguments.string("insertafter") ?? (before == nil ? "EOF" : nil)
        let anchor = after.flatMap { $0 == "EOF" ? nil : $0 } ?? before.flatMap { $0 == "BOF" ? nil : $0 }
        guard let anchor else { return before != nil && after == nil ? 0 : lines.count }
        let regex = try text.regex(anchor)
        guard let found = try line(regex) else { return lines.count }
        return min(lines.count, after != nil ? found + 1 : found)
    }

    /// The last line that matches; for a pattern that asks for several lines at once, the line where its match ends
    /// or, before it, begins.
    private func line(_ regex: Regex) throws(ModuleFailure) -> Int? {
        guard regex.flags.contains(.multiline) || regex.pattern.hasPrefix("(?m") else {
            var found: Int?
            for (index, line) in lines.enumerated() where try text.matches(regex, line) != nil { found = index }
            return found
        }
        guard let match = try text.matches(regex, text.text) else { return nil }
        let bound = arguments.string("insertafter") != nil ? match.range.upperBound : match.range.lowerBound
        return text.text.utf8.prefix(bound).count { $0 == 10 }
    }
}
