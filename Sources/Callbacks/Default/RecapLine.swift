import Execution

/// One host's line of the recap.
struct RecapLine {
    var host: String
    var counts: Recap.Counts

    /// In the colours of `display`, or plain for the log.
    func text(_ display: Display?) -> String {
        let role: Palette.Role =
            counts.failed != 0 || counts.unreachable != 0 ? .error : counts.changed != 0 ? .changed : .ok
        let painted = display?.paint(host, role) ?? host
        // Colour codes count as characters here too, as the width is made for them.
        let name = padded(painted, to: painted == host ? 26 : 37)
        let fields: [(String, Int, Palette.Role)] = [
            ("ok", counts.ok, .ok), ("changed", counts.changed, .changed),
            ("unreachable", counts.unreachable, .unreachable), ("failed", counts.failed, .error),
            ("skipped", counts.skipped, .skip), ("rescued", counts.rescued, .ok), ("ignored", counts.ignored, .warning),
        ]
        let words = fields.map { label, count, role in
            let text = "\(label)=\(padded(String(count), to: 4))"
            return count == 0 ? text : display?.paint(text, role) ?? text
        }
        return "\(name) : \(words.joined(separator: " "))"
    }

    private func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
