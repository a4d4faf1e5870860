import System

/// Moments and who waits for them, the next one first. Who was woken before its moment stays until then, unnoticed.
struct DeadlineHeap {
    private var entries: [(moment: Double, number: Int)] = []

    mutating func insert(_ number: Int, at moment: Double) {
        entries.append((moment, number))
        var child = entries.count - 1
        while child > 0, entries[child].moment < entries[(child - 1) / 2].moment {
            entries.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Milliseconds until the next moment, for epoll_wait; -1 where there is none.
    var pollTime: Int32 {
        guard let next = entries.first else { return -1 }
        return Int32(min(max(0, ((next.moment - Clock.monotonic) * 1000).rounded(.up)), 1e9))
    }

    /// One whose moment has come.
    mutating func popDue() -> Int? {
        guard let next = entries.first, next.moment <= Clock.monotonic else { return nil }
        entries.swapAt(0, entries.count - 1)
        entries.removeLast()
        var parent = 0
        while true {
            let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < entries.count }
            guard let child = children.min(by: { entries[$0].moment < entries[$1].moment }),
                entries[child].moment < entries[parent].moment
            else { break }
            entries.swapAt(child, parent)
            parent = child
        }
        return next.number
    }
}
