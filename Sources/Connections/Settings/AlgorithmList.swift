import CShims

/// Lists of algorithms as ssh_config(5) has them: names separated by commas, or what `+`, `-` and `^` make of the usual ones.
enum AlgorithmList {
    /// Those of ssh. AES-GCM comes first where the processor has instructions for it: it costs half of what ChaCha20 does.
    static let ciphers = ciphers(fastAES: swiftplay_has_aes() != 0)

    static func ciphers(fastAES: Bool) -> String {
        let gcm = "aes128-gcm@openssh.com,aes256-gcm@openssh.com"
        let others = "chacha20-poly1305@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr"
        return fastAES ? "\(gcm),\(others)" : "\(others),\(gcm)"
    }

    static let macs =
        "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,hmac-sha1-etm@openssh.com,hmac-sha2-256,"
        + "hmac-sha2-512,hmac-sha1"
    static let keyExchanges =
        "curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,ecdh-sha2-nistp384,ecdh-sha2-nistp521,"
        + "diffie-hellman-group-exchange-sha256,diffie-hellman-group16-sha512,diffie-hellman-group18-sha512,"
        + "diffie-hellman-group14-sha256"
    static let signatures =
        "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,rsa-sha2-512,rsa-sha2-256"
    /// What a key may be offered with: certificates as well.
    static let publicKeys =
        "ssh-ed25519-cert-v01@openssh.com,ecdsa-sha2-nistp256-cert-v01@openssh.com,"
        + "ecdsa-sha2-nistp384-cert-v01@openssh.com,ecdsa-sha2-nistp521-cert-v01@openssh.com,"
        + "rsa-sha2-512-cert-v01@openssh.com,rsa-sha2-256-cert-v01@openssh.com,sk-ssh-ed25519@openssh.com,"
        + "sk-ecdsa-sha2-nistp256@openssh.com," + signatures

    /// The names that `written` means, in order; `usual` are those that it changes.
    static func resolved(_ written: String, usual: String) -> [String] {
        let standard = usual.split(separator: ",").map(String.init)
        let names = written.drop { "+-^".contains($0) }.split(separator: ",").map(String.init)
        switch written.first {
        case "+": return standard + names.filter { !standard.contains($0) }
        case "^": return names + standard.filter { !names.contains($0) }
        case "-":
            return standard.filter { name in
                !names.contains { SSHConfiguration.matches([$0[...]], name) }
            }
        default: return names
        }
    }
}
