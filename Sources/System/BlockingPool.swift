import Glibc
import Synchronization

/// Threads for work that blocks, so that it never holds one of the few threads of Swift's cooperative pool.
///
/// Run a task on it with `Task(executorPreference: BlockingPool.shared)`. Threads are made when all are busy, up to a
/// limit, and stay.
public final class BlockingPool: TaskExecutor {
    public static let shared = BlockingPool(limit: 128)

    private struct State {
        var jobs: [UnownedJob] = []
        var idle = 0
        var threads = 0
    }

    private let limit: Int
    private let state = Mutex(State())
    /// Counts the jobs that wait. (A semaphore may be used from any thread.)
    nonisolated(unsafe) private let available: UnsafeMutablePointer<sem_t>

    public init(limit: Int) {
        self.limit = limit
        available = .allocate(capacity: 1)
        sem_init(available, 0, 0)
    }

    deinit { available.deallocate() }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let needsThread = state.withLock { state in
            state.jobs.append(job)
            guard state.idle < state.jobs.count && state.threads < limit else { return false }
            state.threads += 1
            state.idle += 1
            return true
        }
        if needsThread { startThread() }
        sem_post(available)
    }

    private func startThread() {
        // Allocated, not initialised: the type also reaches this module through OpenSSL's headers, which would make
        // its initialiser ambiguous.
        let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
        defer { attributes.deallocate() }
        pthread_attr_init(attributes)
        pthread_attr_setdetachstate(attributes, Int32(PTHREAD_CREATE_DETACHED))
        // Modules recurse into trees and grammars; the default of a secondary thread may be small.
        pthread_attr_setstacksize(attributes, 4 << 20)
        var thread = pthread_t()
        let pool = Unmanaged.passRetained(self)
        pthread_create(
            &thread, attributes,
            { pool in
                Unmanaged<BlockingPool>.fromOpaque(pool!).takeRetainedValue().work()
                return nil
            }, pool.toOpaque())
        pthread_attr_destroy(attributes)
    }

    private func work() {
        while true {
            while sem_wait(available) != 0 {}
            let job = state.withLock { state in
                state.idle -= 1
                return state.jobs.removeFirst()
            }
            job.runSynchronously(on: asUnownedTaskExecutor())
            state.withLock { $0.idle += 1 }
        }
    }
}
