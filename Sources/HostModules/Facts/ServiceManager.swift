import Modules
import System
import Values

/// Which program starts a machine's services.
enum ServiceManager {
    private static let names = [
        "procd": "openwrt_init", "runit-init": "runit", "svscan": "svc", "openrc-init": "openrc",
    ]

    /// sd_booted(3)'s test.
    static func isSystemdRunning(_ machine: Machine<some System>) async -> Bool {
        for place in ["/run/systemd/system/", "/dev/.run/systemd/", "/dev/.systemd/"] where await machine.exists(place)
        {
            return true
        }
        return false
    }

    static func name(on machine: Machine<some System>, _ identity: Identity) async -> String {
        var first = await machine.word("/proc/1/comm")
        if first == nil { first = await machine.linkTarget("/sbin/init") }
        if let name = first?.baseName.trimmed(), name != "init", !name.hasSuffix("sh"), name != "COMMAND" {
            return names[name] ?? name
        }
        if await machine.exists("/etc/openwrt_release") { return "openwrt_init" }
        let systemctl = await machine.find("systemctl")
        if systemctl != nil, await isSystemdRunning(machine) { return "systemd" }
        if await machine.find("initctl") != nil, await machine.exists("/etc/init/") { return "upstart" }
        if await machine.exists("/sbin/openrc") { return "openrc" }
        if systemctl != nil, await machine.linkTarget("/sbin/init")?.baseName == "systemd" { return "systemd" }
        if await machine.exists("/etc/init.d/") { return "sysvinit" }
        if await machine.exists("/etc/dinit.d/") { return "dinit" }
        return "service"
    }
}
