import CCrypto
import Glibc
import Synchronization
import System
import Values

/// The known_hosts files of ssh (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).
struct KnownHosts: Sendable {
    enum Verdict: Sendable, Hashable {
        case known, unknown, revoked
        /// Another key stands at `line` of `file`.
        case changed(file: String, line: Int)
    }

    private struct Entry: Sendable {
        var file: String
        var line: Int
        var isRevoked: Bool
        var hosts: Substring
        var keyType: Substring
        var key: Substring
    }

    private struct Stamp: Sendable, Hashable {
        var inode: UInt64, size: Int, modified: Double
    }

    private static let parsed = Mutex<[String: (stamp: Stamp, entries: [Entry])]>([:])

    private var entries: [Entry] = []
    private let names: [String]

    /// `name` is the host's name or address, or its alias.
    init(_ files: [String], name: String, port: Int) async {
        names = [port == 22 ? name : "[\(name)]:\(port)"]
        for file in files where file != "/dev/null" { entries += await Self.entries(of: file) }
        let names = names
        entries = entries.filter { entry in names.contains { Self.matches(entry.hosts, $0) } }
    }

    /// Each file is parsed once for every state it is found in.
    private static func entries(of file: String) async -> [Entry] {
        guard let stamp = await stamp(of: file) else { return [] }
        if let known = parsed.withLock({ $0[file] }), known.stamp == stamp { return known.entries }
        guard let bytes = try? await LocalSystem().read(file, limit: 64 << 20) else { return [] }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let entries = lines.enumerated().compactMap { index, line in entry(line, file, index + 1) }
        parsed.withLock { $0[file] = (stamp, entries) }
        return entries
    }

    private static func stamp(of file: String) async -> Stamp? {
        guard let info = try? await LocalSystem().info(file, follow: true) else { return nil }
        return Stamp(inode: info.inode, size: info.size, modified: info.modified)
    }

    private static func entry(_ line: Substring, _ file: String, _ number: Int) -> Entry? {
        var words = line.split(whereSeparator: \.isWhitespace)
        guard let first = words.first, !first.hasPrefix("#") else { return nil }
        // Certificate authorities are not asked: libssh knows no host certificates.
        if first == "@cert-authority" { return nil }
        if first.hasPrefix("@") { words.removeFirst() }
        guard words.count >= 3 else { return nil }
        return Entry(
            file: file, line: number, isRevoked: first == "@revoked", hosts: words[0], keyType: words[1], key: words[2])
    }

    private static func matches(_ hosts: Substring, _ name: String) -> Bool {
        guard hosts.hasPrefix("|1|") else { return SSHConfiguration.matches(hosts.split(separator: ","), name) }
        let parts = hosts.split(separator: "|")
        guard parts.count == 3, let salt = try? Base64.decode(parts[1]), let hash = try? Base64.decode(parts[2]) else {
            return false
        }
        return hmac(name.lowercased(), salt: salt) == hash
    }

    private static func hmac(_ name: String, salt: [UInt8]) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        let bytes = Array(name.utf8)
        HMAC(EVP_sha1(), salt, Int32(salt.count), bytes, bytes.count, &result, &length)
        return Array(result.prefix(Int(length)))
    }

    /// The types of the keys that are known for this host, so that the server is asked for one of those.
    var keyTypes: [String] { entries.filter { !$0.isRevoked }.map { String($0.keyType) } }

    /// What the files say of a key, given in Base64.
    func verdict(keyType: String, key: String) -> Verdict {
        if entries.contains(where: { $0.isRevoked && $0.key == key }) { return .revoked }
        let same = entries.filter { !$0.isRevoked && $0.keyType == keyType }
        if same.contains(where: { $0.key == key }) { return .known }
        if let other = same.first ?? entries.first(where: { !$0.isRevoked }) {
            return .changed(file: other.file, line: other.line)
        }
        return .unknown
    }

    /// Appends the key to a file, which is made if need be.
    static func add(to file: String, name: String, port: Int, keyType: String, key: String) async throws(SystemError) {
        let host = port == 22 ? name : "[\(name)]:\(port)"
        try await additions.add("\(host) \(keyType) \(key)", to: file)
    }

    private static let additions = Additions()

    /// Appends one line at a time, and keeps what is known of the file up to date: a thousand new hosts must not read it
    /// a thousand times.
    private actor Additions {
        func add(_ line: String, to file: String) async throws(SystemError) {
            let directory = file.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
            if file.hasPrefix("/"), try await LocalSystem().info(directory, follow: true) == nil {
                try await LocalSystem().makeDirectory(directory, mode: 0o700)
            }
            let before = await KnownHosts.stamp(of: file)
            let bytes = Array("\(line)\n".utf8)
            try await LocalSystem().write(file, bytes, mode: 0o600, append: true)
            guard let before, let after = await KnownHosts.stamp(of: file), after.size == before.size + bytes.count
            else {
                return
            }
            KnownHosts.parsed.withLock { parsed in
                guard let known = parsed[file], known.stamp == before else { return }
                let number = (known.entries.last?.line ?? 0) + 1
                let entry = KnownHosts.entry(line[...], file, number)
                parsed[file] = (after, known.entries + [entry].compactMap(\.self))
            }
        }
    }
}
