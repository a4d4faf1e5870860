import Callbacks
import Diagnostics
import Glibc
import RoleTesting

/// Runs the playbooks of role tests in this process.
struct InProcessRunner: PlaybookRunner {
    func run(_ call: PlaybookCall) async -> Int32 {
        let place = ProcessPlace(directory: call.directory, environment: call.environment)
        guard place.enter() else {
            call.output.write("[ERROR]: cannot enter \(call.directory): \(lastError)\n", isError: true)
            return 1
        }
        defer { place.leave() }
        let program = "ansible-playbook"
        let syntax = PlaybookCommand.syntax(program)
        var options = PlaybookCommand.defaults
        do {
            try syntax.read(call.words, into: &options)
            let session = try PlaybookSession(
                CommandCall(program: program, options: options, syntax: syntax, words: call.words),
                sink: call.output, observer: call.observer, journal: call.journal, keepsGoing: call.keepsGoing)
            return try await session.run()
        } catch {
            let failure = CommandFailure(error, program: program)
            call.output.write(failure.text, isError: failure.isError)
            return failure.status
        }
    }

    private var lastError: String { String(cString: strerror(errno)) }
}
