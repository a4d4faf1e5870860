import Glibc
import System

/// The file that `RevokedHostKeys` names: public keys, one a line, or a key revocation list of ssh-keygen(1).
struct RevokedKeys: Sendable {
    private static let listMark = Array("SSHKRL\n".utf8)

    let file: String

    /// Throws where the key is revoked, and for every key where the file cannot be asked, as ssh does.
    func check(keyType: String, key: String, of host: String) async throws(ConnectionError) {
        guard let bytes = try? await LocalSystem().read(file, limit: 64 << 20) else {
            throw refusal(
                "Error checking host key \(keyType) of \(host) in revoked keys file \(file): it cannot be read")
        }
        let isRevoked =
            bytes.starts(with: Self.listMark)
            ? try await listed(keyType, key, host)
            : String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).contains { line in
                line.first != "#" && line.split(whereSeparator: \.isWhitespace).contains { $0 == key }
            }
        if isRevoked { throw refusal("Host key \(keyType) of \(host) revoked by file \(file)") }
    }

    /// What ssh-keygen says of a key and a revocation list.
    private func listed(_ keyType: String, _ key: String, _ host: String) async throws(ConnectionError) -> Bool {
        let system = LocalSystem()
        do throws(SystemError) {
            let path = try await system.makeTemporary(
                in: "/tmp", prefix: "swiftplay-key-", suffix: "", isDirectory: false)
            defer { unlink(path) }
            try await system.write(path, Array("\(keyType) \(key)\n".utf8), mode: 0o600, append: false)
            let answer = try await system.run(Command(["ssh-keygen", "-Q", "-f", file, path]))
            if answer.status == 0 { return false }
            if answer.text.contains("REVOKED") { return true }
            throw SystemError(code: 0, operation: "ssh-keygen -Q", reason: answer.errorText)
        } catch {
            throw refusal("Error checking host key \(keyType) of \(host) in revoked keys file \(file): \(error.reason)")
        }
    }

    private func refusal(_ reason: String) -> ConnectionError {
        .ssh(.hostKey, reason + "\nHost key verification failed.")
    }
}
