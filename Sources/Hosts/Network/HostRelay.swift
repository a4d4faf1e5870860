import CShims
import Glibc
import System
import Values

/// The process that holds a fleet's networks: bridges in a namespace of their own, names, packages, published ports.
///
/// It is this program again, started as `PROGRAM _relay FOLDER`, and ends when the fleet's folder is gone.
public enum HostRelay {
    /// The command of the program that runs this; it is no command for people.
    public static let command = "_relay"

    /// Runs until the folder of the fleet is gone; prints one line when it serves, or why it does not: `ready` with the
    /// thread below /proc whose network namespace is the fleet's, `failed` with the published port that is the cause (0 for none)
    /// and the reason.
    public static func run(folder: String) -> Int32 {
        BrokenPipes.ignore()
        setsid()
        let owner: RunningProcess?
        do throws(HostError) {
            guard let text = Files.text("\(folder)/relay.json"), let json = try? JSON.parse(text),
                let plan = RelayPlan(json: json)
            else { throw HostError("\(folder)/relay.json cannot be read") }
            owner = plan.owner.flatMap { RunningProcess($0) }
            try serve(plan)
        } catch {
            say("failed \(error.refusedPort ?? 0) \(error.message)")
            return 1
        }
        say("ready \(Files.link("/proc/thread-self") ?? "self")")
        while Files.exists("\(folder)/relay.json") {
            sleep(1)
            if let owner, !owner.isRunning { try? Files.remove(folder) }
        }
        return 0
    }

    private static func say(_ line: String) {
        let bytes = Array("\(line)\n".utf8)
        _ = bytes.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
        // Nothing more is said, and the process that started this one waits for its end.
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        for descriptor in 0...2 as ClosedRange<Int32> { dup2(null, descriptor) }
    }

    private static func serve(_ plan: RelayPlan) throws(HostError) {
        let machine = try NetworkNamespace.open("/proc/self/ns/net")
        var published: [(listener: Int32, target: RelayAddress)] = []
        for port in plan.ports {
            do throws(HostError) { published.append((try port.listen.listen(), port.target)) } catch {
                var error = error
                error.refusedPort = port.listen.port
                throw error
            }
        }
        let failure = swiftplay_leave(Namespaces.network)
        guard failure == 0 else { throw .last("make a network namespace", failure) }
        let link = try Netlink()
        try link.setUp("lo")
        // Whatever is not of the fleet is refused at once, in place of silence.
        try? Files.writeThrough("/proc/sys/net/ipv4/ip_forward", "1")
        for network in plan.networks {
            try link.addBridge(network.bridge)
            try link.addAddress(network.gateway, of: network.subnet, to: network.bridge)
            try link.setUp(network.bridge)
            try? link.refuseForwarding(from: network.bridge)
            let gateway = "\(network.gateway)"
            accept(on: try RelayAddress(gateway, RelayPlan.packagePort).listen()) { client in
                guard (try? machine.enter()) != nil else { return }
                PackageRelay(plan: plan, client: client).serve()
            }
            answer(on: try RelayAddress(gateway, 53).listen(datagrams: true), NameServer(names: network.names))
        }
        // Threads are in the namespace of the one that started them, so these connect to the hosts.
        for (listener, target) in published {
            accept(on: listener) { client in
                guard let server = try? target.connect() else { return }
                Splice.join(client, server)
                close(server)
            }
        }
    }

    /// Gives each connection a thread.
    private static func accept(on listener: Int32, _ body: @escaping @Sendable (Int32) -> Void) {
        SystemThread.start {
            while true {
                let client = Glibc.accept(listener, nil, nil)
                if client < 0 {
                    if errno != EINTR { usleep(10_000) }
                    continue
                }
                let hasStarted = SystemThread.start {
                    body(client)
                    close(client)
                }
                if !hasStarted { close(client) }
            }
        }
    }

    private static func answer(on socket: Int32, _ server: NameServer) {
        SystemThread.start {
            var buffer = [UInt8](repeating: 0, count: 4096)
            while true {
                var from = sockaddr_storage()
                var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
                withUnsafeMutablePointer(to: &from) { pointer in
                    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                        let count = recvfrom(socket, &buffer, buffer.count, 0, address, &size)
                        guard count > 0, let answer = server.answer(Array(buffer[..<count])) else { return }
                        sendto(socket, answer, answer.count, 0, address, size)
                    }
                }
            }
        }
    }
}
