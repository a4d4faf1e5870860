import Modules
import System
import Values

/// What /sys/class/net and ethtool say of one interface.
struct InterfaceFacts<Base: System>: Sendable {
    let machine: Machine<Base>
    let device: String

    private static var kinds: [String: String] {
        ["1": "ether", "32": "infiniband", "512": "ppp", "772": "loopback", "65534": "tunnel"]
    }

    private func word(_ name: String) async -> String? { await machine.word("/sys/class/net/\(device)/\(name)") }

    func gather() async -> Dict {
        let directory = "/sys/class/net/\(device)"
        var facts: Dict = ["device": .string(device)]
        if let address = await word("address"), address != "00:00:00:00:00:00" {
            facts["macaddress"] = .string(address)
        }
        if let mtu = await word("mtu").flatMap({ Int($0) }) { facts["mtu"] = .int(mtu) }
        if let state = await word("operstate") { facts["active"] = .bool(state != "down") }
        if let module = await machine.linkTarget("\(directory)/device/driver/module") {
            facts["module"] = .string(module.baseName)
        }
        if let kind = await word("type") { facts["type"] = .string(Self.kinds[kind] ?? "unknown") }
        if await machine.exists("\(directory)/bridge") { await bridge(&facts) }
        if await machine.exists("\(directory)/bonding") { await bond(&facts) }
        if await machine.exists("\(directory)/bonding_slave") {
            facts["perm_macaddress"] = .string(await word("bonding_slave/perm_hwaddr") ?? "")
        }
        if let bus = await machine.linkTarget("\(directory)/device") { facts["pciid"] = .string(bus.baseName) }
        if let speed = await word("speed").flatMap({ Int($0) }) { facts["speed"] = .int(speed) }
        if let flags = await word("flags").flatMap({ Int($0.dropFirst(2), radix: 16) }) {
            facts["promisc"] = .bool(flags & 0x100 != 0)
        }
        facts.merge(await ethtool()) { $1 }
        return facts
    }

    private func bridge(_ facts: inout Dict) async {
        facts["type"] = "bridge"
        facts["interfaces"] = .texts(await machine.names(in: "/sys/class/net/\(device)/brif"))
        if let id = await word("bridge/bridge_id") { facts["id"] = .string(id) }
        if let state = await word("bridge/stp_state") { facts["stp"] = .bool(state == "1") }
    }

    private func bond(_ facts: inout Dict) async {
        facts["type"] = "bonding"
        facts["slaves"] = .texts((await word("bonding/slaves") ?? "").words)
        for name in ["mode", "miimon", "lacp_rate"] {
            facts[.string(name)] = .string((await word("bonding/\(name)") ?? "").words.first ?? "")
        }
        guard let primary = await word("bonding/primary") else { return }
        facts["primary"] = .string(primary)
        if let active = await word("bonding/all_slaves_active") { facts["all_slaves_active"] = .bool(active == "1") }
    }

    private func ethtool() async -> Dict {
        guard let program = await machine.find("ethtool") else { return [:] }
        var facts: Dict = [:]
        if let text = await machine.output([program, "-k", device]) {
            var features: Dict = [:]
            for line in text.lines where !line.hasSuffix(":") {
                guard let (name, value) = line.cut(at: ":"), !value.trimmed().isEmpty else { continue }
                features[.string(name.trimmed().replacing("-", by: "_"))] = .string(value.trimmed())
            }
            facts["features"] = .dict(features)
        }
        if let text = await machine.output([program, "-T", device]) {
            let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
            func named(_ prefix: String) -> Value {
                .texts(words.filter { $0.hasPrefix(prefix) }.map { $0.dropFirst(prefix.count).lowercased() })
            }
            facts["timestamping"] = named("SOF_TIMESTAMPING_")
            facts["hw_timestamp_filters"] = named("HWTSTAMP_FILTER_")
            let clock = text.lines.first { $0.hasPrefix("PTP Hardware Clock: ") }?.words.last.flatMap { Int($0) }
            if let clock { facts["phc_index"] = .int(clock) }
        }
        return facts
    }
}
