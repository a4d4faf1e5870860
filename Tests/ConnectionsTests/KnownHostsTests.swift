import Glibc
import System
import Testing

@testable import Connections

@Suite struct KnownHostsTests {
    private func known(_ text: String, _ name: String = "web1", _ port: Int = 22) async throws -> KnownHosts {
        var template = Array("/tmp/swiftplay-known-XXXXXX".utf8CString)
        let directory = String(cString: try #require(mkdtemp(&template)))
        defer { _ = Glibc.system("rm -rf '\(directory)'") }
        try await LocalSystem().write("\(directory)/known", Array(text.utf8), mode: 0o600, append: false)
        return await KnownHosts(["\(directory)/known", "/dev/null", "/nowhere"], name: name, port: port)
    }

    @Test(arguments: [
        ("web1 ssh-ed25519 AAAA", 22, KnownHosts.Verdict.known), ("db,web? ssh-ed25519 AAAA comment", 22, .known),
        ("web*,!web1 ssh-ed25519 AAAA", 22, .unknown), ("# web1 ssh-ed25519 AAAA", 22, .unknown),
        ("@revoked * ssh-ed25519 AAAA", 22, .revoked), ("web1 ssh-ed25519 AAAA", 2222, .unknown),
        ("[web1]:2222 ssh-ed25519 AAAA", 2222, .known), ("[web1]:2222 ssh-ed25519 AAAA", 22, .unknown),
        ("@cert-authority * ssh-ed25519 AAAA", 22, .unknown), ("garbage\n\nweb1 ssh-ed25519", 22, .unknown),
        ("|1|AAECAwQFBgcICQoLDA0ODxAREhM=|\(Self.hash) ssh-ed25519 AAAA", 22, .known),
    ])
    func verdicts(line: String, port: Int, verdict: KnownHosts.Verdict) async throws {
        #expect(try await known(line, "web1", port).verdict(keyType: "ssh-ed25519", key: "AAAA") == verdict)
    }

    /// HMAC-SHA1 of `web1` under the bytes 0 to 19.
    private static let hash = "kbguOtKYPIB/ZYy8dnyA/wCUN34="

    @Test func anotherKeyIsToldWithItsLine() async throws {
        let known = try await known("db ssh-rsa BBBB\nweb1 ssh-ed25519 BBBB\n")
        guard case .changed(_, let line) = known.verdict(keyType: "ssh-ed25519", key: "AAAA") else {
            Issue.record("not changed")
            return
        }
        #expect(line == 2 && known.keyTypes == ["ssh-ed25519"])
    }
}
