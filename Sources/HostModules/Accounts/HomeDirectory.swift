import Modules
import System
import Values

/// A user's home directory, made from the skeleton.
struct HomeDirectory: Sendable {
    let path: String
    let skeleton: String?

    func create(_ machine: Machine<some System>) async throws(ModuleFailure) {
        if await machine.exists(path) { return }
        let source = skeleton ?? "/etc/skel"
        if source != "/dev/null", await machine.exists(source) {
            if !path.directoryName.isEmpty { try await machine.makeDirectories(path.directoryName) }
            let result = try await machine.run(["cp", "-a", "--", source, path])
            guard result.succeeded else { throw ModuleFailure(result.errorText.trimmed()) }
        } else {
            try await machine.makeDirectories(path)
        }
        guard let mode = await mode(machine) else { return }
        try await machine.attempt { base async throws(SystemError) in try await base.setMode(mode, of: path) }
    }

    func give(to user: User, _ machine: Machine<some System>) async throws(ModuleFailure) {
        let result = try await machine.run(["chown", "-R", "-h", "--", "\(user.uid):\(user.gid)", path])
        guard result.succeeded else { throw ModuleFailure(result.errorText.trimmed()) }
    }

    /// From login.defs(5): HOME_MODE, else what UMASK leaves.
    private func mode(_ machine: Machine<some System>) async -> UInt32? {
        guard let text = await machine.text("/etc/login.defs") else { return nil }
        var mode: UInt32 = 0o755
        for line in text.lines {
            let words = line.words
            guard words.count == 2, let bits = UInt32(words[1], radix: 8) else { continue }
            if words[0] == "HOME_MODE" { return bits & 0o7777 }
            if words[0] == "UMASK" { mode = 0o777 & ~bits }
        }
        return mode
    }
}
