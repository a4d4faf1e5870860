import HostModules
import Modules
import System
import Values

/// What a kernel says of SELinux.
struct SELinuxState: Sendable {
    /// `enforcing`, `permissive` or `disabled`.
    let mode: String

    var isEnabled: Bool { mode != "disabled" }

    init(_ machine: Machine<some System>) async {
        let enforces = await machine.word("/sys/fs/selinux/enforce")
        mode = enforces.map { $0 == "1" ? "enforcing" : "permissive" } ?? "disabled"
    }

    /// The policy that is loaded; nil where SELinux is off or does not name it.
    func policy(_ machine: Machine<some System>) async -> String? {
        guard isEnabled, let status = await machine.output(["sestatus"]) else { return nil }
        return status.lines.compactMap { line in
            line.cut(at: ":").flatMap { $0.before == "Loaded policy name" ? $0.after.trimmed() : nil }
        }.first
    }
}
