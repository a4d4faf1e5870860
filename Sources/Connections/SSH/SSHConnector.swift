import Glibc
import System

/// Opens a session: decides the options, reaches the server (directly, through another, or through a program), shakes
/// hands, and tries again where that can help.
struct SSHConnector: Sendable {
    /// A server that is asked by many at once drops connections (sshd's MaxStartups): those are tried again, and for
    /// longer while others come in.
    private static let dropRetries = 6
    private static let jumpLimit = 8

    private let settings: ConnectionSettings
    private let depth: Int
    private let note: @Sendable (String) -> Void

    /// - Parameter note: is told what libssh says, where the settings ask for it.
    init(_ settings: ConnectionSettings, depth: Int = 0, note: @escaping @Sendable (String) -> Void = { _ in }) {
        self.settings = settings
        self.depth = depth
        self.note = note
    }

    func connect() async throws(ConnectionError) -> any Transport {
        let first = try await session()
        let warnings = first.options.unhonoured.map {
            "The ssh configuration says '\($0)', which is not honoured."
        }
        return SSHSessions(first, warnings: warnings) { () async throws(ConnectionError) in try await self.session() }
    }

    private func session() async throws(ConnectionError) -> SSHSession {
        guard depth < Self.jumpLimit else { throw .ssh(.connect, "too many jumps; do they lead in a circle?") }
        let options = try await SSHOptions(settings)
        let begin = Clock.monotonic
        var attempt = 0
        while true {
            do throws(ConnectionError) {
                let session = try await self.attempt(options)
                LoginCrowd.shared.noteLogin()
                return session
            } catch {
                let isDrop = error.kind == .dropped
                let limit = isDrop ? max(Self.dropRetries, options.retries) : options.retries
                let canHelp = [.connect, .dropped, .timeout].contains(error.kind)
                let isCrowded = isDrop && LoginCrowd.shared.mayLetIn(since: begin)
                guard canHelp, attempt < limit || isCrowded, !Task.isCancelled else { throw error.afterRetries }
                attempt += 1
            }
            let pause = Double.random(in: 0.5...1) * 0.1 * Double(1 << min(attempt, 6))
            try? await Task.sleep(nanoseconds: UInt64(pause * 1e9))
        }
    }

    private func attempt(_ options: SSHOptions) async throws(ConnectionError) -> SSHSession {
        let loop = PollThread.shared
        let (socket, carrier) = try await reach(options, loop)
        let session = SSHSession(options, on: loop, log: SSHLog(verbosity: options.verbosity, take: note))
        let deadline = Clock.monotonic + options.connectTimeout
        do throws(ConnectionError) {
            try await session.begin(socket, carrier: carrier, until: deadline)
            return session
        } catch {
            // A drop in the handshake says nothing about the host but that it was busy.
            throw error.kind == .connect && Self.isDrop(error.message)
                ? ConnectionError(.dropped, error.message) : error
        }
    }

    private static func isDrop(_ message: String) -> Bool {
        let text = message.lowercased()
        return ["disconnected", "reset by peer", "closed by remote", "remote host closed"].contains {
            text.contains($0)
        }
    }

    /// A connected socket, and what has to live as long as it.
    private func reach(
        _ options: SSHOptions, _ loop: PollThread
    ) async throws(ConnectionError) -> (Int32, (any Sendable)?) {
        if let jump = options.proxyJump {
            let through = try await SSHConnector(try jumpSettings(jump), depth: depth + 1, note: note).session()
            let channel = try await through.openForward(to: options.hostName, port: options.port)
            let bridge = try SocketBridge(channel, carrier: through, on: loop)
            return (bridge.start(), bridge)
        }
        if let command = options.proxyCommand {
            let channel = try await ProgramTransport(["/bin/sh", "-c"]).open(command)
            let bridge = try SocketBridge(channel, carrier: nil, on: loop)
            return (bridge.start(), bridge)
        }
        let dial = Dial(
            host: options.hostName, port: options.port, timeout: options.connectTimeout,
            family: options.addressFamily, source: options.bindAddress)
        return (try await dial.connect(), nil)
    }

    /// The settings for `[user@]host[:port]`, the last of a list, reached through those before it.
    private func jumpSettings(_ jump: String) throws(ConnectionError) -> ConnectionSettings {
        let hops = jump.split(separator: ",").map(String.init)
        guard let last = hops.last else { throw ConnectionError(.unsupported, "ProxyJump '\(jump)' names no host") }
        var text = last.hasPrefix("ssh://") ? last.dropFirst(6) : last[...]
        var jump = settings
        jump.user = nil
        jump.port = nil
        jump.sshArguments = []
        if let at = text.lastIndex(of: "@") {
            jump.user = String(text[..<at])
            text = text[text.index(after: at)...]
        }
        if text.hasPrefix("["), let close = text.firstIndex(of: "]") {
            jump.host = String(text[text.index(after: text.startIndex)..<close])
            jump.port = Int(text[text.index(after: close)...].drop { $0 == ":" })
        } else if let colon = text.lastIndex(of: ":"), text.firstIndex(of: ":") == colon {
            jump.host = String(text[..<colon])
            jump.port = Int(text[text.index(after: colon)...])
        } else {
            jump.host = String(text)
        }
        if hops.count > 1 { jump.sshArguments = ["-J", hops.dropLast().joined(separator: ",")] }
        return jump
    }
}

extension ConnectionError {
    /// A server that keeps dropping connections is one that cannot be connected to.
    fileprivate var afterRetries: ConnectionError {
        kind == .dropped ? ConnectionError(.connect, message) : self
    }
}
