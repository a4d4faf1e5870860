import CSSH
import Glibc
import System

/// A libssh session and its channels. It lives on one poll thread for its whole life, so no lock is needed.
///
/// libssh reads for every channel whenever it reads for one; so whoever brought bytes in wakes all who wait for the
/// socket, and each looks again at its own.
actor SSHSession: Transport {
    /// Bytes handed to libssh at a time.
    private static let pieceSize = 1 << 15

    let loop: PollThread
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    nonisolated let options: SSHOptions
    private var session: ssh_session?
    private var descriptor: Int32 = -1
    private var channels: [Int: ssh_channel] = [:]
    private var lastChannel = 0
    private let counter: UnsafeMutablePointer<ssh_counter_struct>
    private var seen: UInt64 = 0
    private var lastHeard = Clock.monotonic
    private var unanswered = 0
    /// Whether the login is done: only then are signs of life asked for, as by ssh.
    private var isStanding = false
    /// Why nothing can be asked any more.
    private var failure: ConnectionError?
    /// What has to live as long as the session, such as the one it runs through.
    private var carrier: (any Sendable)?

    init(_ options: SSHOptions, on loop: PollThread) {
        self.options = options
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

    // MARK: Beginning

    /// Seconds for key exchange and authentication: what sshd grants by default (LoginGraceTime).
    private static let loginLimit = 120.0

    /// Shakes hands over a connected socket, checks the server's key and authenticates.
    ///
    /// - Parameter deadline: until when the server must have said who it is; what follows has the time of a login.
    func begin(_ socket: Int32, carrier: (any Sendable)?, until deadline: Double) async throws(ConnectionError) {
        self.carrier = carrier
        let policy = await HostKeyPolicy(options)
        guard let session = ssh_new() else {
            Glibc.close(socket)
            throw .ssh(.connect, "no memory for a session")
        }
        self.session = session
        descriptor = socket
        do throws(ConnectionError) {
            try configure(session, policy, socket)
            try await shakeHands(greetingUntil: deadline)
            let trust = try await checkHostKey(policy)
            let limit = Clock.monotonic + max(Self.loginLimit, options.connectTimeout)
            try await SSHAuthentication(options, trust: trust).perform(on: self, until: limit)
            isStanding = true
            lastHeard = Clock.monotonic
        } catch {
            end(error)
            throw error
        }
    }

    private func shakeHands(greetingUntil deadline: Double) async throws(ConnectionError) {
        let limit = Clock.monotonic + max(Self.loginLimit, options.connectTimeout)
        while true {
            if let failure { throw failure }
            guard let session else { throw ConnectionError(.dropped, "the connection is closed") }
            let status = ssh_connect(session)
            noticeTraffic()
            if status == SSH_OK { return }
            guard status == SSH_AGAIN else { throw .ssh(.connect, reason) }
            try await waitForTraffic(until: seen > 0 ? limit : deadline)
        }
    }

    private func configure(
        _ session: ssh_session, _ policy: HostKeyPolicy, _ socket: Int32
    ) throws(ConnectionError) {
        ssh_set_blocking(session, 0)
        ssh_set_counters(session, counter, nil)
        func set(_ option: ssh_options_e, _ text: String) { ssh_options_set(session, option, text) }
        var no: Int32 = 0, port = UInt32(options.port), socket = socket
        ssh_options_set(session, SSH_OPTIONS_PROCESS_CONFIG, &no)
        ssh_options_set(session, SSH_OPTIONS_PORT, &port)
        ssh_options_set(session, SSH_OPTIONS_FD, &socket)
        set(SSH_OPTIONS_HOST, options.hostName)
        set(SSH_OPTIONS_USER, options.user)
        // The files are read by KnownHosts, once for all sessions.
        set(SSH_OPTIONS_KNOWNHOSTS, "/dev/null")
        set(SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null")
        set(SSH_OPTIONS_HOSTKEYS, policy.algorithms)
        let wanted = options.algorithms
        for (what, names, options) in [
            ("cipher", wanted.ciphers, [SSH_OPTIONS_CIPHERS_C_S, SSH_OPTIONS_CIPHERS_S_C]),
            ("mac", wanted.macs, [SSH_OPTIONS_HMAC_C_S, SSH_OPTIONS_HMAC_S_C]),
            ("kex", wanted.keyExchanges, [SSH_OPTIONS_KEY_EXCHANGE]),
            ("host key", wanted.hostKeys, [SSH_OPTIONS_HOSTKEYS]),
            ("public key", wanted.publicKeys, [SSH_OPTIONS_PUBLICKEY_ACCEPTED_TYPES]),
        ] {
            let list = names?.joined(separator: ",")
            for option in options {
                guard let list, ssh_options_set(session, option, list) != 0 else { continue }
                throw .ssh(.connect, "Bad SSH2 \(what) spec '\(list)': none of these algorithms is known")
            }
        }
        if var size = wanted.requiredRSASize.map(Int32.init(clamping:)) {
            guard ssh_options_set(session, SSH_OPTIONS_RSA_MIN_SIZE, &size) == 0 else {
                throw .ssh(.connect, "RequiredRSASize \(size) is too small")
            }
        }
        if let agent = options.identityAgent { set(SSH_OPTIONS_IDENTITY_AGENT, agent) }
    }

    private func checkHostKey(_ policy: HostKeyPolicy) async throws(ConnectionError) -> HostKeyPolicy.Trust {
        var key: ssh_key?
        guard ssh_get_server_publickey(session, &key) == SSH_OK, let key else { throw .ssh(.hostKey, reason) }
        defer { ssh_key_free(key) }
        var text: UnsafeMutablePointer<CChar>?
        guard ssh_pki_export_pubkey_base64(key, &text) == SSH_OK, let text else { throw .ssh(.hostKey, reason) }
        defer { ssh_string_free_char(text) }
        let type = String(cString: ssh_key_type_to_char(ssh_key_type(key)))
        return try await policy.check(keyType: type, key: String(cString: text))
    }

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
            let status = call(session)
            noticeTraffic()
            guard status == SSH_AGAIN || status == SSH_AUTH_AGAIN.rawValue else { return status }
            try await waitForTraffic(until: deadline)
        }
    }

    /// Hands the session to a libssh call that never waits.
    @discardableResult
    func withSession<R>(_ body: (ssh_session) -> R) -> R? { session.map(body) }

    // MARK: Waiting

    private func noticeTraffic() {
        let count = counter.pointee.in_bytes
        guard count != seen else { return }
        seen = count
        lastHeard = Clock.monotonic
        unanswered = 0
        loop.wake(descriptor)
    }

    private func waitForTraffic(until deadline: Double? = nil) async throws(ConnectionError) {
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

    private func dropped() -> ConnectionError {
        let error = ConnectionError.ssh(.dropped, "Connection to \(options.hostName) is gone: \(reason)")
        fail(error)
        return failure ?? error
    }

    private func end(_ error: ConnectionError) {
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

    // MARK: Channels

    func open(_ command: String) async throws(ConnectionError) -> any ByteChannel {
        let number = try await openChannel { ssh_channel_open_session($0) }
        do throws(ConnectionError) {
            for (name, value) in options.environment {
                // A server that does not accept a variable says so, which is no failure.
                _ = try await again(until: nil) { _ in
                    channels[number].map { ssh_channel_request_env($0, name, value) } ?? SSH_ERROR
                }
            }
            let status = try await again(until: nil) { _ in
                channels[number].map { ssh_channel_request_exec($0, command) } ?? SSH_ERROR
            }
            guard status == SSH_OK else { throw isUsable ? .ssh(.connect, "exec: \(reason)") : dropped() }
        } catch {
            closeChannel(number)
            throw error
        }
        return SSHByteChannel(session: self, number: number)
    }

    /// A channel to a TCP port that the server reaches.
    func openForward(to host: String, port: Int) async throws(ConnectionError) -> any ByteChannel {
        let number = try await openChannel { ssh_channel_open_forward($0, host, Int32(port), "127.0.0.1", 0) }
        return SSHByteChannel(session: self, number: number)
    }

    private func openChannel(_ call: (ssh_channel) -> Int32) async throws(ConnectionError) -> Int {
        guard let channel = ssh_channel_new(session) else { throw dropped() }
        lastChannel += 1
        let number = lastChannel
        channels[number] = channel
        let status: Int32
        do throws(ConnectionError) {
            status = try await again(until: nil) { _ in channels[number].map(call) ?? SSH_ERROR }
        } catch {
            closeChannel(number)
            throw error
        }
        guard status == SSH_OK else {
            defer { closeChannel(number) }
            throw isUsable ? .ssh(.channelRefused, "a channel was refused: \(reason)") : dropped()
        }
        return number
    }

    func next(_ number: Int) async throws(ConnectionError) -> ChannelEvent {
        while true {
            if let failure { throw failure }
            guard let channel = channels[number] else { return .end(status: nil) }
            let before = seen
            for (stream, make) in [(Int32(0), ChannelEvent.output), (1, ChannelEvent.error)] {
                if let bytes = try read(channel, stream) { return make(bytes) }
            }
            if ssh_channel_is_eof(channel) != 0 || ssh_channel_is_closed(channel) != 0 {
                let status = ssh_channel_get_exit_status(channel)
                // A connection that breaks closes its channels too, but says nothing of their programs.
                if status < 0 && ssh_is_connected(session) == 0 { throw dropped() }
                if status >= 0 || ssh_channel_is_closed(channel) != 0 { return .end(status: status < 0 ? nil : status) }
            }
            guard ssh_is_connected(session) != 0 else { throw dropped() }
            // Looking at one stream may have brought in bytes of the other, for which the socket wakes nobody again.
            guard seen == before else { continue }
            try await waitForTraffic()
        }
    }

    private func read(_ channel: ssh_channel, _ stream: Int32) throws(ConnectionError) -> [UInt8]? {
        var status: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            status = ssh_channel_read_nonblocking(channel, buffer.baseAddress, UInt32(buffer.count), stream)
            count = Int(max(0, status))
        }
        noticeTraffic()
        if status > 0 { return bytes }
        if status == SSH_ERROR && ssh_channel_is_closed(channel) == 0 { throw dropped() }
        return nil
    }

    func write(_ number: Int, _ bytes: [UInt8]) async throws(ConnectionError) {
        var sent = 0
        while true {
            if let failure { throw failure }
            guard let channel = channels[number], ssh_channel_is_open(channel) != 0 else {
                throw ConnectionError(.dropped, "the channel is closed")
            }
            let isPending = ssh_get_poll_flags(session) & SSH_WRITE_PENDING != 0
            if sent == bytes.count && !isPending { return }
            let room = isPending ? 0 : min(Int(ssh_channel_window_size(channel)), bytes.count - sent, Self.pieceSize)
            if room > 0 {
                let start = sent
                let count = bytes.withUnsafeBytes { ssh_channel_write(channel, $0.baseAddress! + start, UInt32(room)) }
                noticeTraffic()
                if count == SSH_ERROR { throw dropped() }
                sent += Int(max(0, count))
                continue
            }
            try await waitForTraffic()
            // Hands the socket what libssh holds for it, and takes in what arrived: window adjustments among it. (Of a channel
            // with output that nobody has read yet, ssh_channel_poll does neither.)
            guard let channel = channels[number] else { continue }
            // Whoever reads learns how the program ended.
            if ssh_channel_get_exit_status(channel) >= 0 { return }
            if ssh_is_connected(session) == 0 { throw dropped() }
            noticeTraffic()
        }
    }

    func closeInput(_ number: Int) {
        guard let channel = channels[number] else { return }
        ssh_channel_send_eof(channel)
        noticeTraffic()
    }

    func closeChannel(_ number: Int) {
        guard let channel = channels.removeValue(forKey: number), session != nil else { return }
        ssh_channel_close(channel)
        ssh_channel_free(channel)
        noticeTraffic()
        loop.wake(descriptor)
    }
}

/// One channel of a session, as whoever uses it sees it.
struct SSHByteChannel: ByteChannel {
    let session: SSHSession
    let number: Int

    func next() async throws(ConnectionError) -> ChannelEvent { try await session.next(number) }
    func write(_ bytes: [UInt8]) async throws(ConnectionError) { try await session.write(number, bytes) }
    func closeInput() async { await session.closeInput(number) }
    func close() async { await session.closeChannel(number) }
}
