import Glibc
import System

/// A machine reached by nothing but one persistent POSIX shell and the programs of coreutils or BusyBox.
///
/// Each call is one round trip. What is different from ``LocalSystem`` is in COMPATIBILITY.md, "Hosts without an agent".
struct ShellSystem: System {
    let session: ShellSession
    /// Added to the environment of what runs.
    let added: [String: String]

    init(_ session: ShellSession, environment: [String: String] = [:]) {
        self.session = session
        added = environment
    }

    /// What `body` prints; its failure is the call's.
    @discardableResult
    func perform(
        _ operation: String, _ body: String, isPlain: Bool = false
    ) async throws(SystemError) -> [UInt8] {
        guard !body.utf8.contains(0) else { throw SystemError(errno: EINVAL, operation) }
        let reply = try await session.call(body, isPlain: isPlain)
        guard reply.status == 0 else { throw ShellError.error(reply.error, operation) }
        return reply.output
    }

    /// The same as lines of text.
    func lines(_ operation: String, _ body: String, isPlain: Bool = false) async throws(SystemError) -> [String] {
        let output = try await perform(operation, body, isPlain: isPlain)
        return String(decoding: output, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    /// Refuses what no system call takes either.
    func check(_ path: String, _ operation: String) throws(SystemError) {
        guard !path.isEmpty else { throw SystemError(errno: ENOENT, operation) }
    }
}
