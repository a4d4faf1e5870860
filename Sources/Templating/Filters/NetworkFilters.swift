import Jinja
import Values

/// The address filters of ansible.utils that relate networks: `network_in_network`, `cidr_merge`, …
enum NetworkFilters {
    static let rows = [
        FilterRow("network_in_usable", taking: Signature(parameters: ["test"], required: 1)) {
            call throws(TemplateError) in
            let outer = try network(call.input, call), inner = try network(call["test"] ?? .none, call)
            let usable = outer.usable ?? (outer.first, outer.last)
            return .bool(outer.family == inner.family && usable.first <= inner.first && inner.last <= usable.last)
        },
        FilterRow("network_in_network", taking: Signature(parameters: ["test"], required: 1)) {
            call throws(TemplateError) in
            .bool(try network(call.input, call).contains(try network(call["test"] ?? .none, call)))
        },
        FilterRow("reduce_on_network", taking: Signature(parameters: ["network"], required: 1)) {
            call throws(TemplateError) in
            let outer = try network(call["network"] ?? .none, call)
            var kept: [Value] = []
            for item in try call.inputElements() where outer.contains(try network(item, call)) { kept.append(item) }
            return .list(kept)
        },
        FilterRow("cidr_merge", taking: ["action"]) { call throws(TemplateError) in
            guard let texts = try? call.inputElements() else {
                throw call.failure("cidr_merge: expected iterable, got \(try call.input.pythonRepresentation())")
            }
            var networks: [IPNetwork] = []
            for text in texts {
                guard let v = IPNetwork(try text.python()) else {
                    throw call.failure(
                        "cidr_merge: error in netaddr:\ninvalid IPNetwork \(try text.python())")
                }
                networks.append(v)
            }
            switch try call.text("action", "merge") {
            case "merge": return .list(merged(networks).map { .string("\($0)") })
            case "span": return try span(networks, call)
            case let action: throw call.failure("cidr_merge: invalid action '\(action)'")
            }
        },
        FilterRow("usable_range") { call throws(TemplateError) in
            let text = try call.inputText()
            guard let v = IPNetwork(text) else {
                throw call.failure(
                    "Error while using plugin 'usable_range': '\(text)' does not appear to be an "
                        + "IPv4 or IPv6 network")
            }
            guard v.address == v.first else {
                throw call.failure("Error while using plugin 'usable_range': \(text) has host bits set")
            }
            guard v.hostBits <= 20 else {
                throw call.failure("Error while using plugin 'usable_range': the network has too many addresses")
            }
            let addresses = (0...v.hostMask).map { Value.string(v.text(v.first + $0)) }
            return .dict(["usable_ips": .list(addresses), "number_of_ips": .int(addresses.count)])
        },
    ]

    private static func network(_ value: Value, _ call: PluginCall) throws(TemplateError) -> IPNetwork {
        guard let v = try AddressFilters.normalized(value) else {
            throw call.failure("'\(try value.python())' is not a valid IP address or network")
        }
        return v.network
    }

    /// The fewest networks that cover the same addresses, in order.
    private static func merged(_ networks: [IPNetwork]) -> [IPNetwork] {
        var stack: [IPNetwork] = []
        let sorted = networks.map(\.network).sorted { a, b in
            (a.family.rawValue, a.first, a.prefix) < (b.family.rawValue, b.first, b.prefix)
        }
        for network in sorted {
            if stack.last?.contains(network) == true { continue }
            stack.append(network)
            while stack.count >= 2, let joined = join(stack[stack.count - 2], stack[stack.count - 1]) {
                stack.removeLast(2)
                stack.append(joined)
            }
        }
        return stack
    }

    private static func join(_ a: IPNetwork, _ b: IPNetwork) -> IPNetwork? {
        guard a.family == b.family, a.prefix == b.prefix, a.prefix > 0 else { return nil }
        let outer = IPNetwork(a.first, prefix: a.prefix - 1, a.family)
        return outer.first == a.first && outer.contains(b) ? outer : nil
    }

    private static func span(_ networks: [IPNetwork], _ call: PluginCall) throws(TemplateError) -> Value {
        guard let first = networks.first else { return .none }
        guard networks.count > 1 else { return .string("\(first)") }
        guard networks.allSatisfy({ $0.family == first.family }) else {
            throw call.failure("cidr_merge: error in netaddr:\nIP sequence cannot contain both IPv4 and IPv6!")
        }
        let low = networks.map(\.first).min() ?? 0, high = networks.map(\.last).max() ?? 0
        var prefix = networks.map(\.prefix).min() ?? 0
        while prefix > 0, IPNetwork(low, prefix: prefix, first.family).last < high { prefix -= 1 }
        return .string("\(IPNetwork(low, prefix: prefix, first.family).network)")
    }
}
