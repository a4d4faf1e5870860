import System

/// The ``KubectlProxy`` processes of this process, one for each way to a cluster that several tasks take.
actor KubectlProxies {
    static let shared = KubectlProxies()

    /// As many tasks run kubectl itself, since starting a proxy costs as much as their requests.
    private static let tasksWithout = 2
    private static let limit = 8

    private enum State {
        case seen(Int)
        /// Or one that did not start.
        case without
        case serving(KubectlProxy)
    }

    private var states: [ClusterWay: State] = [:]
    /// Those that serve, in the order of their starts.
    private var serving: [ClusterWay] = []

    /// The proxy for one more task; nil where kubectl itself is to be run.
    func proxy(for way: ClusterWay, on system: LocalSystem) async -> KubectlProxy? {
        switch states[way] ?? .seen(0) {
        case .serving(let proxy): return proxy
        case .without: return nil
        case .seen(let count) where count < Self.tasksWithout:
            states[way] = .seen(count + 1)
            return nil
        case .seen: break
        }
        // Tasks that come meanwhile run kubectl.
        states[way] = .without
        guard let proxy = await KubectlProxy.start(way, on: system) else { return nil }
        states[way] = .serving(proxy)
        serving.append(way)
        // It ends when the last task that uses it has.
        if serving.count > Self.limit { states[serving.removeFirst()] = nil }
        return proxy
    }

    /// Gives up a proxy that serves no longer.
    func drop(_ way: ClusterWay) {
        states[way] = .without
        serving.removeAll { $0 == way }
    }
}
