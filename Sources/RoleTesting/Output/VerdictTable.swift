/// The end of a run under our own name: one row a scenario and platform.
struct VerdictTable {
    let verdicts: [Verdict]
    let paint: Paint

    var text: String {
        let rows = verdicts.map { [$0.scenario, $0.platform, $0.kind.rawValue, Self.seconds($0.seconds), $0.detail] }
        let head = ["SCENARIO", "PLATFORM", "VERDICT", "SECONDS", ""]
        let widths = (0..<4).map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
        var text = "\n" + paint(line(head, widths), .bold) + "\n"
        for (verdict, row) in zip(verdicts, rows) {
            let colour: Colour =
                switch verdict.kind {
                case .passed: .green
                case .failed: .red
                case .stopped, .untested: .magenta
                case .skipped: .cyan
                }
            text += paint(line(row, widths), colour) + "\n"
        }
        return text
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var parts: [String] = []
        for (column, cell) in cells.enumerated() {
            let padding = column < 4 ? String(repeating: " ", count: widths[column] - cell.count) : ""
            parts.append(column == 3 ? padding + cell : cell + padding)
        }
        var text = parts.joined(separator: "  ")[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    /// With one digit behind the point.
    static func seconds(_ seconds: Double) -> String {
        let tenths = Int((seconds * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
