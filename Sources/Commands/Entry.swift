import Callbacks
import Diagnostics
import Glibc
import Hosts
import System

/// Chooses the command of the family by the program's name or by the first word, and runs it.
public struct Entry {
    private let program: String
    private let words: [String]

    /// The body of the program: runs the command that `arguments` name and ends the process with its exit status.
    ///
    /// - Parameter arguments: the program's own name first, as `CommandLine.arguments` has it. A name such as
    ///   `ansible-playbook` chooses the command; `swiftplay` reads it from the first word.
    public static func main(_ arguments: [String]) async -> Never {
        RunningProgram.keepBuffers()
        Interruption.watch()
        // A reader of the output that goes away, as head(1) does, does not end the run.
        BrokenPipes.ignore()
        let status = await Entry(arguments: arguments).run()
        if fflush(nil) != 0 { Losses.note("Standard output", errno) }
        exit(status == 0 && !Losses.isEmpty ? 1 : status)
    }

    /// - Parameter arguments: the program's own name first.
    public init(arguments: [String]) {
        program = arguments.first.flatMap { $0.split(separator: "/").last.map(String.init) } ?? "swiftplay"
        words = Array(arguments.dropFirst())
    }

    /// Runs the command; nothing in it ends the process.
    ///
    /// - Returns: the exit status: 0, 1 for a general failure, 2 for failed hosts or a wrong command line, 4 for
    ///   unreachable hosts or files that cannot be parsed, 5 for options that exclude each other.
    public func run() async -> Int32 {
        // The network of hosts is served by this program, started by itself.
        if words.first == HostRelay.command, words.count == 2 { return HostRelay.run(folder: words[1]) }
        if words.first == HostEntry.command {
            return await HostEntry.run(Array(words.dropFirst()))
        }
        if program == "molecule" { return await RoleTestCommand.run(program, words) }
        if let row = CommandFamily.row(program: program) { return await run(row.command, program, words) }
        if let first = words.first {
            let (name, rest) = ("\(program) \(first)", Array(words.dropFirst()))
            if first == CommandFamily.roleTests { return await RoleTestCommand.run(name, rest) }
            if first == Completion.word { return Completion(of: rest).printed() }
            if let row = CommandFamily.rows.first(where: { $0.word == first }) {
                return await run(row.command, name, rest)
            }
        }
        if words.isEmpty || words == ["-h"] || words == ["--help"] {
            print(Self.overview)
            return 0
        }
        if words == ["--version"] { return showVersion(program) }
        return await run(PlaybookCommand.self, program, words)
    }

    private func run<C: Command>(_ type: C.Type, _ program: String, _ words: [String]) async -> Int32 {
        let syntax = C.syntax(program)
        var options = C.defaults
        do {
            try syntax.read(C.prepared(words), into: &options)
            let call = CommandCall(program: program, options: options, syntax: syntax, words: words)
            return try await type.init(call: call).run()
        } catch {
            let failure = CommandFailure(error, program: program)
            if failure.isError { complain(failure.text) } else { print(failure.text, terminator: "") }
            return failure.status
        }
    }

    private func showVersion(_ program: String) -> Int32 {
        print(Version.text(program: program))
        return 0
    }

    private static let others = CommandFamily.rows.map(\.word).filter { $0 != "resume" }.joined(separator: ", ")

    private static let overview = """
        swiftplay runs Ansible playbooks: same language, same results, on targets that need no Python.

        usage: swiftplay PLAYBOOK... [options]      run playbooks (see: swiftplay playbook --help)
               swiftplay resume [ID] [options]      go on with a run that was stopped or failed
               swiftplay test [COMMAND] [options]   test roles by their scenarios (see: swiftplay test --help)
               swiftplay COMMAND [options]          \(others)

        Under the name ansible-playbook, and the like, it is the command of that name.
        """
}
