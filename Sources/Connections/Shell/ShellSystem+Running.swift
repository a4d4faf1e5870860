import Glibc
import System

extension ShellSystem {
    func run(_ command: Command) async throws(SystemError) -> CommandResult {
        let name = command.arguments.first ?? ""
        let operation = "run \(name)"
        let program = try ProgramText(command, added, session.features, operation)
        guard !Task.isCancelled else { throw Self.cancelled(operation) }
        let number = await session.beginProgram()
        let timer = command.timeout.map { seconds in
            Task {
                try await Task.sleep(for: .seconds(min(max(0, seconds), 1e9)))
                await session.kill(number)
            }
        }
        let mark = OutputMark.random()
        let body = program.body(number, mark, session)
        let reply = await withTaskCancellationHandler {
            await Result.catching { () async throws(SystemError) in
                try await session.call(body, isPlain: true, isProgram: true)
            }
        } onCancel: {
            Task { await session.kill(number) }
        }
        await session.endProgram(number)
        // Once the timer has begun it is waited for, or it might end a later program.
        timer?.cancel()
        let timedOut = await timer?.result.isSuccess ?? false
        guard !Task.isCancelled else { throw Self.cancelled(operation) }
        return try program.result(try reply.get(), mark, timedOut: timedOut)
    }

    static func cancelled(_ operation: String) -> SystemError {
        SystemError(code: ECANCELED, operation: operation, reason: "cancelled")
    }

    func which(_ program: String, extra: [String]) async throws(SystemError) -> String? {
        if program.contains("/") { return program }
        guard !program.isEmpty else { return nil }
        let words = extra.map(ShellQuote.quoted) + [Self.searchPath(added)]
        let body = "\(ProgramText.search(program, in: words.joined(separator: ":")))\nprintf %s \"$_swiftplay_p\""
        let output = try await perform("find \(program)", body, isPlain: true)
        return output.isEmpty ? nil : String(decoding: output, as: UTF8.self)
    }

    /// The word that a shell expands to the directories of programs.
    static func searchPath(_ environment: [String: String]) -> String {
        environment["PATH"].map(ShellQuote.quoted) ?? "${PATH-/usr/local/bin:/usr/bin:/bin}"
    }
}

extension Result {
    fileprivate var isSuccess: Bool { if case .success = self { true } else { false } }
}
