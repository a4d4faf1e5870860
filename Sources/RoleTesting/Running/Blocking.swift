import Diagnostics
import System

/// Work that blocks its thread, on a thread of its own.
enum Blocking {
    static func run<R: Sendable>(
        _ work: @escaping @Sendable () throws(Diagnostic) -> R
    ) async throws(Diagnostic) -> R {
        let task = Task(executorPreference: BlockingPool.shared) { () async -> Result<R, Diagnostic> in
            do throws(Diagnostic) { return .success(try work()) } catch { return .failure(error) }
        }
        return try await task.value.get()
    }
}
