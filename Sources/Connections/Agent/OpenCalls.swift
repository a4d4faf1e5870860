import System

/// The calls of modules on this machine that an agent has not answered yet.
struct OpenCalls {
    private struct Open {
        let events: AsyncStream<SystemCallEvent>.Continuation
        var parts: [UInt8] = []
    }

    private var calls: [UInt32: Open] = [:]

    mutating func begin(_ id: UInt32) -> AsyncStream<SystemCallEvent> {
        let (stream, events) = AsyncStream<SystemCallEvent>.makeStream()
        calls[id] = Open(events: events)
        return stream
    }

    /// A part of an answer, not its last.
    mutating func part(_ id: UInt32, _ bytes: [UInt8]) { calls[id]?.parts += bytes }

    /// A program at a terminal has said something.
    func said(_ id: UInt32, _ bytes: [UInt8]) { calls[id]?.events.yield(.said(bytes)) }

    /// A program that is watched prints something.
    func output(_ id: UInt32, _ bytes: [UInt8], isError: Bool) {
        calls[id]?.events.yield(.output(bytes, isError: isError))
    }

    /// The last part of an answer.
    mutating func answer(_ id: UInt32, _ bytes: [UInt8]) {
        guard let parts = calls[id]?.parts else { return }
        end(id, .success(parts.isEmpty ? bytes : parts + bytes))
    }

    /// The end of a call; false where there is none of that number.
    @discardableResult
    mutating func end(_ id: UInt32, _ result: Result<[UInt8], SystemError>) -> Bool {
        guard let call = calls.removeValue(forKey: id) else { return false }
        call.events.yield(.answer(result))
        call.events.finish()
        return true
    }

    /// The end of all calls.
    mutating func failAll(_ error: SystemError) { for id in calls.keys { end(id, .failure(error)) } }
}
