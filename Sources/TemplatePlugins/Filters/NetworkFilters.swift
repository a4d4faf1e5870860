import Jinja
import Templating
import Values

/// The address filters of ansible.utils that relate networks: `network_in_network`, `cidr_merge`, …
enum NetworkFilters {
    static let rows = [
        FilterRow("network_in_usable", taking: Signature(parameters: ["test"], required: 1)) {
            call throws(TemplateError) in
            let usable = try bounds(of: try text(call.input), "first_usable", "last_usable")
            return .bool(try lies(try bounds(of: try text(call["test"])), in: usable))
        },
        FilterRow("network_in_network", taking: Signature(parameters: ["test"], required: 1)) {
            call throws(TemplateError) in
            .bool(try lies(try bounds(of: try text(call["test"])), in: try bounds(of: try text(call.input))))
        },
        FilterRow("reduce_on_network", taking: Signature(parameters: ["network"], required: 1)) {
            call throws(TemplateError) in
            let outer = try bounds(of: try text(call["network"]))
            var kept: [Value] = []
            for item in try CheckedArgument.list(call, "value", call.input) {
                if try lies(try bounds(of: item), in: outer) { kept.append(item) }
            }
            return .list(kept)
        },
        FilterRow("cidr_merge", taking: ["action"]) { call throws(TemplateError) in
            var networks: [IPNetwork] = []
            for text in try CheckedArgument.list(call, "value", call.input) {
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

    private typealias Bounds = (first: Value, last: Value)

    /// The numbers of the first and last address by two questions to the network, or of the address itself where
    /// there is no answer. False stands for what is no address and counts as 0, as it does in the original.
    private static func bounds(
        of value: Value, _ first: String = "network", _ last: String = "broadcast"
    ) throws(TemplateError) -> Bounds {
        let v = (try? AddressFilter.answer(value, "subnet")) ?? false
        func number(_ query: String) throws(TemplateError) -> Value {
            let found = try AddressFilter.answer(v, query)
            return try AddressFilter.answer(found.truth ? found : try AddressFilter.answer(v, "address"), "int")
        }
        return (try number(first), try number(last))
    }

    /// The text that the documented type `str` makes of an argument.
    private static func text(_ value: Value?) throws(TemplateError) -> Value {
        guard let value, !value.isNone else { return .none }
        return .string(try value.python())
    }

    private static func lies(_ inner: Bounds, in outer: Bounds) throws(TemplateError) -> Bool {
        try raising { () throws(ValueError) in
            for place in [inner.first, inner.last] {
                guard try Value.compare(.lessOrEqual, outer.first, place),
                    try Value.compare(.lessOrEqual, place, outer.last)
                else { return false }
            }
            return true
        }
    }

    /// The fewest networks that cover the same addresses, in order. One that touches no other stays as it was written.
    private static func merged(_ networks: [IPNetwork]) -> [IPNetwork] {
        var groups: [[IPNetwork]] = [], end: UInt128 = 0
        let sorted = networks.sorted { a, b in
            (a.family.rawValue, a.first, a.prefix) < (b.family.rawValue, b.first, b.prefix)
        }
        for v in sorted {
            let touches = groups.last?.last?.family == v.family && (end == .max || v.first <= end + 1)
            if touches { groups[groups.count - 1].append(v) } else { groups.append([v]) }
            end = touches ? max(end, v.last) : v.last
        }
        return groups.flatMap { $0.count == 1 ? $0 : joined($0.map(\.network)) }
    }

    private static func joined(_ sorted: [IPNetwork]) -> [IPNetwork] {
        var stack: [IPNetwork] = []
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
