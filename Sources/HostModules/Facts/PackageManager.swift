import Modules
import System

/// Which program installs a machine's packages, under the name of Ansible's module for it.
public enum PackageManager {
    private static let programs: [(path: String, name: String)] = [
        ("/usr/bin/rpm-ostree", "atomic_container"), ("/usr/bin/yum", "dnf"), ("/usr/bin/dnf-3", "dnf"),
        ("/usr/bin/dnf5", "dnf5"), ("/usr/bin/apt-get", "apt"), ("/usr/bin/zypper", "zypper"),
        ("/usr/sbin/urpmi", "urpmi"), ("/usr/bin/pacman", "pacman"), ("/bin/opkg", "opkg"),
        ("/usr/pkg/bin/pkgin", "pkgin"), ("/opt/local/bin/pkgin", "pkgin"), ("/opt/tools/bin/pkgin", "pkgin"),
        ("/opt/local/bin/port", "macports"), ("/usr/local/bin/brew", "homebrew"),
        ("/opt/homebrew/bin/brew", "homebrew"),
        ("/sbin/apk", "apk"), ("/usr/sbin/pkg", "pkgng"), ("/usr/sbin/swlist", "swdepot"),
        ("/usr/bin/emerge", "portage"),
        ("/usr/sbin/pkgadd", "svr4pkg"), ("/usr/bin/pkg", "pkg5"), ("/usr/bin/xbps-install", "xbps"),
        ("/usr/local/sbin/pkg", "pkgng"), ("/usr/bin/swupd", "swupd"), ("/usr/sbin/sorcery", "sorcery"),
        ("/usr/bin/installp", "installp"),
    ]

    static func name(on machine: Machine<some System>, _ identity: Identity) async -> String {
        var name = "unknown"
        let family = await Distribution.read(machine, identity).family
        for program in programs where await machine.exists(program.path) {
            if family == "Altlinux", program.path == "/usr/bin/pkg" { continue }
            name = program.name
        }
        switch family {
        case "RedHat": return await redHat(machine)
        case "Debian": name = "apt"
        case "Altlinux" where name == "apt": return "apt_rpm"
        default: break
        }
        guard name == "apt", await machine.exists("/usr/bin/rpm") else { return name }
        let owner = await machine.output(["/usr/bin/rpm", "-q", "--whatprovides", "/usr/bin/apt-get"])
        return owner == nil ? "apt" : "apt_rpm"
    }

    /// `dnf` and `microdnf` may each be either generation, so the link's end decides.
    private static func redHat(_ machine: Machine<some System>) async -> String {
        if await machine.exists("/run/ostree-booted") { return "atomic_container" }
        for path in ["/usr/bin/dnf", "/usr/bin/microdnf"] where await machine.exists(path) {
            return (try? await machine.system.realPath(path)) == "/usr/bin/dnf5" ? "dnf5" : "dnf"
        }
        return "unknown"
    }
}
