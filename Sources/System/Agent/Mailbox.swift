import Glibc
import Synchronization

/// Elements from one thread to another, which blocks while there are none. A caller that adds more than there is room for
/// blocks as well.
final class Mailbox<Element: Sendable>: Sendable {
    private struct State: Sendable {
        var elements: Deque = Deque()
        var isClosed = false
    }

    /// Elements in order; those at the front that are gone are cleared away now and then.
    private struct Deque: Sendable {
        var elements: [Element?] = []
        var first = 0

        mutating func popFirst() -> Element? {
            guard first < elements.count else { return nil }
            defer {
                elements[first] = nil
                first += 1
                if first == elements.count || first >= 1024 {
                    elements.removeFirst(first)
                    first = 0
                }
            }
            return elements[first]
        }
    }

    /// Nanoseconds between two looks at whether a wait for room is still of use.
    private static var patience: Int { 200_000_000 }

    private let state = Mutex(State())
    private let hasRoomLimit: Bool
    // (A semaphore may be used from any thread.)
    nonisolated(unsafe) private let available: UnsafeMutablePointer<sem_t>
    nonisolated(unsafe) private let room: UnsafeMutablePointer<sem_t>

    /// - Parameter limit: how many elements it holds; nil for any number.
    init(limit: Int? = nil) {
        hasRoomLimit = limit != nil
        available = .allocate(capacity: 1)
        room = .allocate(capacity: 1)
        sem_init(available, 0, 0)
        sem_init(room, 0, UInt32(limit ?? 0))
    }

    deinit {
        available.deallocate()
        room.deallocate()
    }

    /// Adds an element once there is room; one for a closed box is thrown away.
    ///
    /// - Parameter isLost: whether waiting for room is of no use any more; asked a few times a second.
    func put(_ element: Element, unless isLost: () -> Bool = { false }) {
        while hasRoomLimit, !waitForRoom() { if isLost() { return } }
        let isOpen = state.withLock { state in
            if !state.isClosed { state.elements.elements.append(element) }
            return !state.isClosed
        }
        if isOpen { sem_post(available) } else if hasRoomLimit { sem_post(room) }
    }

    private func waitForRoom() -> Bool {
        if sem_trywait(room) == 0 { return true }
        var moment = timespec()
        clock_gettime(CLOCK_REALTIME, &moment)
        moment.tv_nsec += Self.patience
        if moment.tv_nsec >= 1_000_000_000 {
            moment.tv_sec += 1
            moment.tv_nsec -= 1_000_000_000
        }
        return sem_timedwait(room, &moment) == 0
    }

    /// A taker gets nil once nothing is left; a caller that waits for room goes on.
    func close() {
        state.withLock { $0.isClosed = true }
        sem_post(available)
        sem_post(room)
    }

    func take() -> Element? {
        while sem_wait(available) != 0 {}
        let element = state.withLock { $0.elements.popFirst() }
        // Closed: for the next taker.
        sem_post(element == nil ? available : room)
        return element
    }
}
