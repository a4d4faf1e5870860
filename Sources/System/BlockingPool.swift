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
        // Without a new thread the job waits for one that is busy; where there is none at all it runs here.
        if needsThread, !SystemThread.start({ self.work() }) {
            let orphan = state.withLock { state -> UnownedJob? in
                state.threads -= 1
                state.idle -= 1
                return state.threads == 0 ? state.jobs.popLast() : nil
            }
            if let orphan { return orphan.runSynchronously(on: asUnownedTaskExecutor()) }
        }
        sem_post(available)
    }

    private func work() -> Never {
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
