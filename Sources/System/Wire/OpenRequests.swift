/// What an agent may still say: the requests that are open and what each may be answered with.
///
/// A pure state machine. Whatever a target sends is either a step for one open request or an error, which is that
/// host's failure: answers that come twice, answers to what was not asked, contents that the task does not have, more of
/// a file than was announced. What was given up may still be answered once, to nobody.
public struct OpenRequests: Sendable {
    /// What is to be done about a message.
    public enum Step: Sendable {
        case nothing
        /// The request has ended.
        case finish(id: UInt32, TaskResponse)
        /// The agent asks for a content; ``supplied(_:)`` records that all of it was sent.
        case supply(id: UInt32, name: String)
        case piece(id: UInt32, [UInt8])
        /// The fetch has ended, well or with an error.
        case fetched(id: UInt32, SystemError?)
        case answerPart(id: UInt32, [UInt8])
        /// The call has ended with the last part of its answer.
        case answer(id: UInt32, [UInt8])
        case said(id: UInt32, [UInt8])
        case output(id: UInt32, isError: Bool, [UInt8])
        /// The call has ended with an error.
        case refused(id: UInt32, SystemError)
    }

    private enum Request: Sendable {
        case run(Run)
        /// How many bytes may still come.
        case fetch(left: Int)
        case call(Call)
    }

    private struct Run: Sendable {
        var contents: Set<String>
        var isSupplying = false
        /// How many contents may still be asked for: modules read some more than once.
        var left: Int
        /// How many bytes of output may still be told.
        var output: Int
        /// What has come of a result that comes in parts.
        var parts = ByteBlocks()
    }

    /// A call of the agent's machine.
    private struct Call: Sendable {
        /// How many bytes its answer may still have.
        var left = Message.sizeLimit
        /// How many bytes of output may still be told.
        var output: Int
    }

    private var requests: [UInt32: Request] = [:]
    private var abandoned: Set<UInt32> = []

    public init() {}

    /// A request was sent whose contents have these names. `isTapped` says whether output of its programs may come.
    public mutating func beginRun(_ id: UInt32, contents: some Sequence<String>, isTapped: Bool = false) {
        let names = Set(contents)
        requests[id] = .run(Run(contents: names, left: 4 * names.count, output: isTapped ? OutputTap.limit : 0))
    }

    /// A file was asked for, of which `limit` bytes may come.
    public mutating func beginFetch(_ id: UInt32, limit: Int) { requests[id] = .fetch(left: limit) }

    /// A call was sent; its answer may have as many bytes as a result.
    public mutating func beginCall(_ id: UInt32, isTapped: Bool = false) {
        requests[id] = .call(Call(output: isTapped ? OutputTap.limit : 0))
    }

    /// The whole of the content that was asked for last was sent.
    public mutating func supplied(_ id: UInt32) {
        guard case .run(var run)? = requests[id] else { return }
        run.isSupplying = false
        requests[id] = .run(run)
    }

    /// The request's end is not waited for any more.
    public mutating func abandon(_ id: UInt32) { if requests[id] != nil { abandoned.insert(id) } }

    /// Takes a message; after an error the agent is not to be listened to any more.
    public mutating func receive(_ message: Message) throws(WireError) -> Step {
        switch message {
        case .result(let id, let response):
            guard case .run? = requests[id] else { throw .unexpected("a result of request \(id), which is not open") }
            return end(id, .finish(id: id, response))
        case .resultPart(let id, let bytes):
            try takePart(id, bytes)
            return .nothing
        case .resultEnd(let id):
            guard case .run(var run)? = requests.removeValue(forKey: id), run.parts.count > 0 else {
                throw .unexpected("the end of a result of request \(id), of which nothing has come")
            }
            return end(id, .finish(id: id, try Self.takeResponse(&run)))
        case .need(let id, let name):
            guard case .run(var run)? = requests[id] else {
                throw .unexpected("a question of request \(id), which is not open")
            }
            guard run.contents.contains(name), !run.isSupplying, run.left > 0 else {
                throw .unexpected("a question for a content that is not to be had")
            }
            run.isSupplying = true
            run.left -= 1
            requests[id] = .run(run)
            return .supply(id: id, name: name)
        case .piece(let id, let bytes):
            guard case .fetch(let left)? = requests[id] else {
                throw .unexpected("a piece of file \(id), which is not open")
            }
            guard !bytes.isEmpty, bytes.count <= left else { throw .unexpected("more of a file than was announced") }
            requests[id] = .fetch(left: left - bytes.count)
            return abandoned.contains(id) ? .nothing : .piece(id: id, bytes)
        case .fetched(let id): return try endFetch(id, nil)
        case .failed(let id, let error):
            if case .call? = requests[id] { return end(id, .refused(id: id, error)) }
            return try endFetch(id, error)
        case .answerPart(let id, let bytes):
            try takeAnswer(id, bytes.count)
            return .answerPart(id: id, bytes)
        case .said(let id, let bytes):
            try takeAnswer(id, bytes.count)
            return .said(id: id, bytes)
        case .output(let id, let isError, let bytes):
            try takeOutput(id, bytes.count)
            return abandoned.contains(id) ? .nothing : .output(id: id, isError: isError, bytes)
        case .answer(let id, let bytes):
            try takeAnswer(id, bytes.count)
            return end(id, .answer(id: id, bytes))
        case .hello: throw .unexpected("a second hello")
        case .run, .content, .contentEnd, .fetch, .cancel, .callPart, .call, .turn:
            throw .unexpected("a message of a controller")
        }
    }

    private mutating func takePart(_ id: UInt32, _ bytes: [UInt8]) throws(WireError) {
        guard case .run(var run)? = requests.removeValue(forKey: id) else {
            throw .unexpected("a part of a result of request \(id), which is not open")
        }
        guard !bytes.isEmpty, run.parts.count + bytes.count <= Message.sizeLimit else {
            throw .unexpected("a result without end")
        }
        run.parts.append(bytes)
        requests[id] = .run(run)
    }

    private static func takeResponse(_ run: inout Run) throws(WireError) -> TaskResponse {
        var reader = run.parts.takeReader()
        let response = try TaskResponse(&reader)
        guard reader.left == 0 else { throw WireError("a result is longer than its message") }
        return response
    }

    private mutating func takeAnswer(_ id: UInt32, _ count: Int) throws(WireError) {
        guard case .call(var call)? = requests[id] else {
            throw .unexpected("an answer to call \(id), which is not open")
        }
        guard count <= call.left else { throw .unexpected("an answer without end") }
        call.left -= count
        requests[id] = .call(call)
    }

    private mutating func takeOutput(_ id: UInt32, _ count: Int) throws(WireError) {
        switch requests[id] {
        case .run(var run)? where count > 0 && count <= run.output:
            run.output -= count
            requests[id] = .run(run)
        case .call(var call)? where count > 0 && count <= call.output:
            call.output -= count
            requests[id] = .call(call)
        default: throw .unexpected("output of request \(id), which is not watched")
        }
    }

    private mutating func endFetch(_ id: UInt32, _ error: SystemError?) throws(WireError) -> Step {
        guard case .fetch? = requests[id] else { throw .unexpected("the end of file \(id), which is not open") }
        return end(id, .fetched(id: id, error))
    }

    private mutating func end(_ id: UInt32, _ step: Step) -> Step {
        requests[id] = nil
        return abandoned.remove(id) == nil ? step : .nothing
    }
}
