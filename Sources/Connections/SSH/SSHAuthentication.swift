import CSSH
import Glibc
import System

/// Offers a server what there is: a password first where one was given and no key was, else keys, the agent's keys,
/// and then the password.
struct SSHAuthentication {
    /// Servers usually allow six attempts a connection; a few of them are left for passwords.
    private static let keyLimit = 5

    private let options: SSHOptions
    private let trust: HostKeyPolicy.Trust

    init(_ options: SSHOptions, trust: HostKeyPolicy.Trust) {
        self.options = options
        self.trust = trust
    }

    private var methods: SSHOptions.Methods {
        var methods = options.methods
        if trust == .withoutPasswords { (methods.password, methods.interactive) = (false, false) }
        return methods
    }

    func perform(on session: isolated SSHSession, until deadline: Double) async throws(ConnectionError) {
        let prefersPassword = options.password != nil && options.privateKey == nil
        if prefersPassword, try await offerPassword(session, deadline) { return }
        if methods.publicKey, try await offerKeys(session, deadline) { return }
        if methods.publicKey, options.usesAgent, try await offerAgent(session, deadline) { return }
        if !prefersPassword, options.password != nil, try await offerPassword(session, deadline) { return }
        var reason = "\(options.user)@\(options.hostName): Permission denied\(offered(session))."
        if trust == .withoutPasswords, options.password != nil {
            reason +=
                "\nThe host key has changed: password and keyboard-interactive authentication are disabled to avoid "
                + "man-in-the-middle attacks."
        }
        throw .ssh(.authentication, reason)
    }

    private func offered(_ session: isolated SSHSession) -> String {
        let list = session.methods
        let names: [(UInt32, String)] = [
            (SSH_AUTH_METHOD_PUBLICKEY, "publickey"), (SSH_AUTH_METHOD_GSSAPI_MIC, "gssapi-with-mic"),
            (SSH_AUTH_METHOD_PASSWORD, "password"), (SSH_AUTH_METHOD_INTERACTIVE, "keyboard-interactive"),
        ]
        let offered = names.filter { list & $0.0 != 0 }.map(\.1)
        return offered.isEmpty ? "" : " (\(offered.joined(separator: ",")))"
    }

    /// Whether an attempt let us in; throws where the connection is gone.
    private func attempt(
        _ session: isolated SSHSession, _ deadline: Double, _ call: (ssh_session) -> Int32
    ) async throws(ConnectionError) -> Bool {
        let status = try await session.again(until: deadline, call)
        if status == SSH_AUTH_SUCCESS.rawValue { return true }
        if status == SSH_AUTH_ERROR.rawValue && !session.isUsable {
            throw .ssh(.authentication, "\(options.user)@\(options.hostName): \(session.reason)")
        }
        return false
    }

    private func offerKeys(_ session: isolated SSHSession, _ deadline: Double) async throws(ConnectionError) -> Bool {
        let inline = options.privateKey.map { [(path: String?.none, text: Optional($0))] } ?? []
        let files = options.identityFiles.prefix(Self.keyLimit).map { (path: Optional($0), text: String?.none) }
        for source in inline + files {
            var key: ssh_key?
            let status =
                source.text.map { ssh_pki_import_privkey_base64($0, options.passphrase, nil, nil, &key) }
                ?? ssh_pki_import_privkey_file(source.path, options.passphrase, nil, nil, &key)
            guard status == SSH_OK, let key else {
                guard let path = source.path, files.count == 1 else { continue }
                let hint = options.passphrase == nil ? "it may need a passphrase" : "the passphrase may be wrong"
                guard options.password != nil || options.usesAgent else {
                    throw .ssh(.authentication, "the private key \(path) cannot be opened: \(hint)")
                }
                continue
            }
            defer { ssh_key_free(key) }
            if let path = source.path, try await offerCertificate(path, key, session, deadline) { return true }
            if try await attempt(session, deadline, { ssh_userauth_publickey($0, nil, key) }) { return true }
        }
        return false
    }

