import Synchronization

/// The servers of this process that wait for work.
final class PythonServers: Sendable {
    static let shared = PythonServers()

    private let idle = Mutex<[PythonServer.Key: [PythonServer]]>([:])

    /// One that nobody uses; nil where there is none.
    func take(_ key: PythonServer.Key) -> PythonServer? { idle.withLock { $0[key]?.popLast() } }

    func put(_ server: PythonServer) { idle.withLock { $0[server.key, default: []].append(server) } }
}
