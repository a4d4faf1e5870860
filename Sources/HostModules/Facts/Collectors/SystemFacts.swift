import Modules
import System
import Values

extension FactGathering {
    func lsb() async -> Dict {
        var facts: Dict = [:]
        if let program = await machine.find("lsb_release"), let text = await machine.output([program, "-a"]) {
            let names = [
                ("LSB Version:", "release"), ("Distributor ID:", "id"), ("Description:", "description"),
                ("Release:", "release"), ("Codename:", "codename"),
            ]
            for line in text.lines {
                guard let value = line.cut(at: ":")?.after, let name = names.first(where: { line.has($0.0) }) else {
                    continue
                }
                facts[.string(name.1)] = .string(value.trimmed())
            }
        }
        if facts.isEmpty {
            let names = [
                ("DISTRIB_ID", "id"), ("DISTRIB_RELEASE", "release"), ("DISTRIB_DESCRIPTION", "description"),
                ("DISTRIB_CODENAME", "codename"),
            ]
            for line in await machine.lines("/etc/lsb-release") {
                guard let value = line.cut(at: "=")?.after, let name = names.first(where: { line.has($0.0) }) else {
                    continue
                }
                facts[.string(name.1)] = .string(value.trimmed())
            }
        }
        if let release = facts["release"]?.text {
            facts["major_release"] = .string(release.cut(at: ".")?.before ?? release)
        }
        for (key, value) in facts { facts[key] = .string(unquoted(value.text ?? "")) }
        return facts
    }

    private func unquoted(_ text: String) -> String {
        let quotes = "'\"\\"
        return String(text.drop { quotes.contains($0) }).droppingTrailing(quotes)
    }

    func systemd() async -> Dict {
        guard let program = await machine.find("systemctl"), await ServiceManager.isSystemdRunning(machine),
            let lines = await machine.output([program, "--version"])?.lines, lines.count >= 2,
            let version = lines[0].words.dropFirst().first.flatMap({ Int($0) })
        else { return [:] }
        return ["systemd": ["features": .string(lines[1]), "version": .int(version)]]
    }

    func dns() async -> Dict {
        var facts: Dict = [:]
        for line in await machine.lines("/etc/resolv.conf") {
            let words = line.words
            guard let first = words.first, !line.hasPrefix("#"), !line.hasPrefix(";") else { continue }
            let rest = Array(words.dropFirst())
            switch first {
            case "nameserver":
                facts["nameservers"] = .list((facts["nameservers"]?.sequence ?? []) + rest.map { .string($0) })
            case "domain": if let name = rest.first { facts["domain"] = .string(name) }
            case "search", "sortlist": facts[.string(first)] = .texts(rest)
            case "options":
                var options: Dict = [:]
                for option in rest {
                    let (name, value) = option.cut(at: ":") ?? (option, "")
                    options[.string(name)] = value.isEmpty ? true : .string(value)
                }
                facts["options"] = .dict(options)
            default: break
            }
        }
        return facts
    }

    func fibreChannelNames() async -> [Value] {
        var names: [Value] = []
        for host in await machine.names(in: "/sys/class/fc_host") {
            for line in await machine.lines("/sys/class/fc_host/\(host)/port_name") {
                names.append(.string(String(line.trimmed().dropFirst(2))))
            }
        }
        return names
    }

    func iscsiName() async -> String {
        let lines = await machine.lines("/etc/iscsi/initiatorname.iscsi").map { $0.trimmed() }
        return lines.first { $0.hasPrefix("InitiatorName=") }?.cut(at: "=")?.after ?? ""
    }

    func nvmeName() async -> String {
        await machine.lines("/etc/nvme/hostnqn").first { $0.hasPrefix("nqn.") } ?? ""
    }
}
