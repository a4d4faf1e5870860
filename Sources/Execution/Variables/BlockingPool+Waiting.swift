import Glibc
import Synchronization
import System

extension BlockingPool {
    private final class Answer<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }

    /// What `body` gives, for a caller that cannot suspend: it runs on a thread of the pool while this one waits.
    static func waiting<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Value {
        let answer = Answer<Value>()
        // A semaphore may be used from any thread; this one outlives the task, which it waits for.
        nonisolated(unsafe) let done = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
        sem_init(done, 0, 0)
        Task(executorPreference: shared) {
            let value = await body()
            answer.value.withLock { $0 = value }
            sem_post(done)
        }
        while sem_wait(done) != 0 {}
        sem_destroy(done)
        done.deallocate()
        return answer.value.withLock { $0 }!
    }
}
