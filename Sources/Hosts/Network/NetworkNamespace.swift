import CShims
import Glibc

/// A network namespace that is held by a descriptor, and lives as long as that or a process in it.
final class NetworkNamespace: Sendable {
    let descriptor: Int32

    private init(_ descriptor: Int32) { self.descriptor = descriptor }
    deinit { close(descriptor) }

    /// A new one, with nothing in it but its loopback, which is up.
    static func make() throws(HostError) -> NetworkNamespace {
        try Aside.run { () throws(HostError) in
            let failure = swiftplay_leave(Namespaces.network)
            guard failure == 0 else { throw .last("make a network namespace", failure) }
            let namespace = try open("/proc/thread-self/ns/net")
            let link = try Netlink()
            try link.setUp("lo")
            return namespace
        }
    }

    /// That of a process, by `/proc/PID/ns/net` or another path.
    static func open(_ path: String) throws(HostError) -> NetworkNamespace {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last("open \(path)", errno) }
        return NetworkNamespace(descriptor)
    }

    /// Puts this thread into it, which has to be one of its own.
    func enter() throws(HostError) {
        let failure = swiftplay_enter(descriptor, Namespaces.network)
        guard failure == 0 else { throw .last("enter a network namespace", failure) }
    }

    /// Runs `body` in it.
    func run<R: Sendable>(_ body: @escaping @Sendable () throws(HostError) -> R) throws(HostError) -> R {
        try Aside.run { () throws(HostError) in
            try self.enter()
            return try body()
        }
    }
}
