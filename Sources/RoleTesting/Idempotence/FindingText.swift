/// A finding as lines for people.
struct FindingText {
    private let finding: Finding

    init(_ finding: Finding) { self.finding = finding }

    /// `* [host] => role : task (item=x)`, then class and place, fields, diff.
    var lines: [String] {
        let item = finding.item.map { " (item=\($0))" } ?? ""
        var lines = ["* [\(finding.host)] => \(finding.task)\(item)"]
        lines.append("    \(finding.kind): \(finding.explanation)")
        lines.append("    \(finding.action)" + (finding.path.map { " at \($0)" } ?? ""))
        for field in finding.fields { lines.append("    \(field.name): \(field.before) -> \(field.after)") }
        let diff = finding.diff.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines += diff.prefix(20).filter { !$0.isEmpty }.map { "      " + $0 }
        if diff.count > 20 { lines.append("      … \(diff.count - 20) more lines") }
        return lines
    }
}
