import Glibc
import Synchronization
import System

/// Work on a thread of its own, which may change what belongs to a thread, such as its namespaces.
enum Aside {
    private final class Outcome<R: Sendable>: @unchecked Sendable {
        // Written by the thread before it posts, read by the caller after it has waited.
        var value: Result<R, HostError>?
        private let done = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

        init() { sem_init(done, 0, 0) }
        deinit { done.deallocate() }

        func finish(_ value: Result<R, HostError>) {
            self.value = value
            sem_post(done)
        }

        func wait() -> Result<R, HostError> {
            while sem_wait(done) != 0 {}
            return value!
        }
    }

    /// Runs `body` on a new thread and waits for it.
    static func run<R: Sendable>(_ body: @escaping @Sendable () throws(HostError) -> R) throws(HostError) -> R {
        let outcome = Outcome<R>()
        let hasStarted = SystemThread.start {
            do throws(HostError) { outcome.finish(.success(try body())) } catch { outcome.finish(.failure(error)) }
        }
        guard hasStarted else { throw HostError("no thread could be started") }
        return try outcome.wait().get()
    }

    /// Runs `body`, which blocks, away from Swift's few cooperative threads.
    static func blocking<R: Sendable>(
        _ body: @escaping @Sendable () async throws(HostError) -> R
    ) async throws(HostError) -> R {
        let task = Task(executorPreference: BlockingPool.shared) { () async -> Result<R, HostError> in
            do throws(HostError) { return .success(try await body()) } catch { return .failure(error) }
        }
        return try await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }.get()
    }
}

extension Aside {
    /// Runs a program to its end, and ends it when the task is cancelled.
    static func communicate(
        with program: PipedProgram, _ bytes: [UInt8] = [], timeout: Double? = nil
    ) async throws(HostError) -> CommandResult {
        let result = await withTaskCancellationHandler {
            let task = Task(executorPreference: BlockingPool.shared) { program.communicate(bytes, timeout: timeout) }
            return await task.value
        } onCancel: {
            program.kill()
        }
        guard !Task.isCancelled else { throw .cancelled }
        return result
    }
}
