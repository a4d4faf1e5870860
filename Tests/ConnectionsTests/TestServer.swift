import Glibc
import System
import Testing

@testable import Connections

/// A real sshd on a free port of loopback, with its own keys and configuration, for one test.
final class TestServer: Sendable {
    let directory: String
    let port: Int
    private let process: PipedProgram

    /// What opens root and ``operatorName`` where `hasAccounts` was asked for.
    static let password = "open sesame"
    /// ``password`` as crypt(3) keeps it.
    private static let passwordHash =
        "$6$swiftplay$l8.nCB4I8H0X5u3k8/7dqkmmimuKDNlL028RKIRwY9OPG/4WlkK1v6nsBeSvk4VcH0rc6EUU/v.DjCpLvVdTf/"
    /// An account that may become anyone with its password, by sudo and doas.
    static let operatorName = "swiftplay-operator"

    /// `options` are lines of sshd_config, before all others. With `hasAccounts` the server sees root and
    /// ``operatorName`` with ``password``, in an /etc that only its own mount namespace has; this needs root.
    init(options: String = "", hasAccounts: Bool = false) async throws {
        var template = Array("/tmp/swiftplay-sshd-XXXXXX".utf8CString)
        directory = String(cString: try #require(mkdtemp(&template)))
        port = try Self.freePort()
        let directory = directory
        try await Self.run("cp", "-a", "\(try await Self.keys.value)/.", directory)
        let configuration = """
            \(options)
            Port \(port)
            ListenAddress 127.0.0.1
            HostKey \(directory)/host
            AuthorizedKeysFile \(directory)/authorized
            PidFile none
            StrictModes no
            UsePAM no
            PermitRootLogin yes
            LogLevel ERROR
            MaxStartups 1000
            SetEnv XDG_CACHE_HOME=\(directory)
            """
        try await LocalSystem().write("\(directory)/config", Array(configuration.utf8), mode: 0o600, append: false)
        mkdir("/run/sshd", 0o755)
        let server = ["/usr/sbin/sshd", "-D", "-e", "-f", "\(directory)/config"]
        process = try await PipedProgram.start(
            hasAccounts ? Self.withAccounts(in: directory) + server : server)
        let key = try await LocalSystem().read("\(directory)/host.pub", limit: 9999)
        let parts = String(decoding: key, as: UTF8.self).split(separator: " ")
        let line = "[127.0.0.1]:\(port) \(parts[0]) \(parts[1])\n"
        try await LocalSystem().write("\(directory)/known_hosts", Array(line.utf8), mode: 0o600, append: false)
        while try await !LocalSystem().probe(Probe(host: "127.0.0.1", port: port, timeout: 5)).isOpen {
            try await Task.sleep(nanoseconds: 5_000_000)
        }
    }

    /// What to put before a command so that it sees an /etc with the accounts.
    private static func withAccounts(in directory: String) -> [String] {
        let script = """
            set -e; cd '\(directory)'; mkdir etc; mount -t tmpfs tmpfs etc; mkdir etc/upper etc/work
            mount -t overlay overlay -o lowerdir=/etc,upperdir=etc/upper,workdir=etc/work /etc
            sed -i 's|^root:[^:]*:|root:\(passwordHash):|' /etc/shadow
            echo '\(operatorName):\(passwordHash):20000:0:99999:7:::' >> /etc/shadow
            echo '\(operatorName):x:64200:64200::/:/bin/sh' >> /etc/passwd
            echo '\(operatorName):x:64200:' >> /etc/group
            echo '\(operatorName) ALL=(ALL) ALL' > /etc/sudoers.d/\(operatorName)
            printf 'permit %s\npermit nopass %s as daemon\n' \(operatorName) \(operatorName) > /etc/doas.conf
            chmod 755 .; exec "$@"
            """
        return ["/usr/bin/unshare", "--mount", "/bin/sh", "-c", script, "sh"]
    }

    /// A directory of keys, made once for all servers of a test run.
    private static let keys = Task {
        var template = Array("/tmp/swiftplay-keys-XXXXXX".utf8CString)
        let directory = String(cString: try #require(mkdtemp(&template)))
        for (name, type) in [("host", "ed25519"), ("user", "ed25519"), ("rsa", "rsa"), ("ecdsa", "ecdsa")] {
            try await run("ssh-keygen", "-q", "-t", type, "-N", "", "-f", "\(directory)/\(name)")
        }
        try await run("ssh-keygen", "-q", "-t", "ed25519", "-N", "open sesame", "-f", "\(directory)/locked")
        let keys = ["user", "rsa", "ecdsa", "locked"].map { "\(directory)/\($0).pub" }.joined(separator: " ")
        try await run("sh", "-c", "cat \(keys) > \(directory)/authorized")
        return directory
    }

    deinit {
        process.kill()
        _ = process.waitForEnd()
        _ = Glibc.system("rm -rf '\(directory)'")
    }

    var settings: ConnectionSettings {
        ConnectionSettings(
            host: "127.0.0.1", port: port, user: Self.userName, privateKeyFiles: ["\(directory)/user"],
            knownHostsFiles: ["\(directory)/known_hosts"], configurationFiles: [])
    }

    static var userName: String { getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "root" }

    private static func run(_ arguments: String...) async throws {
        let result = try await LocalSystem().run(Command(arguments))
        try #require(result.succeeded, "\(arguments): \(result.errorText)")
    }

    static func freePort() throws -> Int {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(listener, $0, size)
                _ = getsockname(listener, $0, &size)
            }
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
