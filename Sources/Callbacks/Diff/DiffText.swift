import TemplatePlugins
import Values

/// What `--diff` shows of a result.
struct DiffText {
    /// Unchanged lines around each change.
    let context: Int

    /// Empty where the result has no differences.
    func text(ofResult result: Dict) -> StyledText {
        var text = StyledText()
        guard let diff = result["diff"] else { return text }
        for side in (diff.sequence ?? [diff]).compactMap(\.mapping) { text += self.text(of: side) }
        return text
    }

    private func text(of diff: Dict) -> StyledText {
        var text = StyledText()
        if diff["dst_binary"] != nil { text.append("diff skipped: destination file appears to be binary\n") }
        if diff["src_binary"] != nil { text.append("diff skipped: source file appears to be binary\n") }
        if let size = diff["dst_larger"] {
            text.append("diff skipped: destination file size is greater than \(ResultText.plain(size))\n")
        }
        if let size = diff["src_larger"] {
            text.append("diff skipped: source file size is greater than \(ResultText.plain(size))\n")
        }
        if let before = diff["before"], let after = diff["after"] {
            func header(_ word: String) -> String {
                diff[.string(word + "_header")].map { "\(word): \(ResultText.plain($0))" } ?? word
            }
            let lines = UnifiedDiff.lines(
                Self.lines(before), Self.lines(after), from: header("before"), to: header("after"),
                context: context)
            for line in lines { text.append(line, Self.role(line)) }
            if !lines.isEmpty { text.append("\n") }
        }
        if let prepared = diff["prepared"] { text.append(ResultText.plain(prepared)) }
        return text
    }

    private static func role(_ line: String) -> Palette.Role? {
        if line.hasPrefix("+") { return .diffAdd }
        if line.hasPrefix("-") { return .diffRemove }
        return line.hasPrefix("@@") ? .diffLines : nil
    }

    /// A side of a diff as lines with their ends; data as indented JSON, a missing last line end told.
    private static func lines(_ side: Value) -> [String] {
        switch side {
        case .dict: UnifiedDiff.lines(of: ResultText.json(side, indent: 4) + "\n")
        case .none: []
        default: UnifiedDiff.lines(of: ResultText.plain(side))
        }
    }
}
