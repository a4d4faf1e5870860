/// What to do about a server's key.
struct HostKeyPolicy: Sendable {
    let options: SSHOptions
    let known: KnownHosts

    init(_ options: SSHOptions) async {
        self.options = options
        known = await KnownHosts(options.knownHostsFiles, name: Self.name(options), port: options.port)
    }

    /// The name that files are asked for.
    private static func name(_ options: SSHOptions) -> String { options.hostKeyAlias ?? options.hostName }

    /// The signature algorithms to ask for: as the configuration has them, else the usual ones, those of known keys first.
    var algorithms: String {
        if let wanted = options.algorithms.hostKeys { return wanted.joined(separator: ",") }
        let usual = AlgorithmList.signatures.split(separator: ",").map(String.init)
        let preferred = known.keyTypes.flatMap { $0 == "ssh-rsa" ? ["rsa-sha2-512", "rsa-sha2-256"] : [$0] }
        let first = preferred.filter { usual.contains($0) }
        return (first + usual.filter { !first.contains($0) }).joined(separator: ",")
    }

    /// How far a server is trusted.
    enum Trust: Sendable {
        case whole
        /// Its key has changed and that is not checked: it may be anybody, so it is told no password.
        case withoutPasswords
    }

    /// Throws where the key must not be trusted; remembers a new one where that is wanted.
    func check(keyType: String, key: String) async throws(ConnectionError) -> Trust {
        let name = Self.name(options)
        try await options.revokedKeys?.check(keyType: keyType, key: key, of: name)
        switch (known.verdict(keyType: keyType, key: key), options.checking) {
        case (.known, _): return .whole
        case (.revoked, _):
            throw .ssh(.hostKey, "The \(keyType) host key of \(name) is revoked.\nHost key verification failed.")
        case (.changed, .off): return .withoutPasswords
        case (.changed(let file, let line), _):
            throw .ssh(
                .hostKey,
                "REMOTE HOST IDENTIFICATION HAS CHANGED! The \(keyType) key of \(name) is not the one in "
                    + "\(file):\(line).\nHost key verification failed.")
        case (.unknown, .strict):
            throw .ssh(.hostKey, "No \(keyType) host key is known for \(name).\nHost key verification failed.")
        case (.unknown, .acceptNew): try await remember(keyType, key, name)
        // As ssh does; what cannot be remembered is no failure where nothing is checked.
        case (.unknown, .off): try? await remember(keyType, key, name)
        }
        return .whole
    }

    private func remember(_ keyType: String, _ key: String, _ name: String) async throws(ConnectionError) {
        guard let file = options.knownHostsFiles.first, file != "/dev/null" else { return }
        do {
            try await KnownHosts.add(to: file, name: name, port: options.port, keyType: keyType, key: key)
        } catch {
            throw .ssh(.hostKey, "the key of \(name) cannot be remembered: \(error)")
        }
    }
}
