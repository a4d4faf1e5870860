import Glibc
import Synchronization
public import Values

/// The agent's loop: requests in on standard input, one after the other run by a handler, results out on standard
/// output. It ends when its input does, and takes what it runs with it.
public struct AgentServer: Sendable {
    /// Runs one request's module to its end.
    public typealias Handler = @Sendable (_ request: TaskRequest, _ contents: any ContentStore) async -> Dict

    private enum Job: Sendable {
        case run(id: UInt32, TaskRequest)
        case fetch(id: UInt32, path: String, limit: Int)
    }

    private struct Running: Sendable {
        var id: UInt32
        var task: Task<Void, Never>?
        var contents: Mailbox<ContentPiece>
    }

    private final class Shared: Sendable {
        let jobs = Mailbox<Job>()
        let running = Mutex<Running?>(nil)
        let cancelled = Mutex<Set<UInt32>>([])
        /// Whether the controller is gone: what waits is not begun any more.
        let isOver = Atomic(false)
    }

    private let input: Int32
    private let writer: MessageWriter
    private let hello: AgentHello
    private let calls: AgentCalls
    private let handler: Handler
    private let shared = Shared()

    /// Serves on two descriptors. `modules` are those that the handler knows, `directory` is private to this user.
    public init(
        input: Int32, output: Int32, modules: Set<String>, directory: String, handler: @escaping Handler
    ) {
        self.input = input
        writer = MessageWriter(output)
        hello = AgentHello(uid: geteuid(), directory: directory, modules: modules)
        calls = AgentCalls(writer)
        self.handler = handler
    }

    /// Serves on standard input and output, which are put out of the reach of whatever prints or reads by mistake.
    public static func standard(
        modules: Set<String>, directory: String, handler: @escaping Handler
    ) -> AgentServer {
        let (input, output) = (fcntl(0, F_DUPFD_CLOEXEC, 3), fcntl(1, F_DUPFD_CLOEXEC, 3))
        let null = open("/dev/null", O_RDONLY | O_CLOEXEC)
        dup2(null, 0)
        dup2(2, 1)
        return AgentServer(
            input: input, output: output, modules: modules, directory: directory, handler: handler)
    }

    /// Serves until the input ends.
    public func run() async {
        BrokenPipes.ignore()
        guard (try? writer.send(.hello(hello))) != nil else { return }
        SystemThread.require { read() }
        while let job = shared.jobs.take(), !isOver { await perform(job) }
        await calls.close()
    }

    /// Serves until the input ends, and then ends the program.
    ///
    /// The main thread only waits: an asynchronous main would end it by unwinding, for which the agent carries no
    /// tables.
    ///
    /// - Parameter finish: what is still to be done when the controller has gone.
    public func runToEnd(finish: @escaping @Sendable () async -> Void = {}) -> Never {
        Task(executorPreference: BlockingPool.shared) {
            await run()
            await finish()
            exit(0)
        }
        while true { pause() }
    }

    private var isOver: Bool { shared.isOver.load(ordering: .sequentiallyConsistent) }

    private func perform(_ job: Job) async {
        switch job {
        case .fetch(let id, let path, let limit):
            do { try await send(path, id, limit) } catch let error as SystemError {
                try? writer.send(.failed(id: id, error))
            } catch {}
        case .run(let id, let request):
            let pieces = Mailbox<ContentPiece>(limit: Self.pieceLimit)
            let (writer, handler) = (writer, handler)
            shared.running.withLock { $0 = Running(id: id, task: nil, contents: pieces) }
            let task = OutputTap.$current.withValue(request.isTapped ? writer.tap(of: id) : nil) {
                Task(executorPreference: BlockingPool.shared) {
                    let store = RequestedContentStore(
                        id: id, contents: request.contents, pieces: pieces, writer: writer)
                    let begin = Clock.monotonic
                    let result = await handler(request, store)
                    let response = TaskResponse(result: result, seconds: Clock.monotonic - begin)
                    do { try writer.send(response, of: id) } catch {
                        try? writer.send(.result(id: id, .failure("the result cannot be sent: \(error)")))
                    }
                }
            }
            shared.running.withLock { $0?.task = task }
            if shared.cancelled.withLock({ $0.remove(id) }) != nil || isOver { task.cancel() }
            await task.value
            shared.running.withLock { $0 = nil }
            pieces.close()
        }
    }

    private func send(_ path: String, _ id: UInt32, _ limit: Int) async throws {
        let file = try Descriptor(open: path, O_RDONLY)
        var left = limit
        var piece: [UInt8] = []
        while left > 0, try file.read(min(left, Content.pieceSize), into: &piece, path) > 0 {
            try writer.send(.piece(id: id, piece))
            left -= piece.count
            piece.removeAll(keepingCapacity: true)
        }
        try writer.send(.fetched(id: id))
    }

    /// Reads messages until the input ends or cannot be decoded.
    private func read() {
        var decoder = MessageDecoder(from: .controller)
        var buffer = [UInt8](repeating: 0, count: 1 << 17)
        reading: while true {
            let count = retrying { Glibc.read(input, &buffer, buffer.count) }
            guard count > 0 else { break }
            decoder.append(buffer[0..<count])
            do {
                while let message = try decoder.next() { try receive(message) }
            } catch {
                break reading
            }
        }
        shared.isOver.store(true, ordering: .sequentiallyConsistent)
        let running = shared.running.withLock { $0 }
        running?.contents.close()
        running?.task?.cancel()
        shared.jobs.close()
        // What blocks in the kernel, as on a FIFO or a dead mount, is not waited for: nobody hears its answer.
        sleep(Self.patience)
        _exit(1)
    }

    /// How many pieces of a content wait for the module; then the controller waits.
    private static let pieceLimit = 16

    /// Whether the controller is gone, though there may be something left to read.
    private var hasHungUp: Bool {
        var polled = pollfd(fd: input, events: 0, revents: 0)
        return poll(&polled, 1, 0) > 0 && Int32(polled.revents) & (Int32(POLLHUP) | Int32(POLLERR)) != 0
    }

    /// Seconds for what runs to end in order once the input has ended.
    private static let patience: UInt32 = 3

    private func receive(_ message: Message) throws(WireError) {
        switch message {
        case .run(let id, let request): shared.jobs.put(.run(id: id, request))
        case .fetch(let id, let path, let limit): shared.jobs.put(.fetch(id: id, path: path, limit: limit))
        case .content(let id, let bytes): pieces(id)?.put(.bytes(bytes)) { hasHungUp }
        case .contentEnd(let id, let failure): pieces(id)?.put(.end(failure: failure)) { hasHungUp }
        case .cancel(let id):
            if calls.cancel(id) { return }
            shared.cancelled.withLock { _ = $0.insert(id) }
            shared.running.withLock { $0 }.flatMap { $0.id == id ? $0.task : nil }?.cancel()
        case .callPart(let id, let bytes): try calls.part(id, bytes)
        case .call(let id, let bytes): calls.begin(id, bytes)
        case .turn(let id, let turn): calls.reply(id, turn)
        default: break
        }
    }

    private func pieces(_ id: UInt32) -> Mailbox<ContentPiece>? {
        shared.running.withLock { $0 }.flatMap { $0.id == id ? $0.contents : nil }
    }
}
