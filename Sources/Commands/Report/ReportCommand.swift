import Callbacks
import Diagnostics
import Execution
import Glibc

/// Makes the report of a run whose events were kept (`swiftplay report`).
struct ReportCommand: Command {
    static let defaults = ReportOptions()

    static func syntax(_ program: String) -> Syntax<ReportOptions> {
        Syntax(
            program, "Makes a page of HTML that shows how a run went, out of the events that were kept of it.",
            ReportOptions.arguments)
    }

    let call: CommandCall<ReportOptions>

    func run() async throws -> Int32 {
        let source = try file()
        guard let bytes = Bytes.ofFile(source) else {
            throw Diagnostic("cannot read \(source): \(String(cString: strerror(errno)))")
        }
        let target = call.options.output ?? "swiftplay-report.html"
        try RecordedRun(bytes, path: source).write(to: target)
        print(target)
        return 0
    }

    /// The file of events: the one that is named, or that of a run.
    private func file() throws -> String {
        if let word = call.options.run, word.contains("/") || access(word, F_OK) == 0 { return word }
        let root = RunJournal.root(try World(verbose: 0))
        if let id = call.options.run { return try events(RunDirectory.find(id, in: root)) }
        guard let last = RunDirectory.all(in: root).first(where: { access($0.events, R_OK) == 0 }) else {
            throw Diagnostic(
                "no events of a run were kept in \(root)",
                help: "Run a playbook, or give a file that --events has written.")
        }
        return try events(last)
    }

    /// The events of the attempt that is asked for.
    private func events(_ directory: RunDirectory) throws(Diagnostic) -> String {
        guard let number = call.options.attempt else { return directory.events }
        let newest = directory.closedAttempts + 1
        guard (1...newest).contains(number) else {
            throw Diagnostic("The run \(directory.id) has no attempt \(number): there are 1 to \(newest).")
        }
        return number == newest ? directory.events : directory.events(ofAttempt: number)
    }
}

/// What `swiftplay report` takes.
struct ReportOptions: Sendable {
    var run: String?
    var output: String?
    /// Nil for the newest.
    var attempt: Int?

    static let arguments: [Argument<Self>] = [
        .value(
            "-o", "--output", as: "FILE", sets: \.output, help: "where the page goes (default=swiftplay-report.html)"),
        .number(
            "--attempt", as: "N", sets: \.attempt,
            help: "of a run that was resumed, the Nth attempt: 1 is the run as it began (default: the newest)"),
        .word(
            "run", .optional, sets: \.run,
            help: "the run's ID, or the file that --events has written; the last run by default"),
    ]
}
