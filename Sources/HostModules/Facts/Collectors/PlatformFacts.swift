import Modules
import System
import Values

extension FactGathering {
    func platform() async -> Dict {
        let name = await HostNames(machine: machine, node: identity.node).fullName()
        var facts: Dict = [
            "system": .string(identity.kernel), "kernel": .string(identity.release),
            "kernel_version": .string(identity.version), "machine": .string(identity.architecture),
        ]
        if let python = await python.value {
            facts["python_version"] = .string(python.version)
        }
        facts["fqdn"] = .string(name)
        facts["hostname"] = .string(identity.node.cut(at: ".")?.before ?? identity.node)
        facts["nodename"] = .string(identity.node)
        facts["domain"] = .string(name.cut(at: ".")?.after ?? "")
        let is32Bit =
            await machine.info("/lib64") == nil && ["i386", "i686", "armv7l", "armv6l"].contains(identity.architecture)
        facts["userspace_bits"] = is32Bit ? "32" : "64"
        switch identity.architecture {
        case "x86_64":
            facts["architecture"] = "x86_64"
            facts["userspace_architecture"] = is32Bit ? "i386" : "x86_64"
        case "i386", "i486", "i586", "i686":
            facts["architecture"] = "i386"
            facts["userspace_architecture"] = "i386"
        default: facts["architecture"] = .string(identity.architecture)
        }
        for path in ["/var/lib/dbus/machine-id", "/etc/machine-id"] {
            guard let id = await machine.word(path) else { continue }
            facts["machine_id"] = .string(id.lines[0])
            break
        }
        return facts
    }

    func pythonFacts() async -> Dict {
        guard let python = await python.value else { return ["python": .none] }
        return ["python": python.fact]
    }

    func loadAverage() async -> Dict {
        let numbers = (await machine.word("/proc/loadavg") ?? "").words.prefix(3).compactMap { Double($0) }
        guard numbers.count == 3 else { return [:] }
        return ["loadavg": ["1m": .double(numbers[0]), "5m": .double(numbers[1]), "15m": .double(numbers[2])]]
    }

    func env() -> Dict {
        var facts: Dict = [:]
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) { facts[.string(name)] = .string(value) }
        return facts
    }

    func commandLine() async -> Dict {
        guard let line = await machine.word("/proc/cmdline") else { return [:] }
        var (last, all): (Dict, Dict) = ([:], [:])
        for piece in line.words {
            guard let (key, value) = piece.cut(at: "=") else {
                last[.string(piece)] = true
                all[.string(piece)] = true
                continue
            }
            let (name, text) = (Value.string(key), Value.string(value))
            last[name] = text
            switch all[name] {
            case .list(let earlier): all[name] = .list(earlier.items + [text])
            case let earlier?: all[name] = .list([earlier, text])
            case nil: all[name] = text
            }
        }
        return ["cmdline": .dict(last), "proc_cmdline": .dict(all)]
    }

    func dateTime() async -> Dict {
        let now = (try? await machine.system.now()) ?? 0
        let zone = await TimeZone.local(on: machine.system)
        let local = LocalTime(now, offset: zone.offset(at: Int(now.rounded(.down))))
        let utc = LocalTime(now, offset: .utc)
        let patterns: [(String, String)] = [
            ("year", "%Y"), ("month", "%m"), ("weekday", "%A"), ("weekday_number", "%w"), ("weeknumber", "%W"),
            ("day", "%d"), ("hour", "%H"), ("minute", "%M"), ("second", "%S"), ("epoch", "%s"), ("epoch_int", "%s"),
            ("date", "%Y-%m-%d"), ("time", "%H:%M:%S"),
        ]
        var facts: Dict = [:]
        for (name, pattern) in patterns { facts[.string(name)] = .string(local.stamp(pattern)) }
        facts["iso8601_micro"] = .string(utc.stamp("%Y-%m-%dT%H:%M:%S.%fZ"))
        facts["iso8601"] = .string(utc.stamp("%Y-%m-%dT%H:%M:%SZ"))
        facts["iso8601_basic"] = .string(local.stamp("%Y%m%dT%H%M%S%f"))
        facts["iso8601_basic_short"] = .string(local.stamp("%Y%m%dT%H%M%S"))
        facts["tz"] = .string(local.offset.abbreviation)
        facts["tz_dst"] = .string(zone.names(around: Int(now)).daylight.abbreviation)
        facts["tz_offset"] = .string(local.offset.text)
        return facts
    }

    func user() async -> Dict {
        let named = ["LOGNAME", "USER", "LNAME", "USERNAME"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        var user: User?
        if let named { user = (try? await machine.system.user(.name(named))) ?? nil }
        if user == nil { user = (try? await machine.system.user(.id(identity.uid))) ?? nil }
        var facts: Dict = [:]
        if let name = named ?? user?.name { facts["user_id"] = .string(name) }
        if let user {
            facts["user_uid"] = .int(Int(user.uid))
            facts["user_gid"] = .int(Int(user.gid))
            facts["user_gecos"] = .string(user.comment)
            facts["user_dir"] = .string(user.home)
            facts["user_shell"] = .string(user.shell)
        }
        facts["real_user_id"] = .int(Int(identity.uid))
        facts["effective_user_id"] = .int(Int(identity.uid))
        facts["real_group_id"] = .int(Int(identity.gid))
        facts["effective_group_id"] = .int(Int(identity.gid))
        return facts
    }

    func sshKeys() async -> Dict {
        for directory in ["/etc/ssh", "/etc/openssh", "/etc"] {
            var facts: Dict = [:]
            for algorithm in ["dsa", "rsa", "ecdsa", "ed25519"] {
                let words = (await machine.word("\(directory)/ssh_host_\(algorithm)_key.pub") ?? "").words
                guard words.count >= 2 else { continue }
                facts[.string("ssh_host_key_\(algorithm)_public")] = .string(words[1])
                facts[.string("ssh_host_key_\(algorithm)_public_keytype")] = .string(words[0])
            }
            if !facts.isEmpty { return facts }
        }
        return [:]
    }
}
