import System

/// The controller's end of one running agent: many requests under way at once, each answered by its number.
actor AgentClient: SystemCaller {
    private enum Slot {
        case pending
        case waiting(CheckedContinuation<Result<TaskResponse, ConnectionError>, Never>)
        case done(Result<TaskResponse, ConnectionError>)
    }

    private let channel: any ByteChannel
    private var decoder: MessageDecoder
    private var lastID: UInt32 = 0
    private var slots: [UInt32: Slot] = [:]
    private var contents: [UInt32: [String: Content]] = [:]
    private var fetches: [UInt32: AsyncThrowingStream<[UInt8], any Error>.Continuation] = [:]
    private var calls = OpenCalls()
    private var outgoing: [UInt8] = []
    private var isWriting = false
    private var errors: [UInt8] = []
    /// Why nothing can be asked any more.
    private(set) var end: ConnectionError?

    init(_ channel: any ByteChannel, decoder: MessageDecoder) {
        self.channel = channel
        self.decoder = decoder
    }

    /// Begins to read what the agent says.
    func start() { Task { await read() } }

    /// Sends all requests at once and gives their answers in order.
    func run(_ requests: [TaskRequest]) async -> [Result<TaskResponse, ConnectionError>] {
        var ids: [UInt32?] = []
        for request in requests { ids.append(begin(request)) }
        await flush()
        var answers: [Result<TaskResponse, ConnectionError>] = []
        for id in ids {
            guard let id else {
                answers.append(
                    .success(.failure("The task's arguments are too large or nested too deeply to be sent.")))
                continue
            }
            answers.append(await answer(id))
        }
        return answers
    }

    /// Numbers and encodes a request; nil where it cannot be encoded.
    private func begin(_ request: TaskRequest) -> UInt32? {
        lastID += 1
        let id = lastID
        if let end {
            slots[id] = .done(.failure(end))
            return id
        }
        guard let frame = try? Message.run(id: id, request).frame() else { return nil }
        slots[id] = .pending
        if !request.contents.isEmpty { contents[id] = request.contents }
        outgoing += frame
        return id
    }

    private func answer(_ id: UInt32) async -> Result<TaskResponse, ConnectionError> {
        defer {
            slots[id] = nil
            contents[id] = nil
        }
        if case .done(let result)? = slots[id] { return result }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { slots[id] = .waiting($0) }
        } onCancel: {
            Task { await self.send(.cancel(id: id)) }
        }
    }

    /// The pieces of a file there.
    func fetch(_ path: String) async -> AsyncThrowingStream<[UInt8], any Error> {
        lastID += 1
        let (stream, continuation) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
        if let end {
            continuation.finish(throwing: end)
        } else {
            fetches[lastID] = continuation
            await send(.fetch(id: lastID, path: path))
        }
        return stream
    }

    func begin(_ call: [UInt8]) async -> (id: UInt32, events: AsyncStream<SystemCallEvent>) {
        lastID += 1
        let id = lastID
        let events = calls.begin(id)
        if let end {
            calls.end(id, .failure(end.ofCall))
        } else {
            for message in Message.call(id, call) { await send(message) }
        }
        return (id, events)
    }

    func reply(_ turn: Conversation.Turn, to id: UInt32) async { await send(.turn(id: id, turn)) }

    func cancel(_ id: UInt32) async { await send(.cancel(id: id)) }

    func close() async {
        finish(ConnectionError(.dropped, "the connection was closed"))
        await channel.close()
    }

    /// Lets the agent end by itself and waits until it has, for two seconds at most.
    func leave() async {
        await channel.closeInput()
        for _ in 0..<200 where end == nil { try? await Task.sleep(for: .milliseconds(10)) }
        await close()
    }

    private func send(_ message: Message) async {
        guard end == nil, let frame = try? message.frame() else { return }
        outgoing += frame
        await flush()
    }

    /// Writes what is to be sent; whoever comes while that is going on leaves it to the one who writes.
    private func flush() async {
        guard !isWriting else { return }
        isWriting = true
        defer { isWriting = false }
        while !outgoing.isEmpty && end == nil {
            let bytes = outgoing
            outgoing = []
            // The reader learns of a failure too, and tells everyone.
            guard (try? await channel.write(bytes)) != nil else { return }
        }
    }

    private func read() async {
        do throws(ConnectionError) {
            try dispatch()
            while end == nil {
                switch try await channel.next() {
                case .output(let bytes): decoder.append(bytes)
                case .error(let bytes): errors = Array((errors + bytes).suffix(8192))
                case .end(let status): return finish(.ended("The agent on the host", status, said: errors))
                }
                try dispatch()
            }
        } catch {
            finish(error)
        }
    }

    /// Hands on every message that has arrived whole.
    private func dispatch() throws(ConnectionError) {
        do {
            while let message = try decoder.next() { receive(message) }
        } catch {
            throw ConnectionError(.agentEnded, "The agent's answer makes no sense: \(error).")
        }
    }

    private func receive(_ message: Message) {
        switch message {
        case .result(let id, let response): settle(id, .success(response))
        case .need(let id, let name): Task { await supply(name, for: id) }
        case .piece(let id, let bytes): fetches[id]?.yield(bytes)
        case .fetched(let id): fetches.removeValue(forKey: id)?.finish()
        case .answerPart(let id, let bytes): calls.part(id, bytes)
        case .answer(let id, let bytes): calls.answer(id, bytes)
        case .said(let id, let bytes): calls.said(id, bytes)
        case .failed(let id, let error):
            if calls.end(id, .failure(error)) { return }
            fetches.removeValue(forKey: id)?.finish(throwing: error)
        default: break
        }
    }

    private func settle(_ id: UInt32, _ result: Result<TaskResponse, ConnectionError>) {
        if case .waiting(let continuation)? = slots[id] {
            continuation.resume(returning: result)
        } else if slots[id] != nil {
            slots[id] = .done(result)
        }
    }

    /// Streams a content that the agent asked for.
    private func supply(_ name: String, for id: UInt32) async {
        guard let content = contents[id]?[name] else {
            return await send(.contentEnd(id: id, failure: "the task came without it"))
        }
        do {
            try await content.pieces(
                { (piece) async throws(SystemError) in await send(.content(id: id, piece)) }, failed: { $0 })
            await send(.contentEnd(id: id, failure: nil))
        } catch {
            await send(.contentEnd(id: id, failure: error.description))
        }
    }

    private func finish(_ error: ConnectionError) {
        guard end == nil else { return }
        end = error
        for id in slots.keys { settle(id, .failure(error)) }
        for continuation in fetches.values { continuation.finish(throwing: error) }
        fetches = [:]
        calls.failAll(error.ofCall)
    }
}
