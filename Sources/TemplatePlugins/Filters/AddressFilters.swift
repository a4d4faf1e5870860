import Jinja
import Templating
import Values

/// The address filters of ansible.utils that ask about one address: `ipaddr`, `ipv4`, `ipwrap`, `ipmath`, …
enum AddressFilters {
    static let rows = checks + subnets + NetworkFilters.rows + HardwareAddressFilters.rows

    private static let checks = [
        FilterRow("ipaddr", taking: ["query", "version", "alias"]) { call throws(TemplateError) in
            try checked(call, "ipaddr")
            let version = try call.integer("version").flatMap { IPNetwork.Family(rawValue: $0) }
            return try AddressFilter.answer(
                call.input, try call.text("query", ""), family: version, alias: try call.text("alias", "ipaddr"))
        },
        family("ipv4", .v4), family("ipv6", .v6),
        // Only by its name does the filter take a query.
        FilterRow("ipwrap", taking: Signature(takesRest: true, takesKeywords: true)) { call throws(TemplateError) in
            switch call.input {
            case .string, .list, .tuple, .bool: break
            default: throw unrecognized(call, "ipwrap")
            }
            let query = try call.keywords.first { $0.name == "query" }?.value.python() ?? ""
            guard let items = call.input.sequence else { return wrapped(call.input, query) }
            return .list(items.map { wrapped($0, query) })
        },
        FilterRow("ipmath", taking: Signature(parameters: ["amount"], required: 1)) { call throws(TemplateError) in
            let text = try call.inputText()
            guard let v = IPNetwork(text) else {
                throw call.failure("You must pass a valid IP address; \(text) is invalid")
            }
            guard let moved = v.moved(by: try CheckedArgument.integer(call, "amount")) else {
                throw TemplateError(.index, "result outside valid IP address boundary!")
            }
            return .string(v.text(moved))
        },
        FilterRow("ip4_hex", taking: ["delimiter"]) { call throws(TemplateError) in
            let text = try call.inputText()
            guard let (address, family) = IPNetwork.address(text), family == .v4 else {
                throw call.failure("You must pass a valid IP address; \(text) is invalid")
            }
            let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: address >> UInt128($0)) }
            let delimiter = try call.text("delimiter", "")
            return .string(bytes.map { Digest.hexadecimal([$0]) }.joined(separator: delimiter))
        },
        FilterRow("ipcut", taking: Signature(parameters: ["amount"], required: 1)) { call throws(TemplateError) in
            let text = try call.inputText()
            guard let (address, family) = IPNetwork.address(text) else {
                throw call.failure("You must pass a valid IP address; \(text) is invalid")
            }
            let digits = String(address, radix: 2)
            let bits = String(repeating: "0", count: family.width - digits.count) + digits
            let amount = try (call["amount"] ?? .none).convertedToWholeNumber()
            let part = Array(amount < 0 ? bits.suffix(-amount) : bits.prefix(amount))
            let size = family == .v6 ? 16 : 8
            let groups = stride(from: 0, to: part.count, by: size).map { start in
                let number = UInt128(String(part[start..<min(start + size, part.count)]), radix: 2) ?? 0
                return String(number, radix: family == .v6 ? 16 : 10)
            }
            return .string(groups.joined(separator: family == .v6 ? ":" : "."))
        },
        FilterRow("ipv6form", taking: Signature(parameters: ["format"], required: 1)) { call throws(TemplateError) in
            let text = try call.inputText(), format = try call.text("format", "")
            guard ["compress", "expand", "x509"].contains(format) else {
                throw call.failure("value of format must be one of: compress, expand, x509, got: \(format)")
            }
            guard let (address, family) = IPNetwork.address(text) else {
                throw call.failure("You must pass a valid IP address; \(text) is invalid")
            }
            guard family == .v6, format != "compress" else { return .string(IPNetwork.text(address, family)) }
            let groups = stride(from: 112, through: 0, by: -16).map { shift in
                String(UInt16(truncatingIfNeeded: address >> UInt128(shift)), radix: 16)
            }
            guard format == "expand" else { return .string(groups.joined(separator: ":")) }
            return .string(groups.map { String(repeating: "0", count: 4 - $0.count) + $0 }.joined(separator: ":"))
        },
    ]

    private static let subnets = [
        FilterRow("ipsubnet", taking: ["query", "index"]) { call throws(TemplateError) in
            try Subnet(call.input)?.answer(
                try call.text("query", ""),
                index: call.some("index") == nil
                    ? nil : try CheckedArgument.integer(call, "index"))
                ?? false
        },
        FilterRow("nthhost", taking: ["query"]) { call throws(TemplateError) in
            guard let v = try normalized(call.input), let index = Int(try call.text("query", "")),
                let address = v.host(at: index)
            else { return false }
            return .string(v.text(address))
        },
        step("next_nth_usable", 1), step("previous_nth_usable", -1),
        FilterRow("slaac", taking: ["query"]) { call throws(TemplateError) in
            guard let v = try normalized(call.input), v.family == .v6,
                let mac = HardwareAddress(try call.text("query", ""))
            else { return false }
            return .string(v.text(v.first + mac.interfaceIdentifier))
        },
    ]

    private static func family(_ name: String, _ family: IPNetwork.Family) -> FilterRow {
        FilterRow(name, taking: ["query"]) { call throws(TemplateError) in
            try checked(call, name)
            return try AddressFilter.answer(call.input, try call.text("query", ""), family: family, alias: name)
        }
    }

    private static func checked(_ call: PluginCall, _ name: String) throws(TemplateError) {
        switch call.input {
        case .string, .list, .int, .bool, .bigInt: return
        default: throw unrecognized(call, name)
        }
    }

    private static func unrecognized(_ call: PluginCall, _ name: String) -> TemplateError {
        call.failure("Unrecognized type <\(call.input.pythonClass)> for \(name) filter <value>")
    }

    private static func wrapped(_ value: Value, _ query: String) -> Value {
        guard let checked = try? AddressFilter.answer(value, query, alias: "ipwrap"), checked.truth,
            let wrapped = try? AddressFilter.answer(value.sequence == nil ? checked : value, "wrap")
        else { return value }
        return wrapped
    }

    /// The network that a value describes: of an address itself, of a network without its host part.
    static func normalized(_ value: Value) throws(TemplateError) -> IPNetwork? {
        let type = (try? AddressFilter.answer(value, "type")) ?? false
        guard case .string(let kind) = type else { return nil }
        let answer = try AddressFilter.answer(value, kind == "address" ? "cidr" : "subnet")
        return try IPNetwork(answer.python())
    }

    private static func step(_ name: String, _ sign: Int) -> FilterRow {
        FilterRow(name, taking: Signature(parameters: ["offset"], required: 1)) { call throws(TemplateError) in
            guard let v = try? normalized(call.input) else { return false }
            let offset = try CheckedArgument.integer(call, "offset")
            guard let usable = v.usable, let next = v.moved(by: sign * offset),
                (usable.first...usable.last).contains(next)
            else { return .none }
            return .string(v.text(next))
        }
    }
}
