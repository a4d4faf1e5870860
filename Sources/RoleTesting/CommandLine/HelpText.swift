import Diagnostics

/// Usage and help of the program or of one command.
struct HelpText {
    let program: String
    let row: CommandTable.Row?
    let isNative: Bool

    private let width = 78

    /// The program with the command.
    var command: String {
        guard let row else { return program }
        return isNative && row.name == "test" ? program : "\(program) \(row.name)"
    }

    var takesShortHelp: Bool { row?.takesShortHelp ?? true }

    var usage: String {
        guard let row else { return "Usage: \(program) [OPTIONS] COMMAND [ARGS]..." }
        return "Usage: \(command) [OPTIONS]" + (row.words.map { " " + $0 } ?? "")
    }

    /// What the command does.
    var about: String {
        row?.help
            ?? "Tests roles, collections and playbooks by the scenarios of their molecule.yml files: makes hosts, converges, "
            + "looks whether a second run changes anything, and verifies."
    }

    var text: String {
        var text = usage + "\n\n" + wrapped(about, indent: 2) + "\n\nOptions:\n"
        let options = (row?.options ?? CommandOptions.main).filter { !$0.isHidden }
        text += table(options.map { (label($0), $0.help) } + [(helpLabel, "Show this message and exit.")])
        let rows = row?.subcommands ?? CommandTable.rows.filter { isNative || !$0.isOurs }
        guard !rows.isEmpty else { return text }
        return text + "\nCommands:\n"
            + table(rows.map { (String($0.name.split(separator: " ").last ?? ""), $0.help) })
    }

    private var helpLabel: String { takesShortHelp ? "-h, --help" : "--help" }

    private func label(_ option: CommandOption) -> String {
        var label = (option.short.map { "-\($0), " } ?? "") + "--\(option.long)"
        switch option.value {
        case .flag: label += " / --no-\(option.long)"
        case .text: label += " TEXT"
        case .choice(let choices): label += " [\(choices.joined(separator: "|"))]"
        case .optional: label += "[=TEXT]"
        case .count, .version: break
        }
        return label
    }

    private func table(_ rows: [(String, String)]) -> String {
        let column = min(30, (rows.map(\.0.count).max() ?? 0)) + 4
        return rows.map { name, help in
            let indent = String(repeating: " ", count: column)
            let lines = help.wrapped(to: width - column)
            let head = "  " + name
            let first =
                head.count + 2 > column
                ? head + "\n" + indent + (lines.first ?? "")
                : head + String(repeating: " ", count: column - head.count) + (lines.first ?? "")
            return ([first] + lines.dropFirst().map { indent + $0 }).joined(separator: "\n") + "\n"
        }.joined()
    }

    private func wrapped(_ text: String, indent: Int) -> String {
        let blanks = String(repeating: " ", count: indent)
        return text.wrapped(to: width - indent).map { blanks + $0 }.joined(separator: "\n")
    }
}
