/// What a machine can do for a module: coarse asynchronous calls, each one round trip at most.
///
/// A module is written once against this protocol and runs on ``LocalSystem`` (system calls, inside the agent on the
/// target) or on `ShellSystem` (one persistent POSIX sh). Paths are absolute or relative to the working directory of
/// the session; `~` is not expanded here. Errors are ``SystemError`` with the errno's name and text.
public protocol System: Sendable {
    // Looking
    /// What stands at `path`; nil where nothing does. `follow` looks through a symbolic link at the end.
    func info(_ path: String, follow: Bool) async throws(SystemError) -> FileInfo?
    /// The names and infos (not followed) in a directory, unordered, without `.` and `..`.
    func list(_ directory: String) async throws(SystemError) -> [DirectoryEntry]
    /// The whole content of a file; fails with EFBIG above `limit` bytes.
    func read(_ path: String, limit: Int) async throws(SystemError) -> [UInt8]
    /// `length` bytes from `offset`; fewer at the end of the file.
    func read(_ path: String, from offset: Int, length: Int) async throws(SystemError) -> [UInt8]
    /// Where a symbolic link points, unresolved.
    func readLink(_ path: String) async throws(SystemError) -> String
    /// The path with every symbolic link and `..` resolved, as realpath(1) -m does: what is missing is kept as it is.
    func realPath(_ path: String) async throws(SystemError) -> String
    /// The path of what a change through `path` reaches, the link at its end followed: without symbolic links, and refused
    /// (ELOOP) where another user's link leads to what is not that user's. What is missing is missing there too.
    func writablePath(_ path: String) async throws(SystemError) -> String
    /// Whether this user may `access` (R_OK 4, W_OK 2, X_OK 1, F_OK 0) the path.
    func mayAccess(_ path: String, mode: Int) async throws(SystemError) -> Bool
    /// The lower-case hexadecimal digest of a file's content.
    func digest(_ path: String, _ algorithm: DigestAlgorithm) async throws(SystemError) -> String
    /// The paths that a shell glob (`*`, `?`, `[...]`) matches, sorted.
    func glob(_ pattern: String) async throws(SystemError) -> [String]

    // Acting
    /// Writes a whole file in place (`append` adds to its end), creating it with `mode`.
    func write(_ path: String, _ bytes: [UInt8], mode: UInt32, append: Bool) async throws(SystemError)
    /// Creates a new empty file or directory in `directory` under a name that is free, mode 0600 or 0700.
    func makeTemporary(
        in directory: String, prefix: String, suffix: String, isDirectory: Bool
    ) async throws(SystemError) -> String
    /// Puts a text in the place of a file under a temporary name first, safe from those who write in its directory.
    func replace(_ new: Replacement) async throws(SystemError)
    func makeDirectory(_ path: String, mode: UInt32) async throws(SystemError)
    /// rename(2); falls back to copy and remove across file systems.
    func move(_ source: String, to target: String) async throws(SystemError)
    /// Copies content, mode, owner and times of one file on this machine.
    func copy(_ source: String, to target: String) async throws(SystemError)
    func symlink(_ path: String, to target: String) async throws(SystemError)
    func link(_ path: String, to existing: String) async throws(SystemError)
    /// Removes a file or an empty directory, or with `recursive` all that is below, never through symbolic links.
    func remove(_ path: String, recursive: Bool) async throws(SystemError)
    func setMode(_ mode: UInt32, of path: String) async throws(SystemError)
    /// Sets owner and group; nil leaves one as it is. `follow: false` changes a link itself.
    func setOwner(_ uid: UInt32?, _ gid: UInt32?, of path: String, follow: Bool) async throws(SystemError)
    /// Gives `target` the extended attributes of `source`, access control lists among them, as far as that is allowed.
    func copyAttributes(of source: String, to target: String) async throws(SystemError)
    /// Sets access and modification time; nil leaves one as it is.
    func setTimes(access: FileTime?, modification: FileTime?, of path: String, follow: Bool) async throws(SystemError)

    // Running
    /// Runs a program to its end; a program that cannot be started throws, a non-zero exit does not.
    func run(_ command: Command) async throws(SystemError) -> CommandResult
    /// Runs a program at a terminal of its own and answers what it asks; see ``Conversation``. Its output is the
    /// result's `output`.
    func converse(
        _ command: Command, _ conversation: Conversation, answer: (inout [UInt8]) -> Conversation.Turn
    ) async throws(SystemError) -> CommandResult
    /// The path of a program: as it is when it holds a slash, else looked up in `extra` and then in PATH; nil if none.
    func which(_ program: String, extra: [String]) async throws(SystemError) -> String?

    // Knowing
    func user(_ key: AccountKey) async throws(SystemError) -> User?
    func group(_ key: AccountKey) async throws(SystemError) -> Group?
    func groups(ofUser name: String) async throws(SystemError) -> [Group]
    /// The environment of the session.
    func environment() async throws(SystemError) -> [String: String]
    func identity() async throws(SystemError) -> Identity
    /// Seconds since 1970 on that machine.
    func now() async throws(SystemError) -> Double
    /// Suspends for that many seconds.
    func sleep(_ seconds: Double) async throws(SystemError)
    /// Opens a TCP connection (or a Unix socket where `host` is a path) and does nothing with it but what `probe` asks.
    func probe(_ probe: Probe) async throws(SystemError) -> ProbeResult
    /// Sends one HTTP/1.1 request over plain TCP or TLS where this system can; see ``HTTPRequest``.
    func http(_ request: HTTPRequest) async throws(SystemError) -> HTTPResponse
    /// Appends a line to the machine's syslog.
    func log(_ message: String) async
}
