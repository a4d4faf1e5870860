import Execution
import Values

/// What `--diff` shows.
extension DefaultCallback {
    func diff(_ report: TaskReport) {
        if report.task.hasLoop, let results = report.result["results"]?.sequence {
            for case .dict(let result) in results { show(diffOf: result.items, report.task) }
        } else {
            show(diffOf: report.result, report.task)
        }
    }

    private func show(diffOf result: Dict, _ task: TaskStart) {
        guard let diff = result["diff"], case .bool(true) = result["changed"] else { return }
        let text = (diff.sequence ?? [diff]).compactMap(\.mapping).map(text(of:)).joined()
        guard !text.isEmpty else { return }
        announce(task)
        display.show(text)
    }

    private func text(of diff: Dict) -> String {
        var text = ""
        if diff["dst_binary"] != nil { text += "diff skipped: destination file appears to be binary\n" }
        if diff["src_binary"] != nil { text += "diff skipped: source file appears to be binary\n" }
        if let size = diff["dst_larger"] {
            text += "diff skipped: destination file size is greater than \(ResultText.plain(size))\n"
        }
        if let size = diff["src_larger"] {
            text += "diff skipped: source file size is greater than \(ResultText.plain(size))\n"
        }
        if let before = diff["before"], let after = diff["after"] {
            func header(_ word: String) -> String {
                diff[.string(word + "_header")].map { "\(word): \(ResultText.plain($0))" } ?? word
            }
            let lines = UnifiedDiff.lines(
                Self.lines(before), Self.lines(after), from: header("before"), to: header("after"),
                context: options.diffContext)
            for line in lines { text += display.paint(line, Self.role(line)) }
            if !lines.isEmpty { text += "\n" }
        }
        if let prepared = diff["prepared"] { text += ResultText.plain(prepared) }
        return text
    }

    private static func role(_ line: String) -> Palette.Role? {
        if line.hasPrefix("+") { return .diffAdd }
        if line.hasPrefix("-") { return .diffRemove }
        return line.hasPrefix("@@") ? .diffLines : nil
    }

    /// A side of a diff as lines with their ends; data as indented JSON, a missing last line end told.
    private static func lines(_ side: Value) -> [String] {
        let text: String =
            switch side {
            case .dict: ResultText.json(side, indent: 4) + "\n"
            case .none: ""
            default: ResultText.plain(side)
            }
        var lines: [String] = []
        var line = ""
        for character in text {
            line.append(character)
            if character.isNewline {
                lines.append(line)
                line = ""
            }
        }
        if !line.isEmpty { lines.append(line + "\n\\ No newline at end of file\n") }
        return lines
    }
}
