import Execution
import Values

/// The expression behind a value that is another one in every run.
struct VaryingExpression {
    let text: String

    private static let signs = [
        "now(", "ansible_date_time", "strftime", "random", "shuffle", "lookup('password'", "password_hash", "uuid",
        "ansible_facts.date_time", "ansible_facts['date_time']", "ansible_uptime", "lookup('pipe'", "ansible_managed",
        "to_nice_json", "to_json", "to_yaml", "to_nice_yaml", "dict2items", "set(", "unique", ".items()",
    ]

    init(_ report: TaskReport, _ diff: ResultDiff) {
        var sources: [String] = report.task.arguments.map { $0.value.plainArgument }
        if let source = report.task.arguments["src"]?.plainArgument, let path = report.task.path {
            let directory = FilePath.parent(String(path.prefix { $0 != ":" }))
            let places = [
                "\(directory)/../templates/\(source)", "\(directory)/templates/\(source)", "\(directory)/\(source)",
            ]
            sources += places.compactMap { Disk.text(FilePath.absolute($0, in: FilePath.current)) }
        }
        let changed = diff.text.split(separator: "\n").map { $0.dropFirst() }
        var best: String?
        for source in sources {
            for expression in Self.expressions(in: source) where Self.signs.contains(where: expression.contains) {
                // One whose line is among those that differ counts most.
                let line = source.split(separator: "\n").first { $0.contains(expression) } ?? ""
                let head = line.prefix(
                    max(
                        0,
                        line.firstRange(of: "{{").map { line.distance(from: line.startIndex, to: $0.lowerBound) } ?? 0))
                if !head.isEmpty, changed.contains(where: { $0.hasPrefix(head) }) {
                    text = "the expression {{ \(expression) }} gives another value each time"
                    return
                }
                best = best ?? expression
            }
        }
        if let best {
            text = "the expression {{ \(best) }} gives another value each time"
        } else {
            text = "what is written is not what is found afterwards"
        }
    }

    /// The insides of `{{ … }}`.
    private static func expressions(in text: String) -> [String] {
        text.split(separator: "{{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            part.firstRange(of: "}}").map { part[..<$0.lowerBound].trimmed() }
        }
    }
}
