extension Netlink {
    /// A request as its bytes: header, fixed part, attributes (linux/netlink.h, linux/rtnetlink.h).
    struct Message {
        enum Kind: UInt16 {
            case newLink = 16
            case newAddress = 20
            case newRoute = 24
            case newRule = 32
        }

        struct Name {
            var number: UInt16
            static let hardwareAddress = Name(number: 1)
            static let interfaceName = Name(number: 3)
            static let master = Name(number: 10)
            static let linkInfo = Name(number: 18)
            static let namespace = Name(number: 28)
            static let linkKind = Name(number: 1)
            static let linkData = Name(number: 2)
            static let vethPeer = Name(number: 1)
            static let address = Name(number: 1)
            static let localAddress = Name(number: 2)
            static let broadcast = Name(number: 4)
            static let gateway = Name(number: 5)
            static let ruleInterface = Name(number: 3)
            static let rulePriority = Name(number: 6)
        }

        private let kind: Kind
        private let flags: UInt16
        private var body: [UInt8] = []

        init(type kind: Kind, flags: UInt16) {
            self.kind = kind
            self.flags = flags
        }

        mutating func bytes(_ bytes: [UInt8]) { body += bytes }
        mutating func number(_ number: UInt32) { body += Self.bytes(of: number) }

        /// struct ifinfomsg
        mutating func link(index: UInt32 = 0, flags: UInt32 = 0) {
            number(0)
            number(index)
            number(flags)
            number(flags)
        }

        mutating func attribute(_ name: Name, bytes: [UInt8]) {
            body += Self.bytes(of: UInt16(4 + bytes.count)) + Self.bytes(of: name.number) + bytes
            body += [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
        }

        mutating func attribute(_ name: Name, _ text: String) { attribute(name, bytes: Array(text.utf8) + [0]) }
        mutating func attribute(_ name: Name, _ number: UInt32) { attribute(name, bytes: Self.bytes(of: number)) }

        mutating func nested(_ name: Name, _ fill: (inout Message) -> Void) {
            var inner = Message(type: kind, flags: 0)
            fill(&inner)
            attribute(name, bytes: inner.body)
        }

        /// With its header, asking for an answer.
        func finished(_ sequence: UInt32) -> [UInt8] {
            let request: UInt16 = 1, acknowledge: UInt16 = 4
            return Self.bytes(of: UInt32(16 + body.count)) + Self.bytes(of: kind.rawValue)
                + Self.bytes(of: flags | request | acknowledge) + Self.bytes(of: sequence) + Self.bytes(of: UInt32(0))
                + body
        }

        private static func bytes(of number: some FixedWidthInteger) -> [UInt8] {
            withUnsafeBytes(of: number) { Array($0) }
        }
    }
}

extension UInt16 {
    /// NLM_F_CREATE and NLM_F_EXCL
    static let create: UInt16 = 0x600
}
