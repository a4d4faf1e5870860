import Glibc
import Modules
import System
import Values

/// The machine's TCP connections, from /proc/net/tcp and /proc/net/tcp6.
struct ConnectionTable: Sendable {
    /// The kernel's numbers of states.
    static let states = [
        "ESTABLISHED": "01", "SYN_SENT": "02", "SYN_RECV": "03", "FIN_WAIT1": "04", "FIN_WAIT2": "05",
        "TIME_WAIT": "06",
    ]

    private let active: Set<String>
    private let excluded: [String]

    init(_ arguments: Arguments) {
        let states = arguments.strings("active_connection_states") ?? []
        active = Set(states.compactMap { Self.states[$0] })
        excluded = arguments.strings("exclude_hosts") ?? []
    }

    /// How many active connections there are to `port` of this host, those of excluded hosts aside.
    func count(_ host: String, _ port: Int, on system: some System) async -> Int {
        let machine = Machine(system)
        let wanted = await forms(host, on: system)
        let isAny = host == "0.0.0.0" || host == "::"
        var others: Set<String> = []
        for name in excluded { others.formUnion(await forms(name, on: system)) }
        var count = 0
        for file in ["/proc/net/tcp", "/proc/net/tcp6"] {
            for line in await machine.lines(file).dropFirst() {
                let fields = line.words
                guard fields.count > 3, active.contains(fields[3]), let (address, local) = fields[1].cut(at: ":"),
                    Int(local, radix: 16) == port, let remote = fields[2].cut(at: ":")?.before
                else { continue }
                let isUnbound = address.allSatisfy { $0 == "0" }
                if (isAny || isUnbound || wanted.contains(address)) && !others.contains(remote) { count += 1 }
            }
        }
        return count
    }

    /// A host's addresses as those files write them: words of the machine's byte order.
    private func forms(_ host: String, on system: some System) async -> Set<String> {
        var addresses = [host]
        if !host.contains(":"), !host.allSatisfy({ $0.isNumber || $0 == "." }) {
            let found = await Machine(system).output(["getent", "ahosts", host]) ?? ""
            addresses = found.lines.compactMap { $0.words.first }
        }
        var forms: Set<String> = []
        for address in addresses {
            let parts = address.split(separator: ".").compactMap { UInt8($0) }
            if parts.count == 4 {
                let word = Self.hex(parts.reversed())
                forms.insert(word)
                forms.insert("0000000000000000FFFF0000" + word)
            } else if let bytes = IPv6Text.bytes(address) {
                forms.insert(stride(from: 0, to: 16, by: 4).map { Self.hex(bytes[$0..<$0 + 4].reversed()) }.joined())
            }
        }
        return forms
    }

    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }
}

/// IPv6 addresses in their text form (RFC 4291, section 2.2).
enum IPv6Text {
    /// The sixteen bytes; nil where `text` is no such address.
    static func bytes(_ text: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        return inet_pton(AF_INET6, text, &bytes) == 1 ? bytes : nil
    }
}
