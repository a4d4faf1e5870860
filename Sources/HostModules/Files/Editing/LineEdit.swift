import Modules
import Regex
import Values

/// The lines of a file and one that is to stand among them.
struct LineEdit {
    private let text: FileText
    private let line: String
    private(set) var lines: [String]
    /// What was done, in Ansible's words; empty where nothing was.
    var message = ""

    init(_ text: FileText, line: String) {
        self.text = text
        self.line = text.form(line)
        lines = FileText.lines(text.text)
    }

    /// Where the line was found, and where it would be put.
    private struct Places {
        var found: Int?
        var insertion: Int?
        var match: Match?
        /// A line that `search_string` or `regexp` chose, or one that is the wanted line already.
        var isChosen = false
    }

    /// Puts the line in its place by the options of lineinfile and returns what was done.
    mutating func place(_ arguments: Arguments) throws(ModuleFailure) -> String {
        let before = arguments.string("insertbefore")
        let after = arguments.string("insertafter") ?? (before == nil ? "EOF" : nil)
        let places = try find(arguments, before: before, after: after)
        let ended = line.endsLine ? line : line + "\n"
        if let found = places.found {
            var wanted = ended
            if arguments.bool("backrefs") == true, let match = places.match {
                do { wanted = try match.expand(line) } catch { throw ModuleFailure(error.message) }
                if !wanted.endsLine { wanted += "\n" }
            }
            guard places.isChosen, !lines[found].hasSameScalars(as: wanted) else { return "" }
            lines[found] = wanted
            return "line replaced"
        }
        if arguments.bool("backrefs") == true { return "" }
        if before == "BOF" || after == "BOF" { return insert(at: 0) }
        guard after != "EOF", let insertion = places.insertion else {
            if let last = lines.last?.utf8.last, last != 10, last != 13 { lines.append("\n") }
            return insert(at: lines.count)
        }
        if after != nil {
            let neighbour = insertion == lines.count ? insertion - 1 : insertion
            if lines[neighbour].droppingLineEnds().hasSameScalars(as: line) { return "" }
            if insertion == lines.count { return insert(at: lines.count) }
        }
        return insert(at: insertion)
    }

    private mutating func insert(at index: Int) -> String {
        lines.insert(line + "\n", at: index)
        return "line added"
    }

    private func find(_ arguments: Arguments, before: String?, after: String?) throws(ModuleFailure) -> Places {
        let firstOnly = arguments.bool("firstmatch") ?? false
        var places = Places()
        let chooser = try arguments.string("regexp").map { pattern throws(ModuleFailure) in try text.regex(pattern) }
        let anchor =
            after.flatMap { $0 == "BOF" || $0 == "EOF" ? nil : $0 } ?? before.flatMap { $0 == "BOF" ? nil : $0 }
        let regex = try anchor.map { pattern throws(ModuleFailure) in try text.regex(pattern) }
        if let chooser {
            for (index, line) in lines.enumerated() {
                guard let match = try text.matches(chooser, line) else { continue }
                (places.found, places.match, places.isChosen) = (index, match, true)
                if firstOnly { break }
            }
        } else if let part = arguments.string("search_string").map(text.form) {
            for (index, line) in lines.enumerated() where line.containsBytes(of: part) {
                (places.found, places.isChosen) = (index, true)
                if firstOnly { break }
            }
        }
        if places.isChosen { return places }
        for (index, current) in lines.enumerated() {
            if current.droppingLineEnds().hasSameScalars(as: line) {
                (places.found, places.isChosen) = (index, true)
            } else if let regex, try text.matches(regex, current) != nil {
                places.insertion = after != nil ? index + 1 : index
                if firstOnly { break }
            }
        }
        return places
    }
}
