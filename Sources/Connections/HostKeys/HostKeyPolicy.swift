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

    private static let usual = [
        "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "rsa-sha2-512",
        "rsa-sha2-256",
    ]

    /// The signature algorithms to ask for, those of known keys first.
    var algorithms: String {
        let preferred = known.keyTypes.flatMap { $0 == "ssh-rsa" ? ["rsa-sha2-512", "rsa-sha2-256"] : [$0] }
        let first = preferred.filter { Self.usual.contains($0) }
        return (first + Self.usual.filter { !first.contains($0) }).joined(separator: ",")
    }

    /// Throws where the key must not be trusted; remembers a new one where that is wanted.
    func check(keyType: String, key: String) async throws(ConnectionError) {
        let name = Self.name(options)
        switch (known.verdict(keyType: keyType, key: key), options.checking) {
        case (.known, _): return
        case (.revoked, _):
            throw .ssh(.hostKey, "The \(keyType) host key of \(name) is revoked.\nHost key verification failed.")
        case (_, .off): return
        case (.changed(let file, let line), _):
            throw .ssh(
                .hostKey,
                "REMOTE HOST IDENTIFICATION HAS CHANGED! The \(keyType) key of \(name) is not the one in "
                    + "\(file):\(line).\nHost key verification failed.")
        case (.unknown, .strict):
            throw .ssh(.hostKey, "No \(keyType) host key is known for \(name).\nHost key verification failed.")
        case (.unknown, .acceptNew):
            guard let file = options.knownHostsFiles.first, file != "/dev/null" else { return }
            do {
                try await KnownHosts.add(to: file, name: name, port: options.port, keyType: keyType, key: key)
            } catch {
                throw .ssh(.hostKey, "the key of \(name) cannot be remembered: \(error)")
            }
        }
    }
}
