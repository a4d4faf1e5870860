import Diagnostics

/// Reads the words of a command line as Molecule's does: options of the program before the command, those of the command
/// behind it, positional words anywhere, all of them behind `--`.
struct CommandReader {
    /// How reading ended without a command to run.
    enum End: Error {
        /// Usage and complaint: exit status 2.
        case misuse(String)
        /// Text for standard output; `status` is 2 where a command is missing.
        case help(String, status: Int32)
        case version
    }

    let program: String
    /// Whether `test` is meant where no command is named, and our own commands are known.
    let isNative: Bool

    func read(_ words: [String]) throws(End) -> Invocation {
        var invocation = Invocation()
        invocation.program = program
        var rest = words[...]
        if isNative, !hasCommand(words) {
            // `swiftplay test` alone: options may be those of the program or those of `test`.
            return try readTest(words)
        }
        while let word = rest.first, word.hasPrefix("-"), word != "-" {
            rest = rest.dropFirst()
            if word == "--" { break }
            try take(
                word, &rest, CommandOptions.main, HelpText(program: program, row: nil, isNative: isNative), &invocation)
        }
        let help = HelpText(program: program, row: nil, isNative: isNative)
        guard let name = rest.popFirst() else {
            throw words.isEmpty ? .help(help.text, status: 2) : misuse("Missing command.", help)
        }
        let rows = CommandTable.rows.filter { isNative || !$0.isOurs }
        let row = try row(name, among: rows, &rest, help)
        try read(rest, isNative ? withMainOptions(row) : row, &invocation)
        return invocation
    }

    /// The command of this name, or the one of the group of this name that the next word names.
    private func row(
        _ name: String, among rows: [CommandTable.Row], _ rest: inout ArraySlice<String>, _ help: HelpText
    ) throws(End) -> CommandTable.Row {
        guard let row = rows.first(where: { $0.name == name }) else { throw misuse("No such command '\(name)'.", help) }
        guard !row.subcommands.isEmpty else { return row }
        let help = HelpText(program: program, row: row, isNative: isNative)
        guard let next = rest.popFirst() else { throw .help(help.text, status: 2) }
        if next == "--help" || next == "-h" { throw .help(help.text, status: 0) }
        guard let inner = row.subcommands.first(where: { $0.name == "\(name) \(next)" }) else {
            throw misuse(next.hasPrefix("-") ? "No such option '\(next)'." : "No such command '\(next)'.", help)
        }
        return inner
    }

    /// Under our own name the options of the program are known behind the command as well.
    private func withMainOptions(_ row: CommandTable.Row) -> CommandTable.Row {
        let own = row.options
        let more = CommandOptions.main.filter { main in !own.contains { $0.long == main.long } }.map { option in
            var option = option
            if own.contains(where: { $0.short == option.short }) { option.short = nil }
            return option
        }
        var row = row
        row.options = own + more
        return row
    }

    private func hasCommand(_ words: [String]) -> Bool {
        guard !words.contains("--help"), !words.contains("-h"), !words.contains("--version") else {
            return words.first { !$0.hasPrefix("-") }.map(isCommand) ?? true
        }
        return words.prefix { $0 != "--" }.first(where: isCommand) != nil && firstPlain(words).map(isCommand) ?? false
    }

    private func isCommand(_ word: String) -> Bool { CommandTable.rows.contains { $0.name == word } }

    /// The first word that is neither an option nor the value of one.
    private func firstPlain(_ words: [String]) -> String? {
        let options = CommandOptions.main + (CommandTable.rows.first { $0.name == "test" }?.options ?? [])
        var skips = false
        for word in words {
            if skips {
                skips = false
                continue
            }
            guard word.hasPrefix("-"), word.count > 1 else { return word }
            guard !word.contains("=") else { continue }
            let option = options.first { "--\($0.long)" == word || $0.short.map { "-\($0)" } == word }
            switch option?.value {
            case .text, .choice: skips = true
            default: break
            }
        }
        return nil
    }

    /// Options of the program and of `test` in any order.
    private func readTest(_ words: [String]) throws(End) -> Invocation {
        var invocation = Invocation()
        invocation.program = program
        guard let row = CommandTable.rows.first(where: { $0.name == "test" }) else { return invocation }
        try read(words[...], withMainOptions(row), &invocation)
        return invocation
    }

