import Glibc
import Values

/// Where the state and in the end the result of a background job stands, in the form of Ansible's `async_wrapper`.
struct JobFile: Sendable {
    let path: String

    /// A job that has begun and not ended.
    func begin(id: String) throws(SystemError) {
        try write(["started": true, "finished": false, "ansible_job_id": .string(id)])
    }

    /// Puts the new content in place as a whole, so that no reader sees half of it.
    func write(_ content: Dict) throws(SystemError) {
        let temporary = path + ".tmp"
        guard let bytes = try? JSON.compact(.dict(content)) else {
            throw SystemError(code: 0, operation: "write \(path)", reason: "the result is no data")
        }
        let file = try Descriptor(open: temporary, O_WRONLY | O_CREAT | O_TRUNC, mode: 0o600)
        try file.write(bytes, temporary)
        guard rename(temporary, path) == 0 else { throw .last("rename \(temporary)") }
    }

    /// The directory with `~` expanded, made if need be.
    static func directory(_ written: String) async throws(SystemError) -> String {
        var path = written
        if path == "~" || path.hasPrefix("~/") {
            var home = ProcessEnvironment.current["HOME"]
            if home == nil { home = try await LocalSystem().user(.id(getuid()))?.home }
            path = (home ?? "/") + path.dropFirst()
        }
        var made = ""
        for part in path.split(separator: "/") {
            made += "/\(part)"
            guard mkdir(made, 0o700) != 0, errno != EEXIST, access(made, F_OK) != 0 else { continue }
            throw SystemError(errno: errno, "mkdir \(made)")
        }
        return path
    }
}
