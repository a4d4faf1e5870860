import Synchronization

/// Background jobs whose end a task waits for (`poll` above 0): an interrupted run ends them on their targets.
public enum WatchedJobs {
    private static let ends = Mutex<[Int: @Sendable () async -> Void]>([:])
    private static let lastNumber = Atomic(0)

    /// Notes how to end a job; gives what ``end(_:)`` takes once it has ended.
    static func begin(_ end: @escaping @Sendable () async -> Void) -> Int {
        let number = lastNumber.add(1, ordering: .relaxed).newValue
        ends.withLock { $0[number] = end }
        return number
    }

    static func end(_ number: Int) { ends.withLock { _ = $0.removeValue(forKey: number) } }

    /// Ends all of them, side by side.
    public static func endAll() async {
        let all = ends.withLock { Array($0.values) }
        await withTaskGroup(of: Void.self) { group in
            for end in all { group.addTask { await end() } }
        }
    }
}
