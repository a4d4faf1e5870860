import Jinja
import Templating
import Values

/// `ipaddr`: checks addresses and networks and answers questions about them.
enum AddressFilter {
    /// The answer to `query` about `value`; of a list, the answers that are true.
    static func answer(
        _ value: Value, _ query: String = "", family: IPNetwork.Family? = nil, alias: String = "ipaddr",
        depth: Int = 0
    ) throws(TemplateError) -> Value {
        guard depth < Value.depthLimit else { throw TemplateError(.tooDeep) }
        if let items = value.sequence {
            var answers: [Value] = []
            for item in items {
                let answer = try answer(item, query, family: family, alias: alias, depth: depth + 1)
                if answer.truth { answers.append(answer) }
            }
            return .list(answers)
        }
        if case .bool = value { return false }
        if !value.truth { return false }
        guard let question = subject(try value.python(), family) else { return false }
        if let family, question.v.family != family { return false }
        if let body = AddressQuery.table[query] { return try body(question) }
        if !query.utf8.allSatisfy({ (48...57).contains($0) }), let network = IPNetwork(query),
            try answer(.string(query), "network").truth
        {
            return network.network.contains(question.v) ? .string(question.value) : .none
        }
        return try host(query, of: question, alias)
    }

    private static func subject(_ text: String, _ family: IPNetwork.Family?) -> AddressQuery? {
        if text.utf8.allSatisfy({ (48...57).contains($0) }) {
            guard let number = UInt128(text) else { return nil }
            let chosen = family ?? (number > UInt128(UInt32.max) ? .v6 : .v4)
            guard number <= chosen.most else { return nil }
            let v = IPNetwork(number, prefix: chosen.width, chosen)
            return AddressQuery(v: v, value: "\(v)", isNetwork: false)
        }
        if let v = IPNetwork(text) {
            return AddressQuery(v: v, value: text, isNetwork: text.filter { $0 == "/" }.count == 1)
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = UInt128(parts[0]), let prefix = Int(parts[1]) else { return nil }
        let chosen: IPNetwork.Family = number > UInt128(UInt32.max) || prefix > 32 ? .v6 : .v4
        guard (0...chosen.width).contains(prefix) else { return nil }
        let v = IPNetwork(number, prefix: prefix, chosen)
        return AddressQuery(v: v, value: "\(v)", isNetwork: true)
    }

    /// The address at an index of the network, negative ones from the end.
    private static func host(_ query: String, of question: AddressQuery, _ alias: String) throws(TemplateError) -> Value
    {
        guard Double(query) != nil else { throw TemplateError(.plugin, "\(alias): unknown filter type: \(query)") }
        let v = question.v
        if v.hostBits == 0 { return .string(question.isNetwork ? "\(v)" : question.address) }
        guard let index = Int(query), let address = v.host(at: index) else { return false }
        return .string("\(v.text(address))/\(v.prefix)")
    }
}

extension IPNetwork {
    /// The address at `index` of the network, counted from the end where it is negative; nil outside.
    func host(at index: Int) -> UInt128? {
        let distance = UInt128(index.magnitude)
        if index >= 0 { return distance <= hostMask ? first + distance : nil }
        return distance - 1 <= hostMask ? last - (distance - 1) : nil
    }
}
