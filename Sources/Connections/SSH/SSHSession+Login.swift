import CSSH
import Glibc
import System

/// From the handshake to the login.
extension SSHSession {
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
            let status = logged { ssh_connect(session) }
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
}
