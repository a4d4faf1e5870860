import CSSH
import Glibc
import Synchronization
import System

/// One thread, one epoll set: runs actors' jobs and wakes tasks that wait for a descriptor or a moment.
///
/// Sessions and channels are actors on such a thread, so that their C libraries are only ever used by it. A task that
/// mostly waits for them takes it as its executor: a wait that ends then wakes no other thread.
/// `@unchecked Sendable` is not needed: what is not under the lock is touched by the thread alone.
final class PollThread: SerialExecutor, TaskExecutor {
    /// The threads that connections share, by turns.
    static let all = (0..<2).map { _ in PollThread() }
    private static let turn = Atomic<Int>(0)
    static var shared: PollThread { all[turn.wrappingAdd(1, ordering: .relaxed).oldValue % all.count] }

    private struct Waiter {
        let number: Int
        let descriptors: [(number: Int32, events: UInt32)]
        let continuation: CheckedContinuation<Bool, Never>
    }

    private enum Command: Sendable {
        case run(UnownedJob)
        case cancel(waiter: Int)
        case forget(waiter: Int)
    }

    private let epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    private let wakeup = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
    private let commands = Mutex<[Command]>([])
    private let numbers = Atomic<Int>(0)
    /// What pthread_self() gives there; 0 until it runs.
    private let thread = Atomic<UInt>(0)
    /// Rounds of jobs between two looks at the descriptors.
    private static let rounds = 16
    // Touched only by the thread itself.
    nonisolated(unsafe) private var waiters: [Int: Waiter] = [:]
    nonisolated(unsafe) private var waiting: [Int32: Set<Int>] = [:]
    nonisolated(unsafe) private var deadlines = DeadlineHeap()
    /// Those that were cancelled before they waited.
    nonisolated(unsafe) private var cancelled: Set<Int> = []

    init() {
        var event = epoll_event(events: EPOLLIN.rawValue, data: .init(fd: wakeup))
        epoll_ctl(epoll, EPOLL_CTL_ADD, wakeup, &event)
        SystemThread.require { self.run() }
    }

    func enqueue(_ job: consuming ExecutorJob) { post(.run(UnownedJob(job))) }

    private func post(_ command: Command) {
        let wasEmpty = commands.withLock { commands in
            defer { commands.append(command) }
            return commands.isEmpty
        }
        // The thread itself looks again before it waits.
        guard wasEmpty, thread.load(ordering: .relaxed) != UInt(pthread_self()) else { return }
        var one: UInt64 = 1
        _ = Glibc.write(wakeup, &one, 8)
    }

    private func run() -> Never {
        thread.store(UInt(pthread_self()), ordering: .relaxed)
        var events = [epoll_event](repeating: epoll_event(), count: 256)
        while true {
            let isIdle = runCommands()
            let count = epoll_wait(epoll, &events, 256, isIdle ? deadlines.pollTime : 0)
            for event in events.prefix(max(0, Int(count))) {
                if event.data.fd == wakeup {
                    var value: UInt64 = 0
                    _ = Glibc.read(wakeup, &value, 8)
                } else {
                    wake(event.data.fd)
                }
            }
            while let number = deadlines.popDue() { resume(number, isReady: false) }
        }
    }

    /// Runs what is there, and what that leads to; false where more may have come by then.
    private func runCommands() -> Bool {
        for _ in 0..<Self.rounds {
            let ready = commands.withLock { commands in
                defer { commands = [] }
                return commands
            }
            if ready.isEmpty { return true }
            for command in ready {
                switch command {
                case .run(let job):
                    job.runSynchronously(
                        isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
                case .cancel(let number):
                    if waiters[number] == nil { cancelled.insert(number) } else { resume(number, isReady: false) }
                case .forget(let number): cancelled.remove(number)
                }
            }
        }
        return false
    }

    /// Suspends the calling job, which runs on this thread, until `descriptor` is ready; false where the deadline (by
    /// the monotonic clock) came first or the task was cancelled.
    func wait(
        _ descriptor: Int32, read: Bool = false, write: Bool = false, until deadline: Double? = nil,
        isolation: isolated (any Actor)? = #isolation
    ) async -> Bool {
        let events = (read ? EPOLLIN.rawValue : 0) | (write ? EPOLLOUT.rawValue : 0)
        return await wait([(descriptor, events)], until: deadline)
    }

    /// Until one of the descriptors can be read; false where the task was cancelled.
    func wait(any descriptors: [Int32], isolation: isolated (any Actor)? = #isolation) async -> Bool {
        await wait(descriptors.map { ($0, EPOLLIN.rawValue) }, until: nil)
    }

    private func wait(
        _ descriptors: [(Int32, UInt32)], until deadline: Double?, isolation: isolated (any Actor)? = #isolation
    ) async -> Bool {
        let number = numbers.wrappingAdd(1, ordering: .relaxed).oldValue
        // A cancellation is a command, so it is looked at on this thread, before the wait begins or after.
        let isReady = await withTaskCancellationHandler {
            // Only a closure that names its isolation stays on this thread.
            _ = isolation
            return await withCheckedContinuation { continuation in
                guard cancelled.remove(number) == nil else { return continuation.resume(returning: false) }
                waiters[number] = Waiter(number: number, descriptors: descriptors, continuation: continuation)
                for (descriptor, _) in descriptors {
                    waiting[descriptor, default: []].insert(number)
                    arm(descriptor)
                }
                if let deadline { deadlines.insert(number, at: deadline) }
            }
        } onCancel: {
            post(.cancel(waiter: number))
        }
        if Task.isCancelled { post(.forget(waiter: number)) }
        return isReady
    }

    /// Resumes all who wait for a descriptor: each looks again at what it waits for. Only on this thread.
    func wake(_ descriptor: Int32) {
        for number in waiting[descriptor] ?? [] { resume(number, isReady: true) }
    }

    private func resume(_ number: Int, isReady: Bool) {
        guard let waiter = waiters.removeValue(forKey: number) else { return }
        for (descriptor, _) in waiter.descriptors {
            waiting[descriptor]?.remove(number)
            if waiting[descriptor]?.isEmpty == true { waiting[descriptor] = nil }
        }
        waiter.continuation.resume(returning: isReady)
    }

    /// Asks for the events that any waiter of the descriptor wants, once.
    private func arm(_ descriptor: Int32) {
        var mask = EPOLLONESHOT.rawValue
        for number in waiting[descriptor] ?? [] {
            for (other, events) in waiters[number]?.descriptors ?? [] where other == descriptor { mask |= events }
        }
        var event = epoll_event(events: mask, data: .init(fd: descriptor))
        if epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event) == 0 { return }
        if epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) == 0 { return }
        // A descriptor that epoll does not take (a file, a closed one) is always ready.
        wake(descriptor)
    }
}
