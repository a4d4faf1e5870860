import Glibc

/// A machine whose agent makes the calls: one round trip each, as many at once as its module makes.
///
/// Modules that the agent does not hold run with it on the controller.
public struct RemoteSystem: System {
    private let caller: any SystemCaller
    /// Added to the environment of the agent for what runs.
    private let added: [String: String]

    public init(_ caller: any SystemCaller, environment: [String: String] = [:]) {
        self.caller = caller
        added = environment
    }

    private func encoded<each Argument: WireCodable>(_ call: SystemCall, _ argument: repeat each Argument) -> [UInt8] {
        var writer = ByteWriter()
        writer.byte(call.rawValue)
        added.write(to: &writer)
        repeat (each argument).write(to: &writer)
        return writer.bytes
    }

    func call<Answer: WireCodable, each Argument: WireCodable>(
        _ call: SystemCall, _ argument: repeat each Argument
    ) async throws(SystemError) -> Answer {
        try decoded(try await answer(call, encoded(call, repeat each argument)), call)
    }

    /// Makes a call that only acts.
    func act<each Argument: WireCodable>(
        _ call: SystemCall, _ argument: repeat each Argument
    ) async throws(SystemError) {
        let _: Nothing = try decoded(try await answer(call, encoded(call, repeat each argument)), call)
    }

    private func decoded<Answer: WireCodable>(_ bytes: [UInt8], _ call: SystemCall) throws(SystemError) -> Answer {
        var reader = ByteReader(bytes)
        do throws(WireError) {
            let answer = try Answer(from: &reader)
            guard reader.left == 0 else { throw WireError("an answer is longer than it should be") }
            return answer
        } catch {
            throw SystemError(code: 0, operation: "\(call)", reason: "invalid answer of the agent: \(error)")
        }
    }

    private func answer(_ call: SystemCall, _ bytes: [UInt8]) async throws(SystemError) -> [UInt8] {
        let tap = call == .runTapped ? OutputTap.current : nil
        guard bytes.count <= SystemCall.sizeLimit else { throw SystemError(errno: EMSGSIZE, "\(call)") }
        guard !Task.isCancelled else { throw Self.cancelled(call) }
        let (id, events) = await caller.begin(bytes, isTapped: tap != nil)
        // A task of its own: the answer of a call that was cancelled is waited for, so that nothing of it still runs.
        let task = Task { () -> Result<[UInt8], SystemError>? in
            for await event in events {
                switch event {
                case .said: break
                case .output(let piece, let isError): tap?.receive(piece, isError: isError)
                case .answer(let result): return result
                }
            }
            return nil
        }
        let result = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            Task { await caller.cancel(id) }
        }
        guard let result else { throw Self.cancelled(call) }
        return try result.get()
    }

    private static func cancelled(_ call: SystemCall) -> SystemError {
        SystemError(code: ECANCELED, operation: "\(call)", reason: "cancelled")
    }

    public func converse(
        _ command: Command, _ conversation: Conversation, answer: (inout [UInt8]) -> Conversation.Turn
    ) async throws(SystemError) -> CommandResult {
        let (id, events) = await caller.begin(encoded(.converse, command, conversation), isTapped: false)
        var said: [UInt8] = []
        for await event in events {
            switch event {
            case .said(let words):
                said += words
                await caller.reply(answer(&said), to: id)
            case .output: break
            case .answer(let result): return try decoded(try result.get(), .converse)
            }
        }
        await caller.cancel(id)
        throw Self.cancelled(.converse)
    }

    public func sleep(_ seconds: Double) async throws(SystemError) { try await LocalSystem().sleep(seconds) }
}
