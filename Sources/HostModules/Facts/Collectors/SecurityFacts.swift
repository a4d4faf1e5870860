import Modules
import System
import Values

extension FactGathering {
    func appArmorStatus() async -> Value {
        await machine.exists("/sys/kernel/security/apparmor") ? "enabled" : "disabled"
    }

    func selinux() async -> Dict {
        let libraries = (try? await machine.system.glob("/usr/lib*/libselinux.so.1")) ?? []
        let multiarch = (try? await machine.system.glob("/*/*/*-linux-gnu*/libselinux.so.1")) ?? []
        let plain = (try? await machine.system.glob("/lib*/*-linux-gnu*/libselinux.so.1")) ?? []
        guard !libraries.isEmpty || !multiarch.isEmpty || !plain.isEmpty else {
            return ["selinux": ["status": "Missing selinux Python library"], "selinux_python_present": false]
        }
        guard await machine.exists("/sys/fs/selinux/enforce"), await machine.exists("/etc/selinux/config") else {
            return ["selinux_python_present": true, "selinux": ["status": "disabled"]]
        }
        var settings: [String: String] = [:]
        for line in await machine.lines("/etc/selinux/config") {
            if let (name, value) = line.cut(at: "=") { settings[name.trimmed()] = value.trimmed() }
        }
        let version = (await machine.word("/sys/fs/selinux/policyvers")).flatMap { Int($0) }
        let isEnforcing = await machine.word("/sys/fs/selinux/enforce") == "1"
        return [
            "selinux_python_present": true,
            "selinux": [
                "status": "enabled", "policyvers": version.map { .int($0) } ?? "unknown",
                "config_mode": .string(settings["SELINUX"] ?? "unknown"),
                "mode": isEnforcing ? "enforcing" : "permissive", "type": .string(settings["SELINUXTYPE"] ?? "unknown"),
            ],
        ]
    }

    func capabilities() async -> Dict {
        var facts: Dict = ["system_capabilities_enforced": "N/A", "system_capabilities": "N/A"]
        guard let program = await machine.find("capsh"), let text = await machine.output([program, "--print"]) else {
            return facts
        }
        facts["system_capabilities_enforced"] = "NA"
        facts["system_capabilities"] = []
        for line in text.lines where line.hasPrefix("Current:") {
            let sets = line.dropFirst("Current:".count).trimmed()
            if sets == "=ep" {
                facts["system_capabilities_enforced"] = "False"
                continue
            }
            facts["system_capabilities_enforced"] = "True"
            let second = line.split(separator: "=", omittingEmptySubsequences: false).dropFirst().first ?? ""
            let names = second.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmed() }
            facts["system_capabilities"] = .texts(names)
        }
        return facts
    }
}
