import CShims
import Glibc
import System
import Values

/// The network of a fleet as others see it: the relay's process and the namespace with the bridges.
struct Hub: Sendable {
    let plan: RelayPlan
    let process: RunningProcess
    let namespace: NetworkNamespace

    /// Starts the relay and waits until it serves. `folder` is the fleet's.
    static func start(_ plan: RelayPlan, folder: String, store: HostStore) async throws(HostError) -> Hub {
        try Files.makeDirectory(store.packages)
        let json = (try? JSON.text(plan.json)) ?? "{}"
        var launch = Launch(
            [store.program, HostRelay.command, folder], environment: ["PATH": Launch.usualPath])
        launch.directory = "/"
        let program = try Unfinished.begin(in: folder) { [launch] () throws(HostError) in
            try Files.makeDirectory(folder, mode: 0o700)
            try Files.write("\(folder)/relay.json", json, mode: 0o600)
            return try launch.piped(hasInput: false)
        }
        defer { Unfinished.end(program.pid) }
        let result = try await Aside.blocking { () async throws(HostError) in Self.firstLine(of: program) }
        guard result.hasPrefix("ready ") else {
            program.kill()
            _ = program.waitForEnd()
            throw failure(result)
        }
        let thread = result.dropFirst(6)
        try Files.write("\(folder)/relay.thread", String(thread), mode: 0o600)
        guard let hub = open(folder, plan) else { throw HostError("the relay of the network has ended") }
        return hub
    }

    /// What the line of a relay that does not serve says.
    private static func failure(_ line: String) -> HostError {
        let parts = line.split(separator: " ", maxSplits: 2)
        guard parts.count == 3, parts[0] == "failed", let port = Int(parts[1]) else {
            return HostError("the relay of the network did not start: \(line)")
        }
        var error = HostError(String(parts[2]))
        error.refusedPort = port == 0 ? nil : port
        return error
    }

    /// The one that runs for the fleet, told of what is new in the plan; or a new one.
    static func extend(_ plan: RelayPlan, folder: String, store: HostStore) async throws(HostError) -> Hub {
        guard let running = open(folder) else { return try await start(plan, folder: folder, store: store) }
        let networks = Set(running.plan.networks.map { "\($0.name) \($0.subnet)" })
        guard networks.isSuperset(of: plan.networks.map { "\($0.name) \($0.subnet)" }), plan.ports.isEmpty else {
            throw HostError("hosts that run already have other networks; destroy them first")
        }
        return running
    }

    /// That of a fleet that was made before; nil where its relay runs no more.
    static func open(_ folder: String) -> Hub? {
        guard let text = Files.text("\(folder)/relay.json"), let json = try? JSON.parse(text),
            let plan = RelayPlan(json: json)
        else { return nil }
        return open(folder, plan)
    }

    private static func open(_ folder: String, _ plan: RelayPlan) -> Hub? {
        guard let thread = Files.text("\(folder)/relay.thread"),
            let pid = thread.split(separator: "/").first.flatMap({ Int32($0) }), let process = RunningProcess(pid),
            Files.text("/proc/\(pid)/cmdline")?.contains(folder) == true,
            let namespace = try? NetworkNamespace.open("/proc/\(thread)/ns/net")
        else { return nil }
        return Hub(plan: plan, process: process, namespace: namespace)
    }

    private static func firstLine(of program: PipedProgram) -> String {
        var line: [UInt8] = []
        var polled = pollfd(fd: program.output, events: Int16(POLLIN), revents: 0)
        let end = Clock.monotonic + 20
        while Clock.monotonic < end {
            guard poll(&polled, 1, 1000) > 0 else { continue }
            var bytes = [UInt8](repeating: 0, count: 4096)
            let count = read(program.output, &bytes, bytes.count)
            if count <= 0 { break }
            line += bytes[..<count]
            if line.contains(10) { break }
        }
        return String(decoding: line.prefix { $0 != 10 }, as: UTF8.self)
    }

    /// A network namespace with one interface on each wire, the first of which leads on.
    func attach(_ wires: [Wire]) throws(HostError) -> NetworkNamespace {
        let host = try NetworkNamespace.make()
        for (index, wire) in wires.enumerated() {
            let network = plan.networks[wire.network]
            let address = wire.address ?? network.subnet.address(UInt32.random(in: 2..<200))!
            let name = "v\(String(UInt32.random(in: 0 ... .max), radix: 36))"
            // A locally administered hardware address made of the other one, as Docker does it.
            let hardware: [UInt8] = [0x02, 0x42] + address.bytes
            try namespace.run { () throws(HostError) in
                try Netlink().addPair(
                    name, bridge: network.bridge, peer: "eth\(index)", in: host.descriptor, address: hardware)
            }
            try host.run { () throws(HostError) in
                let link = try Netlink()
                try link.addAddress(address, of: network.subnet, to: "eth\(index)")
                try link.setUp("eth\(index)")
                if index == 0 { try link.addDefaultRoute(by: network.gateway) }
            }
        }
        return host
    }

    func stop() { process.kill() }
}

/// One interface of a host: a network of the plan, and its address there.
struct Wire: Sendable {
    var network: Int
    var address: IPv4?
}
