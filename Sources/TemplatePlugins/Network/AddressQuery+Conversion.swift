import Jinja
import Values

extension AddressQuery {
    var isPublic: Bool {
        !AddressKinds.isMulticast(v) && AddressKinds.isGlobal(v) && !AddressKinds.isLoopback(v)
            && !AddressKinds.isMask(v)
    }

    /// RFC 3056: the 6to4 network of an IPv4 address.
    var sixToFour: Value {
        if v.family == .v4 {
            guard v.hostBits == 0 || !isFirst, isPublic || !AddressKinds.isGlobal(v) else { return false }
            let high = v.address >> 16, low = v.address & 0xffff
            return .string("2002:\(hexadecimal(high)):\(hexadecimal(low))::1/48")
        }
        let isInRange = v.address >> 112 == 0x2002
        return isInRange && (!isNetwork || !isFirst) ? .string(value) : false
    }

    private func hexadecimal(_ word: UInt128) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    var asVersion4: Value {
        guard v.family == .v6 else { return .string(value) }
        let high = v.address >> 32
        guard high == 0 || high == 0xffff, v.prefix >= 96 else { return false }
        return .string("\(IPNetwork(v.address & 0xffff_ffff, prefix: v.prefix - 96, .v4))")
    }

    var asVersion6: Value {
        guard v.family == .v4 else { return .string(value) }
        return .string("\(IPNetwork(0xffff << 32 | v.address, prefix: v.prefix + 96, .v6))")
    }

    func neighbour(_ distance: Int) throws(TemplateError) -> Value {
        try onlyNetwork()
        guard let usable = v.usable, let next = v.moved(by: distance), (usable.first...usable.last).contains(next)
        else {
            return .none
        }
        return .string(v.text(next))
    }

    /// The other end of a point-to-point network.
    func peer() throws(TemplateError) -> Value {
        try onlyNetwork()
        if v.hostBits == 1 { return .string(v.text(v.address ^ 1)) }
        guard v.hostBits == 2 else { throw TemplateError(.plugin, "Not a point-to-point network") }
        switch v.address % 4 {
        case 0: throw TemplateError(.plugin, "Network address of /30 has no peer")
        case 3: throw TemplateError(.plugin, "Broadcast address of /30 has no peer")
        default: return .string(v.text(v.address ^ 3))
        }
    }
}
