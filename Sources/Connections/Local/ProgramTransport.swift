import System

/// Hosts that a program on this machine leads to: this machine itself, containers, pods, other roots.
struct ProgramTransport: Transport {
    /// What comes before a command line, which is its last argument.
    private let prefix: [String]
    private let loop: PollThread

    init(_ settings: ConnectionSettings, on loop: PollThread) {
        self.loop = loop
        let host = settings.host
        let user = settings.user
        let shell = ["/bin/sh", "-c"]
        switch settings.kind {
        case .docker, .podman:
            prefix = [settings.kind.rawValue, "exec", "-i"] + (user.map { ["-u", $0] } ?? []) + [host] + shell
        case .kubectl: prefix = ["kubectl", "exec", "-i", host, "--"] + shell
        case .chroot: prefix = ["chroot", host] + shell
        case .local, .ssh: prefix = shell
        }
    }

    var isUsable: Bool { true }

    func open(_ command: String) async throws(ConnectionError) -> any ByteChannel {
        do {
            return ProgramChannel(try await PipedProgram.start(prefix + [command]), on: loop)
        } catch {
            throw ConnectionError(.connect, "\(prefix[0]) could not be started: \(error.reason)")
        }
    }

    func close() async {}
}
