import Jinja
import Values

/// A network being divided by `ipsubnet`.
struct Subnet {
    private let v: IPNetwork
    private var isAddress: Bool { v.hostBits == 0 }

    /// Nil for what is no address.
    init?(_ value: Value) throws(TemplateError) {
        guard let v = try AddressFilters.normalized(value) else { return nil }
        self.v = v.network
    }

    /// Without a query the network; with a prefix how many such networks fit or which one stands at `index`; with
    /// a network the place of this one in it.
    func answer(_ query: String, index: Int?) throws(TemplateError) -> Value {
        if query.isEmpty { return .string("\(v)") }
        guard query.utf8.allSatisfy({ (48...57).contains($0) }) else { return try place(in: query) }
        guard let prefix = Int(query), prefix <= v.family.width else { return false }
        guard isAddress else { return try subnet(prefix, index, query) }
        let place = index ?? 0
        guard place <= v.family.width + 1 - place, place >= prefix - v.family.width else { return false }
        let candidates = (prefix..<max(prefix, v.prefix)).map { IPNetwork(v.address, prefix: $0, v.family).network }
        let chosen = place < 0 ? place + candidates.count : place
        guard candidates.indices.contains(chosen) else { throw TemplateError(.index, "list index out of range") }
        return .string("\(candidates[chosen])")
    }

    private func subnet(_ prefix: Int, _ index: Int?, _ query: String) throws(TemplateError) -> Value {
        let bits = prefix - v.prefix
        guard let index else {
            guard bits >= 0 else { throw TemplateError(.plugin, "Requested subnet size of \(query) is invalid") }
            return .string("\((try? Value.apply(.power, 2, .int(bits)).string()) ?? "")")
        }
        // Of a larger network this one is the first part and the only one.
        guard bits >= 0 else {
            return index == 0 ? .string("\(IPNetwork(v.first, prefix: prefix, v.family))") : false
        }
        let last = IPNetwork(0, prefix: v.family.width - bits, v.family).hostMask
        let magnitude = UInt128(index.magnitude)
        guard index >= 0 ? magnitude <= last : magnitude - 1 <= last else { return false }
        let number = index >= 0 ? magnitude : last - (magnitude - 1)
        let shift = v.family.width - prefix
        let address = v.first + (shift >= 128 ? 0 : number << UInt128(shift))
        return .string("\(IPNetwork(address, prefix: prefix, v.family))")
    }

    private func place(in query: String) throws(TemplateError) -> Value {
        guard let outer = try AddressFilters.normalized(.string(query)) else {
            throw TemplateError(.plugin, "You must pass a valid subnet or IP address; \(query) is invalid")
        }
        guard outer.contains(IPNetwork(v.address, prefix: v.family.width, v.family)), outer.prefix <= v.prefix else {
            throw TemplateError(.plugin, "\(v) is not in the subnet \(outer.network)")
        }
        let number = v.hostBits >= 128 ? 0 : (v.first - outer.first) >> UInt128(v.hostBits)
        return .string("\(number + 1)")
    }
}
