import HostModules
import Modules
import System

/// What a kernel says of SELinux.
struct SELinuxState: Sendable {
    /// `enforcing`, `permissive` or `disabled`.
    let mode: String
    /// Nil where it is off or cannot be told.
    let policy: String?

    var isEnabled: Bool { mode != "disabled" }

    init(_ machine: Machine<some System>) async {
        guard let enforces = await machine.word("/sys/fs/selinux/enforce") else {
            (mode, policy) = ("disabled", nil)
            return
        }
        mode = enforces == "1" ? "enforcing" : "permissive"
        let status = await machine.output(["sestatus"]) ?? ""
        policy =
            status.lines.compactMap { line in
                line.cut(at: ":").flatMap { $0.before == "Loaded policy name" ? $0.after.trimmed() : nil }
            }.first
    }
}
