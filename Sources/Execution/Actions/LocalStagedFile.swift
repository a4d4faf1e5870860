import Synchronization
import System

/// A file of the controller that takes its name once it is whole, written by an action without holding up others.
///
/// While some pieces are written and digested, the next ones are gathered. A failure shows in a later call.
final class LocalStagedFile: Sendable {
    private struct State {
        var gathered: [[UInt8]] = []
        /// Bytes that are not written yet.
        var size = 0
        var isWriting = false
        var failure: SystemError?
        var waiter: Waiter?
    }

    /// Who waits until no more than `size` bytes are to be written.
    private struct Waiter {
        let size: Int
        let continuation: CheckedContinuation<Void, Never>
    }

    /// A caller that is more than these bytes ahead of the writing waits until half of them are written.
    private static let limit = 4 << 20
    /// Writing begins with these bytes.
    private static let stepSize = 512 << 10

    private let file: StagedFile
    private let state = Mutex(State())

    init(for path: String) async throws(SystemError) {
        file = try await Self.blocking { () throws(SystemError) in try StagedFile(for: path, digests: [.sha1, .md5]) }
    }

    /// Adds to the end; one call at a time.
    func write(_ bytes: [UInt8]) async throws(SystemError) {
        let isFull = state.withLock { state in
            state.gathered.append(bytes)
            state.size += bytes.count
            return state.size > Self.limit
        }
        if isFull {
            try await write(downTo: Self.limit / 2)
        } else if state.withLock({ $0.size >= Self.stepSize }) {
            begin()
        }
    }

    /// Waits until no more than `size` bytes are to be written.
    private func write(downTo size: Int) async throws(SystemError) {
        begin()
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                guard state.size > size else { return true }
                state.waiter = Waiter(size: size, continuation: continuation)
                return false
            }
            if isDone { continuation.resume() }
        }
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    /// Writes what is gathered, unless that goes on already.
    private func begin() {
        let isIdle = state.withLock { state in
            guard !state.isWriting, !state.gathered.isEmpty else { return false }
            state.isWriting = true
            return true
        }
        guard isIdle else { return }
        Task(executorPreference: BlockingPool.shared) { [self] in while writeNext() {} }
    }

    /// Writes what was gathered; false where that is nothing.
    private func writeNext() -> Bool {
        let (pieces, hasFailed) = state.withLock { state in
            defer { state.gathered = [] }
            state.isWriting = !state.gathered.isEmpty
            return (state.gathered, state.failure != nil)
        }
        if pieces.isEmpty { return false }
        var failure: SystemError?
        if !hasFailed {
            do throws(SystemError) { for piece in pieces { try file.write(piece) } } catch { failure = error }
        }
        let waiting = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.size -= pieces.reduce(0) { $0 + $1.count }
            if let failure { state.failure = failure }
            guard let waiter = state.waiter, state.size <= waiter.size else { return nil }
            state.waiter = nil
            return waiter.continuation
        }
        waiting?.resume()
        return true
    }

    /// Gives it its name; its digests in hexadecimal.
    func commit() async throws(SystemError) -> (sha1: String, md5: String) {
        try await write(downTo: 0)
        let digests = try await Self.blocking { [file] () throws(SystemError) in try file.commit() }
        return (digests[0], digests[1])
    }

    /// Removes what was written, unless it has its name already.
    func discard() async {
        try? await Self.blocking { [file] () throws(SystemError) in file.discard() }
    }

    private static func blocking<Answer: Sendable>(
        _ work: @escaping @Sendable () throws(SystemError) -> Answer
    ) async throws(SystemError) -> Answer {
        let task = Task(executorPreference: BlockingPool.shared) { () async -> Result<Answer, SystemError> in
            do throws(SystemError) { return .success(try work()) } catch { return .failure(error) }
        }
        return try await task.value.get()
    }
}
