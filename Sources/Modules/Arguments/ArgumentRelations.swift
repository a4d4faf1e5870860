package import Values

/// The rules of a specification that hold between options; each gives the first breach in ansible-core's words.
package struct ArgumentRelations {
    package let spec: ArgumentSpec
    package let values: Dict
    /// ` found in a -> b` in a nested specification.
    package let place: String

    private func has(_ name: String) -> Bool { values[.string(name)] != nil }

    package func exclusive() -> String? {
        let broken = spec.mutuallyExclusive.filter { group in Set(group).count(where: has) > 1 }
        guard !broken.isEmpty else { return nil }
        let groups = broken.map { $0.joined(separator: "|") }.joined(separator: ", ")
        return "parameters are mutually exclusive: \(groups)\(place)"
    }

    package func required() -> String? {
        let missing = spec.allOptions.filter { $0.required && !has($0.name) }.map(\.name).sorted()
        return missing.isEmpty ? nil : "missing required arguments: \(missing.joined(separator: ", "))\(place)"
    }

    /// required_together, required_one_of, required_if, required_by: at most one message each.
    package func others() -> [String] { [together(), oneOf(), conditional(), by()].compactMap { $0 } }

    private func together() -> String? {
        let broken = spec.requiredTogether.first { $0.contains(where: has) && !$0.allSatisfy(has) }
        return broken.map { "parameters are required together: \($0.joined(separator: ", "))\(place)" }
    }

    private func oneOf() -> String? {
        let broken = spec.requiredOneOf.first { !$0.contains(where: has) }
        return broken.map { "one of the following is required: \($0.joined(separator: ", "))\(place)" }
    }

    private func conditional() -> String? {
        for rule in spec.requiredIf where values[.string(rule.option)] == rule.equals {
            let missing = rule.needs.filter { !has($0) }
            guard !missing.isEmpty, !rule.any || missing.count == rule.needs.count else { continue }
            let value = (try? rule.equals.string()) ?? ""
            let names = missing.joined(separator: ", ")
            return
                "\(rule.option) is \(value) but \(rule.any ? "any" : "all") of the following are missing: \(names)\(place)"
        }
        return nil
    }

    private func by() -> String? {
        func isSet(_ name: String) -> Bool { values[.string(name)].map { !$0.isNone } ?? false }
        for (key, needs) in spec.requiredBy.sorted(by: { $0.key < $1.key }) where isSet(key) {
            let missing = needs.filter { !isSet($0) }
            guard !missing.isEmpty else { continue }
            return "missing parameter(s) required by '\(key)': \(missing.joined(separator: ", "))\(place)"
        }
        return nil
    }
}
