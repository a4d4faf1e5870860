import Glibc
import Synchronization
import System

extension ShellSystem {
    func converse(
        _ command: Command, _ conversation: Conversation, answer: (inout [UInt8]) -> Conversation.Turn
    ) async throws(SystemError) -> CommandResult {
        let operation = "run \(command.arguments.first ?? "")"
        let program = try ProgramText(command, added, session.features, operation)
        let path = try await lookUp(program, operation)
        let number = await session.beginProgram()
        let result = await Result.catching { () async throws(SystemError) in
            try await converse(program, path, number, conversation, answer)
        }
        await session.endProgram(number)
        // Its process id may soon be another program's.
        _ = try? await session.call("rm -f \(ShellQuote.quoted(session.processFile(number)))")
        return try result.get()
    }

    /// The program's path; a machine without script(1) gives no terminals.
    private func lookUp(_ program: ProgramText, _ operation: String) async throws(SystemError) -> String {
        guard try await which("script", extra: []) != nil else {
            throw SystemError(
                code: 0, operation: operation,
                reason: "a terminal on a host without an agent needs script(1) there; it is not installed")
        }
        let output = try await perform(operation, program.look + "\nprintf %s \"$_swiftplay_p\"", isPlain: true)
        return String(decoding: output, as: UTF8.self)
    }

    /// The shell at the other end of a channel of its own becomes script(1), which takes what is typed from there.
    private func converse(
        _ program: ProgramText, _ path: String, _ number: Int, _ conversation: Conversation,
        _ answer: (inout [UInt8]) -> Conversation.Turn
    ) async throws(SystemError) -> CommandResult {
        let mark = OutputMark.random()
        let talk = Talk(mark, conversation.patience)
        let failure = { (error: ConnectionError) in
            SystemError(code: 0, operation: program.operation, reason: error.message)
        }
        let channel: any ByteChannel
        do { channel = try await session.open().channel } catch { throw failure(error) }
        do throws(ConnectionError) {
            let text = program.terminalText(
                path, mark, echoes: conversation.echoes, processFile: session.processFile(number))
            try await channel.write(Array(text.utf8))
            let session = session
            let result = await withTaskCancellationHandler {
                await Result.catching { () async throws(ConnectionError) in
                    try await talk.follow(channel, end: { await session.hangUp(number) }, answer)
                }
            } onCancel: {
                Task { await session.hangUp(number) }
            }
            await channel.close()
            return try result.get()
        } catch {
            await channel.close()
            throw failure(error)
        }
    }
}

extension ProgramText {
    /// Two marks stand around what is said at the terminal, behind the second the exit status.
    fileprivate func terminalText(_ path: String, _ mark: String, echoes: Bool, processFile: String) -> String {
        let words = ([path] + command.arguments.dropFirst()).map(ShellQuote.quoted).joined(separator: " ")
        // In two parts, or the terminal's own echo of it would be taken for it.
        let half = mark.utf8.count / 2
        let (first, second) = (mark.prefix(half), mark.dropFirst(half))
        let inner = """
            SHELL=$_swiftplay_s; unset _swiftplay_s; stty \(echoes ? "" : "-")echo; printf %s%s \(first) \(second); (exec \(words)); \
            printf '%s%s%s\\n' \(first) \(second) "$?"
            """
        return """
            \(look)
            read -r _swiftplay_q _swiftplay_l </proc/self/stat && echo "$_swiftplay_q" >\(ShellQuote.quoted(processFile))
            \(exports)
            _swiftplay_s=$SHELL; export _swiftplay_s SHELL; SHELL=/bin/sh
            exec script -q -c \(ShellQuote.quoted(inner)) /dev/null

            """
    }
}

extension ShellSession {
    /// Ends a program at a terminal: without script(1) there is none any more.
    fileprivate func hangUp(_ number: Int) async {
        let file = ShellQuote.quoted(processFile(number))
        _ = try? await call("read -r p <\(file) && kill -KILL \"$p\"; rm -f \(file)")
    }
}

/// One conversation as its controller's end sees it.
private struct Talk: Sendable {
    let mark: [UInt8]
    let patience: Double?
    private static let hungUp: Int32 = -1

    init(_ mark: String, _ patience: Double?) {
        self.mark = Array(mark.utf8)
        self.patience = patience
    }

    func follow(
        _ channel: any ByteChannel, end: @escaping @Sendable () async -> Void,
        _ answer: (inout [UInt8]) -> Conversation.Turn
    ) async throws(ConnectionError) -> CommandResult {
        var result = CommandResult(status: Self.hungUp, output: [], error: [])
        // Up to what follows the first mark nothing is the program's.
        var (pending, said): ([UInt8], [UInt8]) = ([], [])
        var hasBegun = false
        let expired = Expiry()
        var watch = expired.start(patience, end)
        defer { watch?.cancel() }
        reading: while true {
            switch try await channel.next() {
            case .end: break reading
            case .error(let bytes): result.error += bytes
            case .output(let bytes): pending += bytes
            }
            if !hasBegun {
                guard let range = pending.firstRange(of: mark, from: 0) else { continue }
                pending.removeSubrange(..<range.upperBound)
                hasBegun = true
            }
            if let range = pending.firstRange(of: mark, from: 0) {
                result.output += pending[..<range.lowerBound]
                said += pending[..<range.lowerBound]
                let digits = pending[range.upperBound...].prefix { $0 >= 0x30 && $0 <= 0x39 }
                guard digits.endIndex < pending.endIndex else {
                    pending.removeSubrange(..<range.lowerBound)
                    continue
                }
                result.status = Int32(String(decoding: digits, as: UTF8.self)) ?? -1
                _ = answer(&said)
                return result
            }
            // The end may be the beginning of the mark.
            let keep = pending.beginning(of: mark)
            result.output += pending.dropLast(keep)
            said += pending.dropLast(keep)
            pending = Array(pending.suffix(keep))
            answering: while true {
                switch answer(&said) {
                case .wait: break answering
                case .stop:
                    await end()
                    return result
                case .type(let words):
                    // A program that has just asked may still be setting the terminal up.
                    try? await Task.sleep(for: .milliseconds(50))
                    // A program that has ended reads nothing; what it printed last is still to come.
                    do throws(ConnectionError) { try await channel.write(words) } catch { break answering }
                    watch?.cancel()
                    watch = expired.start(patience, end)
                }
            }
        }
        result.timedOut = expired.isExpired
        return result
    }
}

/// Whether the time for an answer was up.
private final class Expiry: Sendable {
    private let state = Mutex(false)

    var isExpired: Bool { state.withLock { $0 } }

    func start(_ seconds: Double?, _ end: @escaping @Sendable () async -> Void) -> Task<Void, any Error>? {
        guard let seconds else { return nil }
        return Task {
            try await Task.sleep(for: .seconds(min(max(0, seconds), 1e9)))
            self.state.withLock { $0 = true }
            await end()
        }
    }
}

extension [UInt8] {
    /// How many bytes at the end are the beginning of `mark`.
    fileprivate func beginning(of mark: [UInt8]) -> Int {
        var length = Swift.min(count, mark.count - 1)
        while length > 0, !suffix(length).elementsEqual(mark.prefix(length)) { length -= 1 }
        return length
    }
}
