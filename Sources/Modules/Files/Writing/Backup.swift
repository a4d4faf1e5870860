import Glibc
package import System
import Values

/// A copy of a file beside it, named `path.PID.YYYY-MM-DD@HH:MM:SS~`.
package enum Backup {
    /// Makes the copy, except in check mode, and returns its path; an empty path where there is no file.
    package static func make(of path: String, on system: some System, check: Bool) async throws(ModuleFailure) -> String
    {
        let files = Files(system)
        guard await files.exists(path) else { return "" }
        let time = await LocalTime(files.now(), on: system)
        let backup = "\(path).\(getpid()).\(time.stamp("%Y-%m-%d@%H:%M:%S"))~"
        if check { return backup }
        try await files.attempt("Could not make backup of \(path.representation) to \(backup.representation).", path) {
            (system) throws(SystemError) in try await system.copy(path, to: backup)
        }
        return backup
    }
}
