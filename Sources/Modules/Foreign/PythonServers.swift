import Synchronization

/// The servers of this process that wait for work.
public final class PythonServers: Sendable {
    public static let shared = PythonServers()

    private let idle = Mutex<[PythonServer.Key: [PythonServer]]>([:])

    /// An idle one; nil where there is none.
    func take(_ key: PythonServer.Key) -> PythonServer? { idle.withLock { $0[key]?.popLast() } }

    func put(_ server: PythonServer) { idle.withLock { $0[server.key, default: []].append(server) } }

    /// Lets all of them end, and returns when they have: nothing of theirs runs any more as this user.
    public func leave() {
        let servers = idle.withLock { idle in
            defer { idle = [:] }
            return idle.values.flatMap(\.self)
        }
        for server in servers { server.leave() }
    }
}
