/// Which networks there are, which address each host has in them, and what it calls the others.
struct NetworkLayout: Sendable {
    var plan: RelayPlan
    private(set) var wires: [String: [Wire]] = [:]
    private let hosts: [HostDescription]

    private static let usual = "bridge"

    init(
        _ hosts: [HostDescription], _ networks: [NetworkDescription], beside running: [HostRecord],
        packages: String
    ) throws(HostError) {
        self.hosts = hosts
        plan = RelayPlan(packages: packages)
        let named = networks.map(\.name) + hosts.flatMap { $0.networks.map(\.name) }
        var number = 0
        for name in [Self.usual] + named where !plan.networks.contains(where: { $0.name == name }) {
            let description = networks.first { $0.name == name }
            plan.networks.append(
                .numbered(number, name: name, subnet: description?.subnet, gateway: description?.gateway))
            number += 1
        }
        for (one, other) in zip(plan.networks, plan.networks.dropFirst())
        where one.subnet.contains(other.subnet.base) || other.subnet.contains(one.subnet.base) {
            throw HostError("the networks \(one.name) and \(other.name) overlap: \(one.subnet), \(other.subnet)")
        }
        var taken = plan.networks.map { network in
            Set([network.gateway] + running.compactMap { $0.addresses[network.name].flatMap { IPv4($0) } })
        }
        for host in hosts {
            for network in host.networks {
                if let address = network.address, let index = index(network.name) {
                    guard plan.networks[index].subnet.contains(address) else {
                        throw HostError(
                            "platform \(host.name): \(address) is not in the network \(network.name), \(plan.networks[index].subnet)"
                        )
                    }
                    guard taken[index].insert(address).inserted else {
                        throw HostError("platform \(host.name): the address \(address) is taken")
                    }
                }
            }
        }
        for host in hosts where host.networkMode == .own {
            let joined = host.networks.isEmpty ? [HostDescription.Network(Self.usual)] : host.networks
            for network in joined {
                let index = index(network.name)!
                guard let address = network.address ?? plan.networks[index].subnet.firstFree(taken[index]) else {
                    throw HostError("the network \(network.name) has no free address for \(host.name)")
                }
                taken[index].insert(address)
                wires[host.name, default: []].append(Wire(network: index, address: address))
                for name in [host.name, host.hostname].compactMap({ $0?.lowercased() }) + network.aliases {
                    plan.networks[index].names[name] = address
                }
            }
        }
        try publish()
    }

    private func index(_ network: String) -> Int? { plan.networks.firstIndex { $0.name == network } }

    private mutating func publish() throws(HostError) {
        for host in hosts {
            for port in host.ports {
                guard host.networkMode == .own, let address = wires[host.name]?.first?.address else {
                    throw HostError("platform \(host.name): it has no network of its own to publish ports of")
                }
                // What Docker publishes on all addresses is published on loopback alone.
                let listen = port.address.isEmpty || port.address == "0.0.0.0" ? "127.0.0.1" : port.address
                guard listen.hasPrefix("127.") else {
                    throw HostError(
                        "platform \(host.name): port \(port.port) can be published on loopback alone, not on \(listen)")
                }
                plan.ports.append(
                    .init(listen: RelayAddress(listen, port.port), target: RelayAddress("\(address)", port.target)))
            }
        }
    }

    /// Lines of /etc/hosts: itself, those that share a network with it, links, and what the platform says.
    func names(for host: HostDescription) -> [(address: String, name: String)] {
        let own = wires[host.name] ?? []
        var lines: [(address: String, name: String)] = []
        let hostname = host.hostname ?? host.name
        let short = hostname.split(separator: ".").first.map(String.init) ?? hostname
        let title = ([hostname, short, host.name] as [String]).reduce(into: [String]()) {
            if !$0.contains($1) { $0.append($1) }
        }
        if let address = own.first?.address { lines.append(("\(address)", title.joined(separator: " "))) }
        for other in hosts where other.name != host.name {
            for wire in wires[other.name] ?? [] where own.contains(where: { $0.network == wire.network }) {
                let links = host.links.filter { $0.host == other.name }.map(\.alias)
                let aliases = other.networks.first { index($0.name) == wire.network }?.aliases ?? []
                let all = ([other.name, other.hostname ?? other.name] + links + aliases).reduce(into: [String]()) {
                    if !$0.contains($1) { $0.append($1) }
                }
                lines.append(("\(wire.address!)", all.joined(separator: " ")))
            }
        }
        return lines + host.names.map { ($0.address, $0.name) }
    }
}
