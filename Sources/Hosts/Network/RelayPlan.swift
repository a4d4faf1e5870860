import Values

/// What the relay of a fleet serves: its networks, names, ports and the way to packages.
struct RelayPlan: Sendable {
    struct Network: Sendable {
        var name: String
        var bridge: String
        var subnet: Subnet
        /// The address of the bridge, by which names and packages are asked for.
        var gateway: IPv4
        /// The addresses of names in it, in lower case.
        var names: [String: IPv4] = [:]
    }

    struct Port: Sendable {
        var listen: RelayAddress
        var target: RelayAddress
    }

    var networks: [Network] = []
    var ports: [Port] = []
    /// Machines that packages may come from.
    var mirrors: [String] = []
    var proxy: String?
    var secureProxy: String?
    /// Where fetched packages are kept.
    var packages: String

    /// The process without which the relay is not needed; nil serves for as long as the fleet's folder is there.
    var owner: Int32?

    init(packages: String) { self.packages = packages }

    /// Takes packages from where the machine does.
    mutating func take(_ packages: PackageSources) {
        mirrors = packages.hosts
        (proxy, secureProxy) = (packages.proxy, packages.secureProxy)
    }

    /// The port of a gateway at which packages are asked for.
    static let packagePort = 3142
}

extension RelayPlan.Network {
    /// The network of a number, with the addresses that Docker gives its first ones.
    static func numbered(_ number: Int, name: String, subnet: Subnet? = nil, gateway: IPv4? = nil) -> Self {
        let subnet = subnet ?? Subnet(IPv4(172 << 24 | UInt32(17 + number) << 16), 16)
        return Self(name: name, bridge: "br\(number)", subnet: subnet, gateway: gateway ?? subnet.address(1)!)
    }
}

extension RelayPlan {
    var json: Value {
        [
            "networks": .list(
                networks.map { network in
                    [
                        "name": .string(network.name), "bridge": .string(network.bridge),
                        "subnet": .string("\(network.subnet)"), "gateway": .string("\(network.gateway)"),
                        "names": record(network.names) { "\($0)" },
                    ]
                }),
            "ports": .list(
                ports.map { port in
                    [
                        "listen": .string("\(port.listen.host):\(port.listen.port)"),
                        "target": .string("\(port.target.host):\(port.target.port)"),
                    ]
                }),
            "mirrors": .list(mirrors.map { .string($0) }), "packages": .string(packages),
            "owner": owner.map { .int(Int($0)) } ?? .none,
            "proxy": proxy.map { .string($0) } ?? .none, "secure_proxy": secureProxy.map { .string($0) } ?? .none,
        ]
    }

    init?(json: Value) {
        guard let packages = json["packages"]?.text else { return nil }
        self.init(packages: packages)
        for item in json["networks"]?.items ?? [] {
            guard let name = item["name"]?.text, let bridge = item["bridge"]?.text,
                let subnet = item["subnet"]?.text.flatMap({ Subnet($0) }),
                let gateway = item["gateway"]?.text.flatMap({ IPv4($0) })
            else { return nil }
            var network = Network(name: name, bridge: bridge, subnet: subnet, gateway: gateway)
            for (name, address) in item["names"]?.pairs ?? [] {
                network.names[name] = address.text.flatMap { IPv4($0) }
            }
            networks.append(network)
        }
        for item in json["ports"]?.items ?? [] {
            guard let listen = item["listen"]?.text.flatMap({ RelayAddress($0) }),
                let target = item["target"]?.text.flatMap({ RelayAddress($0) })
            else { return nil }
            ports.append(Port(listen: listen, target: target))
        }
        mirrors = (json["mirrors"]?.items ?? []).compactMap(\.text)
        proxy = json["proxy"]?.text
        owner = json["owner"]?.number.flatMap { Int32(exactly: $0) }
        secureProxy = json["secure_proxy"]?.text
    }
}