    private func read(_ words: ArraySlice<String>, _ row: CommandTable.Row, _ invocation: inout Invocation) throws(End)
    {
        var rest = words
        let help = HelpText(program: program, row: row, isNative: isNative)
        invocation.command = String(row.name.prefix { $0 != " " }).replacing("-", with: "_")
        while let word = rest.popFirst() {
            if word == "--" {
                invocation.words += rest
                break
            }
            if word.hasPrefix("-"), word.count > 1 {
                try take(word, &rest, row.options, help, &invocation)
            } else {
                invocation.words.append(word)
            }
        }
        if invocation.words.count < row.count.lowerBound {
            throw misuse("Missing argument '\(row.words?.split(separator: " ").first ?? "")'.", help)
        }
        if invocation.words.count > row.count.upperBound {
            let extra = invocation.words[row.count.upperBound...]
            throw misuse(
                "Got unexpected extra argument\(extra.count == 1 ? "" : "s") (\(extra.joined(separator: " ")))", help)
        }
    }

    private func take(
        _ word: String, _ rest: inout ArraySlice<String>, _ options: [CommandOption], _ help: HelpText,
        _ invocation: inout Invocation
    ) throws(End) {
        if word == "--help" || word == "-h" && help.takesShortHelp { throw .help(help.text, status: 0) }
        guard word.hasPrefix("--") else { return try takeShort(word, &rest, options, help, &invocation) }
        let name = String(word.dropFirst(2).prefix { $0 != "=" })
        let value = word.contains("=") ? String(word.drop { $0 != "=" }.dropFirst()) : nil
        if let option = options.first(where: { $0.long == name }) {
            return try apply(option, "--\(name)", value, isOn: true, &rest, help, &invocation)
        }
        if name.hasPrefix("no-"), let option = options.first(where: { $0.long == name.dropFirst(3) }),
            case .flag = option.value
        {
            return try apply(option, "--\(name)", value, isOn: false, &rest, help, &invocation)
        }
        let near = Suggestion.nearest(to: name, among: options.filter { !$0.isHidden }.map(\.long))
        throw misuse("No such option '--\(name)'." + (near.map { " Did you mean '--\($0)'?" } ?? ""), help)
    }

    private func takeShort(
        _ word: String, _ rest: inout ArraySlice<String>, _ options: [CommandOption], _ help: HelpText,
        _ invocation: inout Invocation
    ) throws(End) {
        var letters = word.dropFirst()
        while let letter = letters.popFirst() {
            guard let option = options.first(where: { $0.short == letter }) else {
                throw misuse("No such option '-\(letter)'.", help)
            }
            switch option.value {
            case .text, .choice:
                let value = letters.isEmpty ? nil : String(letters.first == "=" ? letters.dropFirst() : letters)
                return try apply(option, "-\(letter)", value, isOn: true, &rest, help, &invocation)
            default: try apply(option, "-\(letter)", nil, isOn: true, &rest, help, &invocation)
            }
        }
    }

    private func apply(
        _ option: CommandOption, _ written: String, _ value: String?, isOn: Bool, _ rest: inout ArraySlice<String>,
        _ help: HelpText,
        _ invocation: inout Invocation
    ) throws(End) {
        do {
            switch option.value {
            case .flag, .count:
                guard value == nil else { throw CommandLineMisuse("Option '--\(option.long)' does not take a value.") }
                try option.apply(&invocation, isOn ? "true" : "false")
            case .optional: try option.apply(&invocation, value ?? "")
            case .text:
                guard let word = value ?? rest.popFirst() else { throw needsArgument(written) }
                try option.apply(&invocation, word)
            case .choice(let choices):
                guard let word = value ?? rest.popFirst() else { throw needsArgument(written) }
                guard choices.contains(word) else {
                    let label = option.short.map { "'--\(option.long)' / '-\($0)'" } ?? "'--\(option.long)'"
                    let known = choices.map { "'\($0)'" }.joined(separator: ", ")
                    throw CommandLineMisuse("Invalid value for \(label): '\(word)' is not one of \(known).")
                }
                try option.apply(&invocation, word)
            case .version: throw End.version
            }
        } catch let error as CommandLineMisuse {
            throw misuse(error.message, help)
        } catch let end as End {
            throw end
        } catch {
            throw misuse("\(error)", help)
        }
    }

    private func needsArgument(_ written: String) -> End {
        .misuse("Error: Option '\(written)' requires an argument.\n")
    }

    private func misuse(_ message: String, _ help: HelpText) -> End {
        .misuse("\(help.usage)\nTry '\(help.command) --help' for help.\n\nError: \(message)\n")
    }
}
