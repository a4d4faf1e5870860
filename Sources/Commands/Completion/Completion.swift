import Execution
import Loading
import RoleTesting

/// The words that can stand at the end of a command line.
///
/// Scripts of shells call `swiftplay complete -- WORD...` with the words up to the cursor, the program's name first and
/// the word under the cursor last, and read a line for each candidate: the word, a tab, what it is. The line `:files`
/// asks for names of files as well.
struct Completion {
    static let word = "complete"

    struct Candidate: Hashable {
        var word: String
        var help = ""
    }

    private(set) var candidates: [Candidate] = []
    private(set) var takesFiles = false

    /// - Parameter words: the command line up to the cursor, behind `--`.
    init(of words: [String]) {
        var line = words.first == "--" ? Array(words.dropFirst()) : words
        let current = line.popLast() ?? ""
        guard let program = line.first.map({ $0.split(separator: "/").last.map(String.init) ?? $0 }) else { return }
        // Where a shell breaks words at '=' it is a word of its own.
        line = line.filter { $0 != "=" }
        complete(Self.outlines(program), Array(line.dropFirst()), current == "=" ? "" : current)
        var seen: Set<String> = []
        candidates = candidates.filter {
            $0.word.hasPrefix(current == "=" ? "" : current) && seen.insert($0.word).inserted
        }
    }

    /// The command of that name with its subcommands; where the words of the family stand, all of them.
    private static func outlines(_ program: String) -> Scope {
        if let row = CommandFamily.row(program: program) { return Scope(CommandFamily.outline(of: row, as: program)) }
        if program == "molecule" { return Scope(CommandOutline(roleTests: program)) }
        let playbook = CommandFamily.rows.first { $0.word == "playbook" }.map { CommandFamily.outline(of: $0) }
        let commands =
            CommandFamily.rows.map { ($0.word, CommandFamily.outline(of: $0)) } + [
                (CommandFamily.roleTests, CommandOutline(roleTests: "\(program) \(CommandFamily.roleTests)"))
            ]
        return Scope(
            options: playbook?.options ?? [], words: playbook?.words ?? [],
            commands: Dictionary(commands) { $1 })
    }

    /// What may stand in one place of a command line.
    private struct Scope {
        var options: [CommandOutline.Option]
        var words: [CommandOutline.Option]
        var commands: [String: CommandOutline]
        /// The command's own name.
        var name = ""

        init(options: [CommandOutline.Option], words: [CommandOutline.Option], commands: [String: CommandOutline]) {
            (self.options, self.words, self.commands) = (options, words, commands)
        }

        init(_ outline: CommandOutline) {
            (options, words, name) = (outline.options, outline.words, outline.name)
            commands = Dictionary(outline.subcommands.map { ($0.name, $0) }) { $1 }
        }

        func option(_ word: String) -> CommandOutline.Option? {
            let name = word.prefix { $0 != "=" }
            return options.first { $0.names.contains { $0 == name } }
        }
    }

    private mutating func complete(_ root: Scope, _ line: [String], _ current: String) {
        var scope = root
        var waiting: CommandOutline.Option?
        var hasPlainWord = false
        for word in line {
            if waiting != nil {
                waiting = nil
            } else if word.hasPrefix("-") {
                waiting = scope.option(word).flatMap { $0.value.isEmpty || word.contains("=") ? nil : $0 }
            } else if !hasPlainWord, let command = scope.commands[word] {
                scope = Scope(command)
            } else {
                hasPlainWord = true
            }
        }
        if let waiting { return offer(valuesOf: waiting, in: scope) }
        if current.hasPrefix("-") {
            for option in scope.options {
                candidates += option.names.map { Candidate(word: $0, help: option.help) }
            }
            return
        }
        if !hasPlainWord {
            candidates += scope.commands.values.map { Candidate(word: $0.name, help: $0.about) }.sorted {
                $0.word < $1.word
            }
        }
        for word in scope.words { offer(valuesOf: word, in: scope) }
    }

    private mutating func offer(valuesOf option: CommandOutline.Option, in scope: Scope) {
        if !option.choices.isEmpty {
            candidates += option.choices.map { Candidate(word: $0) }
        } else if scope.name == "man" && option.names.isEmpty {
            candidates += CommandFamily.rows.map { Candidate(word: $0.word) }
            candidates.append(Candidate(word: CommandFamily.roleTests))
        } else if option.names.contains("--scenario-name") {
            let files = ["", "extensions/"].flatMap { LocalFile.glob("\($0)molecule/*/molecule.yml") }
            candidates += files.compactMap { $0.split(separator: "/").dropLast().last }.map {
                Candidate(word: String($0))
            }
        } else {
            if option.names.isEmpty, ["resume", "report"].contains(scope.name) { candidates += Self.runs }
            takesFiles = takesFiles || scope.name != "resume"
        }
    }

    /// The runs that can be named.
    private static var runs: [Candidate] {
        guard let world = try? World(verbose: 0) else { return [] }
        return RunDirectory.all(in: RunJournal.root(world)).map {
            Candidate(word: $0.id, help: $0.state.rawValue)
        }
    }

    /// Prints the candidates.
    ///
    /// - Returns: the exit status.
    func printed() -> Int32 {
        for candidate in candidates {
            print("\(candidate.word)\t\(candidate.help.split(separator: "\n").first ?? "")")
        }
        if takesFiles { print(":files") }
        return 0
    }
}
