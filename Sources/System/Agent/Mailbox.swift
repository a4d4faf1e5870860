import Glibc
import Synchronization

/// Elements from one thread to another, which blocks while there are none.
final class Mailbox<Element: Sendable>: Sendable {
    private struct State: Sendable {
        var elements: [Element] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    /// (A semaphore may be used from any thread.)
    nonisolated(unsafe) private let available: UnsafeMutablePointer<sem_t>

    init() {
        available = .allocate(capacity: 1)
        sem_init(available, 0, 0)
    }

    deinit { available.deallocate() }

    func put(_ element: Element) {
        state.withLock { $0.elements.append(element) }
        sem_post(available)
    }

    /// A taker gets nil once nothing is left.
    func close() {
        state.withLock { $0.isClosed = true }
        sem_post(available)
    }

    func take() -> Element? {
        while sem_wait(available) != 0 {}
        return state.withLock { state in
            if !state.elements.isEmpty { return state.elements.removeFirst() }
            sem_post(available)
            return nil
        }
    }
}
