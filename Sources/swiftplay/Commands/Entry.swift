import ArgumentParser
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

    private static let byName: [String: any AsyncParsableCommand.Type] = [
        "ansible-playbook": PlaybookCommand.self
    ]
    private static let byWord: [String: any AsyncParsableCommand.Type] = [
        "playbook": PlaybookCommand.self
    ]

    func run() async -> Never {
        if let command = Self.byName[program] { await run(command, words) }
        if let first = words.first, let command = Self.byWord[first] { await run(command, Array(words.dropFirst())) }
        if words.isEmpty || words == ["-h"] || words == ["--help"] {
            print(Self.overview)
            exit(0)
        }
        await run(PlaybookCommand.self, words)
    }

    private func run(_ type: any AsyncParsableCommand.Type, _ words: [String]) async -> Never {
        if words.contains("--version") {
            print(Version.text(program: program))
            exit(0)
        }
        do {
            var command = try type.parse(words)
            try await command.run()
            exit(0)
        } catch let code as ExitCode {
            exit(code.rawValue)
        } catch let diagnostic as Diagnostic {
            report(diagnostic)
        } catch {
            let text = type.fullMessage(for: error)
            if type.exitCode(for: error).isSuccess {
                print(text)
                exit(0)
            }
            complain(text)
            exit(2)
        }
    }

    /// The last word on a run that could not go on: exit status 4 for files that cannot be parsed, else 1.
    private func report(_ diagnostic: Diagnostic) -> Never {
        let text = "[ERROR]: \(diagnostic)"
        complain(text.contains("\n") ? text + "\n\n" : text)
        exit(diagnostic.isParseError == true ? 4 : 1)
    }

    private static let overview = """
        swiftplay runs Ansible playbooks: same language, same results, on targets that need no Python.

        USAGE: swiftplay PLAYBOOK... [options]      run playbooks (see: swiftplay playbook --help)

        Under the name ansible-playbook it is the command of that name.
        """
}

/// What `--version` says.
enum Version {
    static let number = "0.1.0"
    /// The ansible-core release whose behaviour is followed.
    static let compatible = "2.19.14"

    static func text(program: String) -> String {
        program == "swiftplay"
            ? "swiftplay \(number) (follows ansible-core \(compatible))"
            : "\(program) [core \(compatible)]\n  swiftplay = \(number)"
    }
}
