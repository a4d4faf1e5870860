import Glibc
import Synchronization
import System

/// The agent's program, as it is placed on hosts.
struct AgentImage: Sendable {
    let path: String
    let size: Int
    /// SHA-256 in lower-case hexadecimal.
    let digest: String
    /// As cksum(1) prints it: the CRC of POSIX and the size, in decimal.
    let checksum: String

    /// Environment variable that names another agent than the one beside this program.
    static let variable = "SWIFTPLAY_AGENT"

    private static let known = Mutex<[String: AgentImage]>([:])

    /// The agent for a machine of `architecture` (uname -m); nil asks for this machine's own.
    static func find(architecture: String? = nil) async throws(ConnectionError) -> AgentImage {
        let candidates = candidates(architecture)
        for path in candidates {
            if let image = known.withLock({ $0[path] }) { return image }
            guard let info = try? await LocalSystem().info(path, follow: true), info.kind == .file else { continue }
            let sums = try await sums(of: path, info)
            let image = AgentImage(path: path, size: info.size, digest: sums.digest, checksum: sums.checksum)
            known.withLock { $0[path] = image }
            return image
        }
        let looked = candidates.joined(separator: ", ")
        throw ConnectionError(.agent, "there is no swiftplay-agent for \(architecture ?? "this machine"): \(looked)")
    }

    private static func candidates(_ architecture: String?) -> [String] {
        var system = utsname()
        uname(&system)
        let own = withUnsafeBytes(of: system.machine) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        let suffix = architecture.map { "-\($0)" } ?? "-\(own)"
        let isOwn = architecture == nil || architecture == own
        if isOwn, let path = ProcessEnvironment.current[variable], !path.isEmpty { return [path] }
        let directory = RunningProgram.directory
        let directories = [directory, "\(directory)/../libexec/swiftplay", "\(directory)/../lib/swiftplay"]
        let names = isOwn ? ["swiftplay-agent", "swiftplay-agent\(suffix)"] : ["swiftplay-agent\(suffix)"]
        return directories.flatMap { directory in names.map { "\(directory)/\($0)" } }
    }

    /// Forgets what was computed of all agents, in this run and before, as a host did not get what it should.
    static func forget() {
        let images = known.withLock { known in
            defer { known = [:] }
            return known.values.map { $0 }
        }
        guard let cache = cacheDirectory else { return }
        for image in images {
            for name in [memoryName(image.path), image.compressedName] { unlink("\(cache)/\(name)") }
        }
    }

    private static func memoryName(_ path: String) -> String { "agent-digest-\(Digest.hex(.sha1, path.utf8))" }
    private var compressedName: String { "agent-\(digest).gz" }

    /// Digest and checksum, remembered between runs as long as the file is the same.
    private static func sums(
        of path: String, _ info: FileInfo
    ) async throws(ConnectionError) -> (digest: String, checksum: String) {
        let stamp = "\(path) \(info.size) \(info.inode) \(info.modified) \(info.changed)"
        let memory = cacheDirectory.map { "\($0)/\(memoryName(path))" }
        if let memory, let kept = await sealed(memory, limit: 8192) {
            let lines = String(decoding: kept, as: UTF8.self).split(separator: "\n")
            if lines.count == 3, lines[0] == stamp { return (String(lines[1]), String(lines[2])) }
        }
        do {
            let bytes = try await LocalSystem().read(path, limit: 1 << 30)
            let sums = (Digest.hex(.sha256, bytes), POSIXChecksum.text(bytes))
            if let memory { await seal(memory, Array("\(stamp)\n\(sums.0)\n\(sums.1)\n".utf8)) }
            return sums
        } catch {
            throw ConnectionError(.agent, "the agent cannot be read: \(error)")
        }
    }

    /// The bytes to send; compressed once and kept.
    func bytes(compressed: Bool) async throws(ConnectionError) -> [UInt8] {
        do {
            guard compressed else { return try await LocalSystem().read(path, limit: 1 << 30) }
            let memory = Self.cacheDirectory.map { "\($0)/\(compressedName)" }
            if let memory, let kept = await Self.sealed(memory, limit: 1 << 30) { return kept }
            let result = try await LocalSystem().run(Command(["gzip", "-6nc", path]))
            guard result.succeeded else { throw SystemError(code: 0, operation: "gzip", reason: result.errorText) }
            if let memory { await Self.seal(memory, result.output) }
            return result.output
        } catch {
            throw ConnectionError(.agent, "the agent cannot be read: \(error)")
        }
    }

    /// Where this user's cached files stand, made if need be; nil where there is no home.
    static var cacheDirectory: String? {
        let variables = ProcessEnvironment.current
        let base = variables["XDG_CACHE_HOME"] ?? variables["HOME"].map { "\($0)/.cache" }
        guard let base, base.hasPrefix("/") else { return nil }
        mkdir(base, 0o700)
        mkdir("\(base)/swiftplay", 0o700)
        return "\(base)/swiftplay"
    }

    /// What a file of the cache holds before the digest that it ends with; nil where the two do not agree.
    private static func sealed(_ path: String, limit: Int) async -> [UInt8]? {
        guard let bytes = try? await LocalSystem().read(path, limit: limit),
            bytes.count > DigestAlgorithm.sha256.size
        else { return nil }
        var digest = Digest(.sha256)
        let content = bytes.dropLast(DigestAlgorithm.sha256.size)
        digest.update(content)
        return digest.bytes() == Array(bytes.suffix(DigestAlgorithm.sha256.size)) ? Array(content) : nil
    }

    /// Puts a whole file in place; a cache that cannot be written is none.
    private static func seal(_ path: String, _ bytes: [UInt8]) async {
        var digest = Digest(.sha256)
        digest.update(bytes)
        try? StagedFile.write(path, bytes + digest.bytes(), mode: 0o600)
    }
}
