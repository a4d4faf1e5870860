import Diagnostics
import Glibc

/// Which command of the family is meant, by the program's name or by the first word.
struct Entry {
    private let program: String
    private let words: [String]

    init(arguments: [String]) {
        program = arguments.first.flatMap { $0.split(separator: "/").last.map(String.init) } ?? "swiftplay"
        words = Array(arguments.dropFirst())
    }

    /// A command, the word that names it behind `swiftplay`, and its name as a program of its own.
    private struct Row {
        var word: String
        var program: String
        var command: any Command.Type
    }

    private static let table: [Row] = [
        Row(word: "playbook", program: "ansible-playbook", command: PlaybookCommand.self),
        Row(word: "adhoc", program: "ansible", command: AdHocCommand.self),
        Row(word: "inventory", program: "ansible-inventory", command: InventoryCommand.self),
        Row(word: "vault", program: "ansible-vault", command: VaultCommand.self),
        Row(word: "config", program: "ansible-config", command: ConfigCommand.self),
        Row(word: "pull", program: "ansible-pull", command: PullCommand.self),
        Row(word: "console", program: "ansible-console", command: ConsoleCommand.self),
        Row(word: "galaxy", program: "ansible-galaxy", command: GalaxyCommand.self),
        Row(word: "doc", program: "ansible-doc", command: DocCommand.self),
    ]

    func run() async -> Never {
        if let row = Self.table.first(where: { $0.program == program }) {
            await run(row.command, program, words)
        }
        if let first = words.first, let row = Self.table.first(where: { $0.word == first }) {
            await run(row.command, "\(program) \(first)", Array(words.dropFirst()))
        }
        if words.isEmpty || words == ["-h"] || words == ["--help"] {
            print(Self.overview)
            exit(0)
        }
        if words == ["--version"] { showVersion(program) }
        await run(PlaybookCommand.self, program, words)
    }

    private func run<C: Command>(_ type: C.Type, _ program: String, _ words: [String]) async -> Never {
        let syntax = C.syntax(program)
        var options = C.defaults
        do {
            try syntax.read(C.prepared(words), into: &options)
            let call = CommandCall(program: program, options: options, syntax: syntax, words: words)
            exit(try await type.init(call: call).run())
        } catch let end as CommandLineEnd {
            finish(end, program)
        } catch let error as OptionsError {
            complain("[ERROR]: \(error.message)")
            exit(5)
        } catch let diagnostic as Diagnostic {
            report(diagnostic)
        } catch {
            complain("[ERROR]: \(error)")
            exit(1)
        }
    }

    private func finish(_ end: CommandLineEnd, _ program: String) -> Never {
        switch end {
        case .version: showVersion(program)
        case .help(let text):
            print(text, terminator: "")
            exit(0)
        case .misuse(let complaint, let help):
            complain(complaint + (help.isEmpty ? "" : " \n" + help))
            exit(2)
        }
    }

    private func showVersion(_ program: String) -> Never {
        print(Version.text(program: program))
        exit(0)
    }

    /// The last word on a run that could not go on: exit status 4 for files that cannot be parsed, else 1.
    private func report(_ diagnostic: Diagnostic) -> Never {
        let text = "[ERROR]: \(diagnostic)"
        complain(text.contains("\n") ? text + "\n\n" : text)
        exit(diagnostic.isParseError == true ? 4 : 1)
    }

    private static let overview = """
        swiftplay runs Ansible playbooks: same language, same results, on targets that need no Python.

        usage: swiftplay PLAYBOOK... [options]      run playbooks (see: swiftplay playbook --help)
               swiftplay COMMAND [options]          \(table.map(\.word).joined(separator: ", "))

        Under the name ansible-playbook, and the like, it is the command of that name.
        """
}
