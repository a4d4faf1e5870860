import Synchronization
import System

/// A file of the controller that takes its name once it is whole, written by an action without holding up others.
///
/// While some pieces are written and digested, the next ones are gathered. A failure shows in a later call.
final class LocalStagedFile: Sendable {
    private typealias Step = Task<Result<Void, SystemError>, Never>

    private struct State {
        var gathered: [[UInt8]] = []
        /// In bytes.
        var size = 0
        /// Writes what was gathered before.
        var writing: Step?
    }

    /// How many bytes are gathered.
    private static let gatheredSize = 1 << 20

    private let file: StagedFile
    private let state = Mutex(State())

    init(for path: String) async throws(SystemError) {
        file = try await Self.step { () throws(SystemError) in
            try StagedFile(for: path, digests: [.sha1, .md5])
        }.value.get()
    }

    /// Adds to the end; one call at a time.
    func write(_ bytes: [UInt8]) async throws(SystemError) {
        let isFull = state.withLock { state in
            state.gathered.append(bytes)
            state.size += bytes.count
            return state.size >= Self.gatheredSize
        }
        if isFull { try await begin() }
    }

    /// Waits until all that was added is written.
    func flush() async throws(SystemError) {
        try await begin()
        try await state.withLock { $0.writing }?.value.get()
    }

    /// Waits for what was gathered before and begins to write what was gathered since.
    private func begin() async throws(SystemError) {
        try await state.withLock { $0.writing }?.value.get()
        state.withLock { [file] state in
            guard !state.gathered.isEmpty else { return }
            let pieces = state.gathered
            (state.gathered, state.size) = ([], 0)
            state.writing = Self.step { () throws(SystemError) in for piece in pieces { try file.write(piece) } }
        }
    }

    /// Gives it its name; its digests in hexadecimal.
    func commit() async throws(SystemError) -> (sha1: String, md5: String) {
        try await flush()
        let digests = try await Self.step { [file] () throws(SystemError) in try file.commit() }.value.get()
        return (digests[0], digests[1])
    }

    /// Removes what was written, unless it has its name already.
    func discard() async { _ = await Self.step { [file] () throws(SystemError) in file.discard() }.value }

    private static func step<Answer: Sendable>(
        _ work: @escaping @Sendable () throws(SystemError) -> Answer
    ) -> Task<Result<Answer, SystemError>, Never> {
        Task(executorPreference: BlockingPool.shared) {
            do throws(SystemError) { return .success(try work()) } catch { return .failure(error) }
        }
    }
}
