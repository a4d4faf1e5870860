import CSSH
import Glibc
import System

/// A libssh session and its channels. It lives on one poll thread for its whole life, so no lock is needed.
///
/// libssh reads for every channel whenever it reads for one; so the call that brought bytes in wakes all who wait for
/// the socket, and each looks again at its own channel.
actor SSHSession: Transport {
    let loop: PollThread
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    nonisolated let options: SSHOptions
    var session: ssh_session?
    var descriptor: Int32 = -1
    var channels: [Int: ssh_channel] = [:]
    var lastChannel = 0
    let counter: UnsafeMutablePointer<ssh_counter_struct>
    var seen: UInt64 = 0
    /// Bytes handed to libssh since the socket last took all.
    var held = 0
    var lastHeard = Clock.monotonic
    private var unanswered = 0
    /// Whether the login is done: only then are signs of life asked for, as by ssh.
    var isStanding = false
    /// Why nothing can be asked any more.
    var failure: ConnectionError?
    /// What has to live as long as the session, such as the one it runs through.
    var carrier: (any Sendable)?

    /// Records what libssh logs; nil where the settings ask for nothing.
    private let log: SSHLog?

    init(_ options: SSHOptions, on loop: PollThread, log: SSHLog?) {
        self.options = options
        self.log = log
        self.loop = loop
        counter = .allocate(capacity: 1)
        counter.initialize(to: ssh_counter_struct())
    }

    isolated deinit {
        end(ConnectionError(.dropped, "the connection was closed"))
        counter.deallocate()
    }

    /// How many channels are open.
    var channelCount: Int { channels.count }

    var isUsable: Bool { session != nil && failure == nil && ssh_is_connected(session) != 0 }

    /// What libssh says went wrong.
    var reason: String {
        guard let session else { return failure?.message ?? "the connection is closed" }
        let text = String(cString: ssh_get_error(UnsafeMutableRawPointer(session)))
        return text.isEmpty || text == "Success" ? "Connection closed by remote host" : text
    }

    /// Repeats a libssh call until it no longer asks to be called again. The one place where SSH_AGAIN is known.
    func again(until deadline: Double?, _ call: (ssh_session) -> Int32) async throws(ConnectionError) -> Int32 {
        while true {
            if let failure { throw failure }
            guard let session else { throw ConnectionError(.dropped, "the connection is closed") }
            let status = logged { call(session) }
            noticeTraffic()
            guard status == SSH_AGAIN || status == SSH_AUTH_AGAIN.rawValue else { return status }
            try await waitForTraffic(until: deadline)
        }
    }

    /// Hands the session to a libssh call that never waits.
    @discardableResult
    func withSession<R>(_ body: (ssh_session) -> R) -> R? { session.map { session in logged { body(session) } } }

    /// Makes a libssh call and takes down what is said meanwhile, where somebody asks.
    func logged<R>(_ call: () -> R) -> R { log?.during(call) ?? call() }

    // MARK: Waiting

    /// Wakes all who wait for the socket where libssh has read from it.
    func noticeTraffic() {
        let count = counter.pointee.in_bytes
        guard count != seen else { return }
        seen = count
        lastHeard = Clock.monotonic
        unanswered = 0
        loop.wake(descriptor)
    }

    /// Waits until the socket can be read, or written where libssh has bytes for it. Asks for a sign of life when nothing
    /// has come for long.
    func waitForTraffic(until deadline: Double? = nil) async throws(ConnectionError) {
        let isWriting = ssh_get_poll_flags(session) & SSH_WRITE_PENDING != 0
        let alarm = isStanding ? lastHeard + options.keepAliveInterval * Double(unanswered + 1) : .infinity
        let isReady = await loop.wait(descriptor, read: true, write: isWriting, until: min(deadline ?? alarm, alarm))
        if let failure { throw failure }
        // On a busy controller the moment may have passed while what was waited for lay there.
        if isReady || hasInput { return }
        if Task.isCancelled { throw .cancelled }
        if let deadline, Clock.monotonic >= deadline {
            throw .ssh(.timeout, "Connection timed out to \(options.hostName) port \(options.port)")
        }
        askForSignOfLife()
        if let failure { throw failure }
    }

    private var hasInput: Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, 0) > 0
    }

    private func askForSignOfLife() {
        let due = lastHeard + options.keepAliveInterval * Double(unanswered + 1)
        guard isStanding, Clock.monotonic >= due, let session else { return }
        guard unanswered < options.keepAliveCount else {
            return fail(.ssh(.timeout, "Timeout, server \(options.hostName) not responding."))
        }
        unanswered += 1
        ssh_send_keepalive(session)
        noticeTraffic()
    }

    /// The session is of no use any more: everyone who waits is told why.
    private func fail(_ error: ConnectionError) {
        if failure == nil { failure = error }
        if descriptor >= 0 { loop.wake(descriptor) }
    }

    /// The failure of a connection that has broken; nothing can be asked of it any more.
    func dropped() -> ConnectionError {
        let error = ConnectionError.ssh(.dropped, "Connection to \(options.hostName) is gone: \(reason)")
        fail(error)
        return failure ?? error
    }

    /// Ends it: all who wait are told why.
    func end(_ error: ConnectionError) {
        fail(error)
        channels = [:]
        if let session {
            if ssh_is_connected(session) != 0 { ssh_disconnect(session) }
            ssh_free(session)
        }
        session = nil
        descriptor = -1
        carrier = nil
    }

    func close() async { end(ConnectionError(.dropped, "the connection was closed")) }

}
