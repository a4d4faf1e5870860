import Execution

/// One host's line of the recap.
struct RecapLine {
    var host: String
    var counts: Recap.Counts

    var text: StyledText {
        let role: Palette.Role =
            counts.failed != 0 || counts.unreachable != 0 ? .error : counts.changed != 0 ? .changed : .ok
        var text = StyledText(host, role)
        text.append(Self.blanks(26 - host.count) + " : ")
        let fields: [(String, Int, Palette.Role)] = [
            ("ok", counts.ok, .ok), ("changed", counts.changed, .changed),
            ("unreachable", counts.unreachable, .unreachable), ("failed", counts.failed, .error),
            ("skipped", counts.skipped, .skip), ("rescued", counts.rescued, .ok), ("ignored", counts.ignored, .warning),
        ]
        for (index, (label, count, role)) in fields.enumerated() {
            let field = "\(label)=\(count)" + Self.blanks(4 - String(count).count)
            text.append(index == 0 ? "" : " ")
            text.append(field, count == 0 ? nil : role)
        }
        return text
    }

    private static func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
