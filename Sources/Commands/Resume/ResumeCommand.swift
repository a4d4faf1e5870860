import Callbacks
import Configuration
import Diagnostics
import Execution
import Glibc
import Values
import Vault

/// Goes on with a run that failed, was stopped or was killed, from where it ended.
struct ResumeCommand: Command {
    static let defaults = ResumeOptions()

    static func syntax(_ program: String) -> Syntax<ResumeOptions> {
        Syntax(
            program,
            "Goes on with a run that failed, was stopped or was killed: what is done is not done again.",
            ResumeOptions.arguments())
    }

    let call: CommandCall<ResumeOptions>
    private var options: ResumeOptions { call.options }

    func run() async throws -> Int32 {
        let world = try World(verbose: options.output.verbose)
        let root = RunJournal.root(world)
        if options.lists {
            list(root, world)
            return 0
        }
        let directory = try chosen(root)
        let told = directory.told
        try enter(told["directory"]?.text ?? world.directory, directory)
        for (name, value) in told["environment"]?.mapping ?? [:] where getenv(name.text ?? "") == nil {
            if let name = name.text, let value = value.text { setenv(name, value, 1) }
        }
        let vault = try vault(of: told)
        let journal = try Journal.open(directory, vault: vault)
        guard let arguments = journal.arguments else {
            throw Diagnostic("The run \(directory.id) does not say what it was asked for.")
        }
        restore(arguments.environment)
        journal.prepare(forces: options.forces, runsOnlyHandlers: options.handlers)
        var playbook = PlaybookCommand.defaults
        let syntax = PlaybookCommand.syntax(arguments.program)
        try syntax.read(arguments.words, into: &playbook)
        playbook.run.output.verbose = max(playbook.run.output.verbose, options.output.verbose)
        let session = try PlaybookSession(
            CommandCall(program: arguments.program, options: playbook, syntax: syntax, words: arguments.words),
            resumed: ResumedRun(journal: journal, vault: vault))
        return try await session.run()
    }

    /// The run that is named, or the newest that has something left.
    private func chosen(_ root: String) throws(Diagnostic) -> RunDirectory {
        if let id = options.id {
            let directory = try RunDirectory.find(id, in: root)
            guard directory.state == .finished else { return directory }
            throw Diagnostic("The run \(directory.id) has come to its end: there is nothing to go on with.")
        }
        let owing = Set(OwedHandlers(root: root).entries.map(\.run))
        let open = RunDirectory.all(in: root).filter { $0.state != .finished && !Journal.isBusy($0) }
        guard let directory = open.first(where: { !options.handlers || owing.contains($0.id) }) else {
            throw Diagnostic(
                options.handlers ? "No handlers are owed." : "There is no run to go on with in \(root).",
                help: "swiftplay resume --list shows the runs that there are.")
        }
        return directory
    }

    private func enter(_ path: String, _ directory: RunDirectory) throws(Diagnostic) {
        guard chdir(path) != 0 else { return }
        throw Diagnostic(
            "The directory of the run \(directory.id), \(path), cannot be entered: \(String(cString: strerror(errno)))")
    }

    /// The secrets that the run had, by the options given now or else by its own.
    private func vault(of told: Dict) throws -> Vault {
        var given = options.vault
        if given.ids.isEmpty, given.passwordFiles.isEmpty, !given.asks {
            let own = told["vault"]?.mapping ?? [:]
            func texts(_ key: Value) -> [String] { (own[key]?.sequence ?? []).compactMap(\.text) }
            given.ids = texts("ids")
            given.passwordFiles = texts("password_files")
            given.asks = own["asks"] == true
        }
        return try World(verbose: options.output.verbose).passwords.vault(given)
    }

    /// Gives this process the variables that the run had.
    private func restore(_ environment: [String: String]) {
        for name in Surroundings().environment.keys where RunJournal.isOurs(name) && environment[name] == nil {
            unsetenv(name)
        }
        for (name, value) in environment { setenv(name, value, 1) }
    }

    private func list(_ root: String, _ world: World) {
        for directory in RunDirectory.all(in: root) {
            let told = directory.told
            let state = directory.state
            let word = state == .running && !Journal.isBusy(directory) ? "broken off" : state.rawValue
            let playbooks = (told["playbooks"]?.sequence ?? []).compactMap(\.text).joined(separator: " ")
            let blanks = String(repeating: " ", count: max(0, 10 - word.count))
            world.display.pass("\(directory.id)  \(word)\(blanks)  \(playbooks)\n")
        }
    }
}
