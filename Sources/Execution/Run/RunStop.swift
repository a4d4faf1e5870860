import Synchronization
public import System

/// The wish that a run come to its end: tasks that run are waited for, `always` sections run, and nothing else begins.
public final class RunStop: Sendable {
    public enum Reason: Sendable {
        /// The operator wants it.
        case `operator`
        /// The journal cannot be written, as on a full disk.
        case journal(SystemError)
    }

    private let wish = Mutex<Reason?>(nil)
    private let flag = Atomic(false)

    public init() {}

    /// The first reason counts.
    public func request(_ reason: Reason) {
        wish.withLock { $0 = $0 ?? reason }
        flag.store(true, ordering: .releasing)
    }

    public var isRequested: Bool { flag.load(ordering: .acquiring) }
    public var reason: Reason? { wish.withLock { $0 } }
}
