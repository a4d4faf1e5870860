import Glibc
import Synchronization
import System

/// The agent's program, as it is placed on hosts.
struct AgentImage: Sendable {
    let path: String
    let size: Int
    /// SHA-256 in lower-case hexadecimal.
    let digest: String

    /// Environment variable that names another agent than the one beside this program.
    static let variable = "SWIFTPLAY_AGENT"

    private static let known = Mutex<[String: AgentImage]>([:])

    /// The agent for a machine of `architecture` (uname -m); nil asks for this machine's own.
    static func find(architecture: String? = nil) async throws(ConnectionError) -> AgentImage {
        let candidates = candidates(architecture)
        for path in candidates {
            if let image = known.withLock({ $0[path] }) { return image }
            guard let info = try? await LocalSystem().info(path, follow: true), info.kind == .file else { continue }
            let image = AgentImage(path: path, size: info.size, digest: try await digest(of: path, info))
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

    /// The digest, remembered between runs as long as the file is the same.
    private static func digest(of path: String, _ info: FileInfo) async throws(ConnectionError) -> String {
        let stamp = "\(path) \(info.size) \(info.inode) \(info.modified) \(info.changed)"
        let memory = cacheDirectory.map { "\($0)/agent-digest-\(Digest.hex(.sha1, path.utf8))" }
        if let memory, let bytes = try? await LocalSystem().read(memory, limit: 4096) {
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            if lines.count == 2, lines[0] == stamp, lines[1].count == 64 { return String(lines[1]) }
        }
        do {
            let digest = try await LocalSystem().digest(path, .sha256)
            if let memory { await replace(memory, Array("\(stamp)\n\(digest)\n".utf8)) }
            return digest
        } catch {
            throw ConnectionError(.agent, "the agent cannot be read: \(error)")
        }
    }

    /// The bytes to send; compressed once and kept.
    func bytes(compressed: Bool) async throws(ConnectionError) -> [UInt8] {
        do {
            guard compressed else { return try await LocalSystem().read(path, limit: 1 << 30) }
            let memory = Self.cacheDirectory.map { "\($0)/agent-\(digest).gz" }
            if let memory, let kept = try? await LocalSystem().read(memory, limit: 1 << 30) { return kept }
            let result = try await LocalSystem().run(Command(["gzip", "-9nc", path]))
            guard result.succeeded else { throw SystemError(code: 0, operation: "gzip", reason: result.errorText) }
            if let memory { await Self.replace(memory, result.output) }
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

    /// Puts a whole file in place; a cache that cannot be written is none.
    private static func replace(_ path: String, _ bytes: [UInt8]) async {
        let temporary = "\(path).\(getpid())"
        guard (try? await LocalSystem().write(temporary, bytes, mode: 0o600, append: false)) != nil else { return }
        if rename(temporary, path) != 0 { unlink(temporary) }
    }
}
