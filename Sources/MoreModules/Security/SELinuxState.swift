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

    /// The policy that the machine's own configuration names, as libselinux reads it.
    static func policy(_ machine: Machine<some System>) async -> String {
        guard let text = await machine.text("/etc/selinux/config") else { return "targeted" }
        return SELinuxFile(text)["SELINUXTYPE"] ?? "targeted"
    }
}
