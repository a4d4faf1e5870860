/// Lets as many tasks run at a time as there are forks, those that need a host for themselves alone there.
///
/// Tasks of one host begin in the order in which they asked.
actor HostSlots {
    private struct Request {
        let host: String
        let isAlone: Bool
        let begin: CheckedContinuation<Void, Never>
    }

    private let limit: Int
    private var running: [String: Int] = [:]
    private var alone: Set<String> = []
    private var waiting: [Request] = []

    /// - Parameter limit: how many tasks run at a time, at least one.
    init(limit: Int) { self.limit = limit }

    /// Runs `body` when it is its turn.
    ///
    /// - Parameter isAlone: whether nothing else may run on the host meanwhile.
    func run<Result: Sendable>(
        on host: String, alone isAlone: Bool, _ body: @Sendable () async -> Result
    ) async -> Result {
        await withCheckedContinuation { begin in
            waiting.append(Request(host: host, isAlone: isAlone, begin: begin))
            admit()
        }
        let result = await body()
        leave(host)
        return result
    }

    private func leave(_ host: String) {
        running[host, default: 0] -= 1
        alone.remove(host)
        admit()
    }

    private func admit() {
        var total = running.values.reduce(0, +)
        var held: Set<String> = []
        var later: [Request] = []
        for request in waiting {
            let others = running[request.host, default: 0]
            let isFree = !alone.contains(request.host) && !held.contains(request.host)
            guard total < limit, isFree, !request.isAlone || others == 0 else {
                held.insert(request.host)
                later.append(request)
                continue
            }
            running[request.host] = others + 1
            if request.isAlone { alone.insert(request.host) }
            total += 1
            request.begin.resume()
        }
        waiting = later
    }
}
