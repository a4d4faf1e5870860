import Values

extension Inventory {
    /// All groups below `name`, each once, itself not among them unless a circle leads there.
    public func descendants(of name: String) -> [String] { walk(from: name) { $0.children } }

    /// All groups above `name`, each once.
    public func ancestors(of name: String) -> [String] { walk(from: name) { $0.parents } }

    /// The hosts of a group and of all groups below it, each once, in the order in which they are found.
    public func hostNames(in name: String) -> [String] {
        var seen: Set<String> = []
        return ([name] + descendants(of: name)).flatMap { groups[$0]?.hosts ?? [] }.filter { seen.insert($0).inserted }
    }

    /// Every group that holds the host, directly or through other groups, without `all`: shallow before deep, low
    /// priority before high, then by name.
    public func groups(of host: String) -> [Group] {
        guard let host = hosts[host] else { return [] }
        var names: Set<String> = []
        for group in host.groups {
            names.insert(group)
            names.formUnion(ancestors(of: group))
        }
        names.remove("all")
        return names.compactMap { groups[$0] }.sorted(by: Group.weaker)
    }

    private func walk(from name: String, _ next: (Group) -> [String]) -> [String] {
        var seen: Set<String> = []
        var found: [String] = []
        var wave = groups[name].map(next) ?? []
        while !wave.isEmpty {
            let fresh = wave.filter { seen.insert($0).inserted }
            found += fresh
            wave = fresh.flatMap { groups[$0].map(next) ?? [] }
        }
        return found
    }
}

extension Group {
    /// Whether `a`'s variables yield to `b`'s.
    static func weaker(_ a: Group, _ b: Group) -> Bool {
        (a.depth, a.priority, a.name) < (b.depth, b.priority, b.name)
    }
}
