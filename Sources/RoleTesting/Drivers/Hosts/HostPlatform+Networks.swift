import Diagnostics
import Hosts
import Values

extension HostPlatform {
    func addNetworks(to host: inout HostDescription) throws(Diagnostic) {
        switch platform.keys["network_mode"]?.plainText {
        case nil, "", "bridge", "default", "private", "slirp4netns", "pasta": break
        case "host": host.networkMode = .machine
        case "none": host.networkMode = .none
        case let name?: host.networks.append(.init(name))
        }
        for entry in platform.keys["networks"]?.sequence ?? [] {
            guard let name = entry.mapping?["name"]?.plainText ?? entry.text else { continue }
            let aliases = entry.mapping?["aliases"]?.texts ?? []
            let written = entry.mapping?["ipv4_address"]?.plainText
            host.networks.append(.init(name, address: try address(written), aliases: aliases))
        }
        if let name = platform.keys["network"]?.plainText, !name.isEmpty,
            !host.networks.contains(where: { $0.name == name })
        {
            host.networks.append(.init(name, address: try address(platform.keys["ip"]?.plainText)))
        }
        // Vagrant's private networks are one, in which addresses are given.
        for interface in platform.keys["interfaces"]?.sequence ?? [] {
            guard let address = try address(interface.mapping?["ip"]?.plainText) else { continue }
            let subnet = Subnet(IPv4(address.number & 0xFFFF_FF00), 24)
            host.networks.append(.init("\(subnet)", address: address))
        }
        host.ports = try ports()
    }

    private func address(_ text: String?) throws(Diagnostic) -> IPv4? {
        guard let text, !text.isEmpty else { return nil }
        guard let address = IPv4(text) else {
            throw Diagnostic("platform '\(platform.name)': \(text) is no IPv4 address")
        }
        return address
    }

    /// The networks that the platform describes, with their addresses.
    func networks() throws(Diagnostic) -> [NetworkDescription] {
        var found: [NetworkDescription] = []
        for entry in platform.keys["docker_networks"]?.sequence ?? [] {
            guard let mapping = entry.mapping, let name = mapping["name"]?.plainText else { continue }
            let config = mapping["ipam_config"]?.sequence?.first?.mapping
            var network = NetworkDescription(name)
            if let text = config?["subnet"]?.plainText {
                guard let subnet = Subnet(text) else {
                    throw Diagnostic("platform '\(platform.name)': \(text) is no subnet of IPv4")
                }
                network.subnet = subnet
            }
            network.gateway = try address(config?["gateway"]?.plainText)
            found.append(network)
        }
        for interface in platform.keys["interfaces"]?.sequence ?? [] {
            guard let address = try address(interface.mapping?["ip"]?.plainText) else { continue }
            let subnet = Subnet(IPv4(address.number & 0xFFFF_FF00), 24)
            // The machine's own address would be the first; a platform may well have that one.
            found.append(NetworkDescription("\(subnet)", subnet: subnet, gateway: IPv4(subnet.base.number | 254)))
        }
        return found
    }

    /// `8080:80`, `127.0.0.1:8080:80/tcp`, `80`, and ranges of the same length.
    private func ports() throws(Diagnostic) -> [HostDescription.Port] {
        var ports: [HostDescription.Port] = []
        for text in platform.keys["published_ports"]?.texts ?? [] {
            let parts = text.split(separator: "/")[0].split(separator: ":").map(String.init)
            guard !text.hasSuffix("/udp") else {
                context.note("platform '\(platform.name)': \(text) is not published, as it is UDP")
                continue
            }
            let inside = range(parts.last ?? ""), outside = range(parts.count > 1 ? parts[parts.count - 2] : parts[0])
            guard let inside, let outside, inside.count == outside.count, parts.count <= 3 else {
                throw Diagnostic("platform '\(platform.name)': the port \(text) is no [ADDRESS:]PORT:PORT")
            }
            let address = parts.count == 3 ? parts[0] : "127.0.0.1"
            for (port, target) in zip(outside, inside) {
                ports.append(HostDescription.Port(address: address, port: port, target: target))
            }
        }
        return ports
    }

    private func range(_ text: String) -> ClosedRange<Int>? {
        let ends = text.split(separator: "-").map { Int($0) }
        guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last,
            (1...65535).contains(first), (1...65535).contains(last)
        else { return nil }
        return first...last
    }
}
