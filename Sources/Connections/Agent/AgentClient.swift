import System

/// The controller's end of one running agent: many requests under way at once, each answered by its number.
///
/// What the agent says goes through ``OpenRequests``; what it may not say ends this client, and with it the requests of
/// this host alone.
actor AgentClient: SystemCaller {
    private enum Slot {
        case pending
        case waiting(CheckedContinuation<Result<TaskResponse, ConnectionError>, Never>)
        case done(Result<TaskResponse, ConnectionError>)
    }

    private struct Fetch {
        let sink: FileSink
        let done: CheckedContinuation<Result<Void, ConnectionError>, Never>
    }

    /// Who sends contents waits where more bytes than these are still to be written.
    private static let outgoingLimit = 1 << 20
    /// Frames are handed to the channel up to this many bytes at a time.
    private static let writeSize = 512 << 10
    /// Requests are sent ahead of the answers up to this many bytes.
    private static let unansweredLimit = 8 << 20
    /// More than these bytes of errors are no agent's.
    private static let errorLimit = 64 << 20

    private let channel: any ByteChannel
    private var decoder: MessageDecoder
    private var open = OpenRequests()
    private var lastID: UInt32 = 0
    private var slots: [UInt32: Slot] = [:]
    private var contents: [UInt32: [String: Content]] = [:]
    private var taps: [UInt32: OutputTap] = [:]
    private var fetches: [UInt32: Fetch] = [:]
    private var calls = OpenCalls()
    private var outgoing = OutgoingFrames()
    private var isWriting = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var errors: [UInt8] = []
    private var errorCount = 0
    /// Why nothing can be asked any more.
    private(set) var end: ConnectionError?

    init(_ channel: any ByteChannel, decoder: MessageDecoder) {
        self.channel = channel
        self.decoder = decoder
    }

    /// Begins to read what the agent says.
    func start() { Task(executorPreference: channel.executor) { [self] in await read() } }

    /// Sends all requests at once, as far as they are not too much for that, and gives their answers in order.
    func run(_ requests: [TaskRequest]) async -> [Result<TaskResponse, ConnectionError>] {
        var sent: [(id: UInt32, size: Int)?] = []
        var unanswered = 0
        var answers: [Result<TaskResponse, ConnectionError>] = []
        for place in requests.indices {
            while sent.count < requests.count, sent.count == place || unanswered < Self.unansweredLimit {
                sent.append(begin(requests[sent.count]))
                unanswered += sent.last??.size ?? 0
            }
            flush()
            guard let (id, size) = sent[place] else {
                answers.append(
                    .success(.failure("The task's arguments are too large or nested too deeply to be sent.")))
                continue
            }
            let given = await answer(id)
            unanswered -= size
            if let watch = AnswerWatch.current, case .success(let response) = given {
                watch.receive(response, at: place)
            }
            answers.append(given)
        }
        return answers
    }

    /// Numbers and encodes a request, and gives the bytes of that; nil where it cannot be encoded.
    private func begin(_ request: TaskRequest) -> (id: UInt32, size: Int)? {
        lastID += 1
        let id = lastID
        if let end = end ?? (Task.isCancelled ? .cancelled : nil) {
            slots[id] = .done(.failure(end))
            return (id, 0)
        }
        guard let frame = try? Message.run(id: id, request).frame() else { return nil }
        slots[id] = .pending
        if !request.contents.isEmpty { contents[id] = request.contents }
        taps[id] = request.tap
        open.beginRun(id, contents: request.contents.keys, isTapped: request.isTapped)
        outgoing.append(frame)
        return (id, frame.count)
    }

    private func answer(_ id: UInt32) async -> Result<TaskResponse, ConnectionError> {
        defer {
            slots[id] = nil
            contents[id] = nil
            taps[id] = nil
        }
        if case .done(let result)? = slots[id] { return result }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { slots[id] = .waiting($0) }
        } onCancel: {
            Task { await self.send(.cancel(id: id)) }
        }
    }

    /// Hands the first `limit` bytes of a file there to `sink`, piece by piece; no more is read than the sink takes.
    func fetch(_ path: String, limit: Int, to sink: @escaping FileSink) async throws(ConnectionError) {
        if let end { throw end }
        lastID += 1
        let id = lastID
        open.beginFetch(id, limit: limit)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                fetches[id] = Fetch(sink: sink, done: continuation)
                enqueue(.fetch(id: id, path: path, limit: limit))
            }
        } onCancel: {
            Task { await self.abandon(id) }
        }
        try result.get()
    }

    private func abandon(_ id: UInt32) {
        open.abandon(id)
        fetches.removeValue(forKey: id)?.done.resume(returning: .failure(.cancelled))
    }

    func begin(_ call: [UInt8], isTapped: Bool) async -> (id: UInt32, events: AsyncStream<SystemCallEvent>) {
        lastID += 1
        let id = lastID
        let events = calls.begin(id)
        if let end {
            calls.end(id, .failure(end.ofCall))
        } else {
            open.beginCall(id, isTapped: isTapped)
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

    /// Lets the agent end by itself and waits until it has, for twenty seconds at most.
    func leave() async {
        await channel.closeInput()
        for _ in 0..<2000 where end == nil { try? await Task.sleep(for: .milliseconds(10)) }
        await close()
    }

    // MARK: Writing

    /// Sends a message; waits where much is still to be written.
    private func send(_ message: Message) async {
        enqueue(message)
        while outgoing.count > Self.outgoingLimit, end == nil { await withCheckedContinuation { waiting.append($0) } }
    }

    private func enqueue(_ message: Message) {
        guard end == nil, let frame = try? message.frame() else { return }
        outgoing.append(frame)
        flush()
    }

    /// Writes what is to be sent, in the background: a connection that takes nothing must not hold the one who asks.
    private func flush() {
        guard !isWriting, !outgoing.isEmpty, end == nil else { return }
        isWriting = true
        Task(executorPreference: channel.executor) { [self] in await writeOut() }
    }

    private func writeOut() async {
        while end == nil {
            let blocks = outgoing.next(Self.writeSize)
            // The reader learns of a failure too, and notifies all waiting calls.
            guard !blocks.isEmpty, (try? await channel.write(blocks)) != nil else { break }
            if outgoing.count <= Self.outgoingLimit / 2 { wakeWriters() }
        }
        isWriting = false
        wakeWriters()
    }

    private func wakeWriters() {
        let ready = waiting
        waiting = []
        for continuation in ready { continuation.resume() }
    }

    // MARK: Reading

    private func read() async {
        do throws(ConnectionError) {
            try await dispatch()
            while end == nil {
                switch try await channel.next() {
                case .output(let bytes): decoder.append(bytes)
                case .error(let bytes): try note(bytes)
                case .end(let status): return finish(.ended("The agent on the host", status, said: errors))
                }
                try await dispatch()
            }
        } catch {
            finish(error)
            await channel.close()
        }
    }

    private func note(_ bytes: [UInt8]) throws(ConnectionError) {
        errors = Array((errors + bytes).suffix(8192))
        errorCount += bytes.count
        guard errorCount <= Self.errorLimit else {
            throw ConnectionError(.agentEnded, "The agent on the host prints errors without end.")
        }
    }

    /// Hands on every message that has arrived whole.
    private func dispatch() async throws(ConnectionError) {
        do throws(WireError) {
            while end == nil, let message = try decoder.next() { await perform(try open.receive(message)) }
        } catch {
            throw ConnectionError(.agentEnded, "The agent on the host broke its protocol: \(error).")
        }
    }

    private func perform(_ step: OpenRequests.Step) async {
        switch step {
        case .nothing: break
        case .finish(let id, let response): settle(id, .success(response))
        case .supply(let id, let name):
            let content = contents[id]?[name]
            Task(executorPreference: BlockingPool.shared) { [self] in await supply(content, for: id) }
        case .piece(let id, let bytes):
            guard let fetch = fetches[id] else { return }
            do throws(SystemError) { try await fetch.sink(bytes) } catch {
                open.abandon(id)
                fetches.removeValue(forKey: id)?.done.resume(
                    returning: .failure(ConnectionError(.unsupported, error.description)))
            }
        case .fetched(let id, let error):
            fetches.removeValue(forKey: id)?.done.resume(
                returning: error.map { .failure(ConnectionError(.unsupported, $0.description)) } ?? .success(()))
        case .answerPart(let id, let bytes): calls.part(id, bytes)
        case .answer(let id, let bytes): calls.answer(id, bytes)
        case .said(let id, let bytes): calls.said(id, bytes)
        case .output(let id, let isError, let bytes):
            if let tap = taps[id] {
                // It may wait for a terminal.
                await Task(executorPreference: BlockingPool.shared) { tap.receive(bytes, isError: isError) }.value
            } else {
                calls.output(id, bytes, isError: isError)
            }
        case .refused(let id, let error): calls.end(id, .failure(error))
        }
    }

    private func settle(_ id: UInt32, _ result: Result<TaskResponse, ConnectionError>) {
        switch slots[id] {
        case .waiting(let continuation)?:
            slots[id] = .done(result)
            continuation.resume(returning: result)
        case .pending?: slots[id] = .done(result)
        case .done?, nil: break
        }
    }

    /// Streams a content that the agent asked for; reading it holds nothing else up.
    private nonisolated func supply(_ content: Content?, for id: UInt32) async {
        var failure: String?
        if let content {
            do {
                try await content.pieces(
                    { (piece) async throws(SystemError) in await send(.content(id: id, piece)) }, failed: { $0 })
            } catch {
                failure = error.description
            }
        } else {
            failure = "the task came without it"
        }
        await endSupply(of: id, failure)
    }

    private func endSupply(of id: UInt32, _ failure: String?) async {
        open.supplied(id)
        await send(.contentEnd(id: id, failure: failure))
    }

    private func finish(_ error: ConnectionError) {
        guard end == nil else { return }
        end = error
        for id in slots.keys { settle(id, .failure(error)) }
        for fetch in fetches.values { fetch.done.resume(returning: .failure(error)) }
        fetches = [:]
        calls.failAll(error.ofCall)
        wakeWriters()
    }
}
