import System
import Templating
import Values

/// Packages by whatever manager the target has.
struct PackageAction: Action {
    static let names = ["ansible.builtin.package"]
    static let supportsAsync = true

    /// The managers that a host may say it has; nothing else that it says chooses a module.
    private static let known: Set = [
        "apk", "apt", "apt_rpm", "atomic_container", "dnf", "dnf5", "homebrew", "installp", "macports", "nix",
        "openbsd_pkg", "opkg", "pacman", "pkg5", "pkgin", "pkgng", "pkgutil", "portage", "rpm_ostree_pkg", "slackpkg",
        "sorcery", "svr4pkg", "swdepot", "swupd", "urpmi", "xbps", "yum", "zypper",
    ]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        var manager = call.string("use") ?? "auto"
        if manager == "auto", let chosen = fact(call, "ansible_package_use") { manager = chosen }
        if manager == "auto" {
            if let known = call.knownPackageManager {
                manager = try Self.checked(known)
            } else {
                guard let found = try await call.packageManager(for: "package"), found != "unknown" else {
                    throw TaskFailure("Could not detect a package manager. Try using the \"use\" option.")
                }
                manager = try Self.checked(found)
            }
        }
        guard let module = call.run.actions.resolve(manager, collections: [], plugins: call.run.plugins) else {
            throw Self.unknown(manager)
        }
        let defaults = try call.defaults(of: module, without: call.arguments)
        var arguments = defaults.merging(call.arguments) { $1 }
        arguments["use"] = nil
        return .request(
            call.request(
                module, arguments, calledAs: Self.known.contains(manager) ? "ansible.legacy.\(manager)" : manager))
    }

    private static func checked(_ manager: String) throws(TaskFailure) -> String {
        guard known.contains(manager) else { throw unknown(manager) }
        return manager
    }

    private static func unknown(_ manager: String) -> TaskFailure {
        TaskFailure("Could not find a matching action for the \"\(manager)\" package manager.")
    }

    private func fact(_ call: ActionCall, _ name: String) -> String? {
        guard let value = call.templar.variables[name] else { return nil }
        return try? call.templar.renderText(value)
    }
}