    /// A certificate beside a key file is offered before the bare key.
    private func offerCertificate(
        _ path: String, _ key: ssh_key, _ session: isolated SSHSession, _ deadline: Double
    ) async throws(ConnectionError) -> Bool {
        var certificate: ssh_key?
        guard access("\(path)-cert.pub", R_OK) == 0,
            ssh_pki_import_cert_file("\(path)-cert.pub", &certificate) == SSH_OK, let certificate,
            let certified = ssh_key_dup(key)
        else { return false }
        defer {
            ssh_key_free(certificate)
            ssh_key_free(certified)
        }
        guard ssh_pki_copy_cert_to_privkey(certificate, certified) == SSH_OK else { return false }
        return try await attempt(session, deadline) { ssh_userauth_publickey($0, nil, certified) }
    }

    private func offerAgent(_ session: isolated SSHSession, _ deadline: Double) async throws(ConnectionError) -> Bool {
        guard options.identityAgent != nil || ProcessEnvironment.current["SSH_AUTH_SOCK"] != nil else { return false }
        return try await attempt(session, deadline) { ssh_userauth_agent($0, nil) }
    }

    private func offerPassword(
        _ session: isolated SSHSession, _ deadline: Double
    ) async throws(ConnectionError) -> Bool {
        guard let password = options.password else { return false }
        var prompts: [String] = []
        if methods.password {
            prompts.append("\(options.user)@\(options.hostName)'s password: ")
            if isAnswered(prompts), try await attempt(session, deadline, { ssh_userauth_password($0, nil, password) }) {
                return true
            }
        }
        // Where a server only asks questions, the password is the answer to each hidden one.
        for _ in 0..<8 where methods.interactive {
            let status = try await session.again(until: deadline) { ssh_userauth_kbdint($0, nil, nil) }
            if status == SSH_AUTH_SUCCESS.rawValue { return true }
            guard status == SSH_AUTH_INFO.rawValue else { break }
            let asked = session.prompts
            prompts += asked
            guard asked.isEmpty || isAnswered(asked) else { break }
            session.answerPrompts(password)
        }
        guard let prompt = options.passwordPrompt, !prompts.isEmpty, !isAnswered(prompts) else { return false }
        try? await Task.sleep(nanoseconds: UInt64(options.connectTimeout * 1e9))
        throw .ssh(
            .authentication,
            "\(options.user)@\(options.hostName): Timed out waiting for the prompt '\(prompt)' (sshpass_prompt); the "
                + "server asked \(prompts.map { "'\($0)'" }.joined(separator: ", ")).")
    }

    /// Whether one of these prompts is to be answered with the password.
    private func isAnswered(_ prompts: [String]) -> Bool {
        guard let wanted = options.passwordPrompt else { return true }
        return prompts.contains { $0.contains(wanted) }
    }
}

extension SSHSession {
    /// The methods that the server would take, as libssh's bits.
    fileprivate var methods: UInt32 {
        withSession { UInt32(bitPattern: ssh_userauth_list($0, nil)) } ?? 0
    }

    /// What the server asks now.
    fileprivate var prompts: [String] {
        withSession { session in
            let count = max(0, ssh_userauth_kbdint_getnprompts(session))
            return (0..<UInt32(count)).compactMap { index in
                var echo: CChar = 0
                return ssh_userauth_kbdint_getprompt(session, index, &echo).map { String(cString: $0) }
            }
        } ?? []
    }

    fileprivate func answerPrompts(_ password: String) {
        withSession { session in
            let count = max(0, ssh_userauth_kbdint_getnprompts(session))
            for index in 0..<UInt32(count) {
                var echo: CChar = 0
                ssh_userauth_kbdint_getprompt(session, index, &echo)
                ssh_userauth_kbdint_setanswer(session, index, echo == 0 ? password : "")
            }
        }
    }
}
