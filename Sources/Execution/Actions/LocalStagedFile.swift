import System

/// A file of the controller that takes its name once it is whole, written by an action without holding up others.
struct LocalStagedFile: Sendable {
    private let file: StagedFile

    init(for path: String) async throws(SystemError) {
        file = try await Self.blocking { () throws(SystemError) in try StagedFile(for: path, digests: [.sha1, .md5]) }
    }

    func write(_ bytes: [UInt8]) async throws(SystemError) {
        try await Self.blocking { () throws(SystemError) in try file.write(bytes) }
    }

    /// Gives it its name; its digests in hexadecimal.
    func commit() async throws(SystemError) -> (sha1: String, md5: String) {
        let digests = try await Self.blocking { () throws(SystemError) in try file.commit() }
        return (digests[0], digests[1])
    }

    /// Removes what was written, unless it has its name already.
    func discard() async {
        try? await Self.blocking { () throws(SystemError) in file.discard() }
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
