import System
import Testing
import Values

@testable import Connections

/// Agents that break the protocol: a failure of that host's tasks, never of the program.
@Suite struct HostileAgentTests {
    private static let result = TaskResponse(result: ["changed": false, "stdout": "first"])

    /// An agent that waits for the first request, then says what it is told to, whatever was asked.
    private actor Channel: ByteChannel {
        private var events: [ChannelEvent]
        private var written: [UInt8] = []
        private var isClosed = false
        private var isEndless = false

        init(_ messages: [Message], endless: Bool = false) throws {
            events = try messages.map { .output(try $0.frame()) }
            isEndless = endless
        }

        func next() async throws(ConnectionError) -> ChannelEvent {
            while !isClosed, written.isEmpty { try? await Task.sleep(for: .milliseconds(1)) }
            if isEndless, !isClosed, let event = events.first {
                await Task.yield()
                return event
            }
            if !events.isEmpty { return events.removeFirst() }
            while !isClosed { try? await Task.sleep(for: .milliseconds(1)) }
            return .end(status: 0)
        }

        func write(_ bytes: [UInt8]) async throws(ConnectionError) { written += bytes }
        func closeInput() async {}
        func close() async { isClosed = true }
    }

    private func client(_ messages: [Message], endless: Bool = false) async throws -> AgentClient {
        let client = AgentClient(try Channel(messages, endless: endless), decoder: MessageDecoder(from: .agent))
        await client.start()
        return client
    }

    private var request: TaskRequest { TaskRequest(module: "ansible.builtin.ping", arguments: [:]) }

    @Test func twoResultsOfOneRequestEndThatAgentAlone() async throws {
        let client = try await client([.result(id: 1, Self.result), .result(id: 1, Self.result)])
        let answers = await client.run([request, request])
        #expect(try answers[0].get().result["stdout"] == "first")
        let error = #expect(throws: ConnectionError.self) { try answers[1].get() }
        #expect(error?.kind == .agentEnded && error?.message.contains("broke its protocol") == true)
        let end = await client.end
        #expect(end != nil)
    }

    @Test func aResultThatComesBeforeItIsWaitedForAndOnceMoreIsNoCrash() async throws {
        let client = try await client([
            .result(id: 2, Self.result), .result(id: 2, Self.result), .result(id: 1, Self.result),
        ])
        let answers = await client.run([request, request])
        #expect(throws: ConnectionError.self) { try answers[0].get() }
        #expect(try answers[1].get().result["stdout"] == "first")
    }

    @Test func aFileLongerThanAnnouncedIsRefused() async throws {
        let client = try await client([.piece(id: 1, [UInt8](repeating: 1, count: 100))], endless: true)
        let error = await #expect(throws: ConnectionError.self) {
            try await client.fetch("/etc/hostname", limit: 1000) { _ in }
        }
        #expect(error?.message.contains("more of a file than was announced") == true, "\(String(describing: error))")
    }

    @Test(arguments: [
        Message.result(id: 77, result), .need(id: 1, content: "x"), .need(id: 77, content: "x"), .piece(id: 1, [1]),
        .fetched(id: 1), .hello(AgentHello(uid: 0, directory: "/", modules: [])), .answer(id: 1, []),
    ])
    func framesWithoutEndEndTheTask(message: Message) async throws {
        let client = try await client([message], endless: true)
        let answer = await client.run([request])[0]
        #expect(throws: ConnectionError.self) { try answer.get() }
    }

    @Test func aSinkThatFailsEndsTheFetchWithItsReason() async throws {
        let client = try await client([.piece(id: 1, [1]), .piece(id: 1, [2]), .fetched(id: 1)])
        let error = await #expect(throws: ConnectionError.self) {
            try await client.fetch("/etc/hostname", limit: 10) { _ throws(SystemError) in
                throw SystemError(errno: 28, "write x")
            }
        }
        #expect(error?.message == "write x: No space left on device")
    }
}
