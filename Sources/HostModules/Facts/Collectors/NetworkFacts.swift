import Modules
import System
import Values

/// Interfaces, addresses and default routes, by one run of ip(8) in a shell and what /sys/class/net says.
struct NetworkFacts: Sendable {
    private var interfaces: Dict = [:]
    private var all4: [Value] = []
    private var all6: [Value] = []
    private var default4: Dict
    private var default6: Dict

    private static let probes = (v4: "8.8.8.8", v6: "2404:6800:400a:800::1012")
    private static let mark = "--------"

    static func gather(_ machine: Machine<some System>) async -> Dict {
        guard let ip = await machine.find("ip") else { return [:] }
        let commands = [
            "-4 route get \(probes.v4)", "-6 route get \(probes.v6)", "addr show", "-4 route show table local",
            "-6 route show table local",
        ]
        let script = commands.map { "\(ip) \($0) 2>/dev/null" }.joined(separator: "; echo \(mark); ")
        let result = try? await machine.run(["/bin/sh", "-c", script])
        var parts: [[String]] = [[]]
        for line in result?.text.lines ?? [] {
            if line == mark { parts.append([]) } else { parts[parts.count - 1].append(line) }
        }
        guard parts.count == commands.count else { return [:] }
        var facts = NetworkFacts(
            default4: route(parts[0], to: probes.v4), default6: route(parts[1], to: probes.v6))
        let devices = await machine.names(in: "/sys/class/net")
        for device in devices where await machine.isDirectory("/sys/class/net/\(device)") {
            facts.interfaces[.string(device)] = .dict(await InterfaceFacts(machine: machine, device: device).gather())
        }
        facts.addresses(parts[2])
        return facts.result(local4: local(parts[3]), local6: local(parts[4]))
    }

    private func result(local4: [Value], local6: [Value]) -> Dict {
        let names = interfaces.keys.map { $0.text ?? "" }.map { $0.replacing(":", by: "_") }
        var facts: Dict = ["interfaces": .texts(names)]
        for (name, value) in zip(names, interfaces.values) { facts[.string(name)] = value }
        facts["default_ipv4"] = .dict(default4)
        facts["default_ipv6"] = .dict(default6)
        facts["all_ipv4_addresses"] = .list(all4)
        facts["all_ipv6_addresses"] = .list(all6)
        facts["locally_reachable_ips"] = ["ipv4": .list(local4), "ipv6": .list(local6)]
        return facts
    }

    private static func route(_ lines: [String], to target: String) -> Dict {
        let words = lines.first?.words ?? []
        guard words.first == target else { return [:] }
        var route: Dict = [:]
        for (word, next) in zip(words, words.dropFirst()) {
            switch word {
            case "dev": route["interface"] = .string(next)
            case "src": route["address"] = .string(next)
            case "via" where next != target: route["gateway"] = .string(next)
            default: break
            }
        }
        return route
    }

    private static func local(_ lines: [String]) -> [Value] {
        var addresses: [Value] = []
        for line in lines {
            let words = line.words
            guard words.count > 1, words[0] == "local", !addresses.contains(.string(words[1])) else { continue }
            addresses.append(.string(words[1]))
        }
        return addresses
    }

    private mutating func addresses(_ lines: [String]) {
        var device = ""
        for line in lines {
            let words = line.words
            if line.first?.isNumber == true, words.count > 1 {
                device = words[1].droppingTrailing(":")
                device = device.cut(at: "@")?.before ?? device
            } else if words.first == "inet", words.count > 1 {
                note4(words, device)
            } else if words.first == "inet6", words.count > 3 {
                note6(words, device)
            }
        }
    }

    private mutating func note4(_ words: [String], _ device: String) {
        let (address, length) = words[1].cut(at: "/") ?? (words[1], "32")
        guard let prefix = Int(length), 0...32 ~= prefix, let number = IPv4(address) else { return }
        let mask = IPv4(prefix: prefix)
        let broadcast = words.count > 3 && words[2] == "brd" ? words[3] : ""
        let entry: Dict = [
            "address": .string(address), "broadcast": .string(broadcast), "netmask": .string(mask.description),
            "network": .string((number & mask).description), "prefix": .string(length),
        ]
        // An alias such as eth0:1 is the last word, its label.
        let label = words.last ?? device
        let isSecondary = words.contains("secondary")
        var own = interfaces[.string(device)]?.mapping ?? [:]
        var labelled = label == device ? own : interfaces[.string(label)]?.mapping ?? [:]
        if !isSecondary, labelled["ipv4"] == nil {
            labelled["ipv4"] = .dict(entry)
        } else {
            labelled["ipv4_secondaries"] = .list((labelled["ipv4_secondaries"]?.sequence ?? []) + [.dict(entry)])
        }
        interfaces[.string(label)] = .dict(labelled)
        if isSecondary, label != device {
            own["ipv4_secondaries"] = .list((own["ipv4_secondaries"]?.sequence ?? []) + [.dict(entry)])
            interfaces[.string(device)] = .dict(own)
        }
        if default4["address"]?.text == address {
            default4.merge(entry.filter { $0.key != "address" }) { $1 }
            link(device, to: &default4)
            default4["alias"] = .string(label)
        }
        if !address.hasPrefix("127.") { all4.append(.string(address)) }
    }

    private mutating func note6(_ words: [String], _ device: String) {
        let isPeer = words[2] == "peer" && words.count > 5
        let (first, length) = (isPeer ? words[3] : words[1]).cut(at: "/") ?? (words[1], "128")
        let address = isPeer ? words[1] : first
        let scope = isPeer ? words[5] : words[3]
        let entry: Dict = ["address": .string(address), "prefix": .string(length), "scope": .string(scope)]
        var own = interfaces[.string(device)]?.mapping ?? [:]
        own["ipv6"] = .list((own["ipv6"]?.sequence ?? []) + [.dict(entry)])
        interfaces[.string(device)] = .dict(own)
        if default6["address"]?.text == address {
            default6["prefix"] = .string(length)
            default6["scope"] = .string(scope)
            link(device, to: &default6)
        }
        if address != "::1" { all6.append(.string(address)) }
    }

    private func link(_ device: String, to route: inout Dict) {
        let facts = interfaces[.string(device)]?.mapping ?? [:]
        if let address = facts["macaddress"] { route["macaddress"] = address }
        if let mtu = facts["mtu"] { route["mtu"] = mtu }
        route["type"] = facts["type"] ?? "unknown"
    }
}
