import Synchronization

/// The operator's wish that a run ends once the tasks that run now have ended. The recap is still given.
public final class StopRequest: Sendable {
    private let isGiven = Atomic(false)

    public init() {}

    public func give() { isGiven.store(true, ordering: .relaxed) }

    public var isWanted: Bool { isGiven.load(ordering: .relaxed) }
}
