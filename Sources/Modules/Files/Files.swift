package import System
package import Values

/// The questions and acts on a machine's files that file modules share; what fails ends the module.
package struct Files<Base: System>: Sendable {
    package let system: Base

    package init(_ system: Base) { self.system = system }

    /// What stands at `path` itself; a path that cannot be looked at is a failure.
    package func require(_ path: String, follow: Bool = false) async throws(ModuleFailure) -> FileInfo? {
        do { return try await system.info(path, follow: follow) } catch {
            throw ModuleFailure(PythonError.text(error, path), values: ["path": .string(path)])
        }
    }

    /// What stands at `path`, nil also where it cannot be looked at.
    package func info(_ path: String, follow: Bool = false) async -> FileInfo? {
        (try? await system.info(path, follow: follow)) ?? nil
    }

    /// Whether something stands there, links resolved.
    package func exists(_ path: String) async -> Bool { await info(path, follow: true) != nil }

    package func isDirectory(_ path: String) async -> Bool { await info(path, follow: true)?.kind == .directory }

    package func isLink(_ path: String) async -> Bool { await info(path)?.kind == .link }

    package func may(_ path: String, _ mode: Int) async -> Bool {
        (try? await system.mayAccess(path, mode: mode)) ?? false
    }

    package func digest(_ path: String, _ algorithm: DigestAlgorithm) async throws(ModuleFailure) -> String {
        do { return try await system.digest(path, algorithm) } catch {
            throw ModuleFailure(PythonError.text(error, path), values: ["path": .string(path)])
        }
    }

    package func read(_ path: String) async throws(ModuleFailure) -> [UInt8] {
        do { return try await system.read(path, limit: 1 << 30) } catch {
            throw ModuleFailure(PythonError.text(error, path))
        }
    }

    /// The path with its links resolved.
    package func realPath(_ path: String) async -> String { (try? await system.realPath(path)) ?? path }

    /// The path of what a change through `path` reaches, links followed; fails where another user's link leads to what is
    /// not that user's. A path on which something is missing stays as it is.
    package func writablePath(_ path: String) async throws(ModuleFailure) -> String {
        do { return try await system.writablePath(path) } catch {
            guard error.code == Self.ledAstray else { return path }
            throw ModuleFailure(error.description, values: ["path": .string(path)])
        }
    }

    /// ELOOP.
    private static var ledAstray: Int32 { 40 }

    /// The mode bits that new files of this session do not get.
    package func umask() async -> UInt32 {
        let lines = await Machine(system).lines("/proc/self/status")
        let line = lines.first { $0.hasPrefix("Umask:") }
        return line.flatMap { UInt32($0.dropFirst(6).trimmed(), radix: 8) } ?? 0o022
    }

    /// Acts, or ends the module with `message` and Python's words for the error on `path`.
    package func attempt<Answer>(
        _ message: String, _ path: String, values: Dict = [:],
        _ work: (Base) async throws(SystemError) -> Answer
    ) async throws(ModuleFailure) -> Answer {
        do { return try await work(system) } catch {
            let reason = PythonError.text(error, path)
            if message.isEmpty { throw ModuleFailure(reason, values: values) }
            throw ModuleFailure(message, values: values, cause: reason)
        }
    }

    /// Seconds since 1970 on the machine.
    package func now() async -> Double { (try? await system.now()) ?? 0 }
}
