import Modules

/// Which collectors a `gather_subset` list selects: the minimal ones, what it adds, less what it takes away with `!`.
enum FactSubset {
    static func collectors(_ subsets: [String]) throws(ModuleFailure) -> [FactCollector] {
        let known = Set(FactCollector.allCases.flatMap { [$0.rawValue] + $0.factNames })
        let minimal = Set(FactCollector.minimal.map(\.rawValue))
        var (added, excluded, explicit) = (minimal, Set<String>(), Set<String>())
        for subset in subsets.isEmpty ? ["all"] : subsets {
            switch subset {
            case "min": added.formUnion(minimal)
            case "all": added.formUnion(known)
            case "!min": excluded.formUnion(minimal)
            case "!all": excluded.formUnion(known.subtracting(minimal))
            case _ where subset.hasPrefix("!"):
                let name = String(subset.dropFirst())
                excluded.insert(name)
                excluded.formUnion(FactCollector(rawValue: name)?.factNames ?? [])
            default:
                guard known.contains(subset) else {
                    let names = known.sorted().joined(separator: ", ")
                    throw ModuleFailure(
                        "Bad subset '\(subset)' given to Ansible. gather_subset options allowed: all, \(names)")
                }
                explicit.insert(subset)
                added.insert(subset)
            }
        }
        let names = added.subtracting(excluded.subtracting(explicit))
        var chosen = Set(FactCollector.allCases.filter { !names.isDisjoint(with: [$0.rawValue] + $0.factNames) })
        for collector in chosen { chosen.formUnion(collector.needs) }
        return FactCollector.allCases.filter(chosen.contains)
    }
}
