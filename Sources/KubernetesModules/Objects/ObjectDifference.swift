import Values

/// What differs between two objects, as `recursive_diff` of Ansible's dictionary helpers gives it: dicts are compared
/// key by key, everything else as a whole.
struct ObjectDifference {
    let before: Dict
    let after: Dict

    /// nil where both are equal.
    init?(_ old: Dict, _ new: Dict) {
        var before: Dict = [:]
        var after: Dict = [:]
        for (key, value) in old where new[key] == nil { before[key] = value }
        for (key, value) in new where old[key] == nil { after[key] = value }
        for (key, value) in old {
            guard let other = new[key], value != other else { continue }
            if let left = value.mapping, let right = other.mapping {
                guard let inner = ObjectDifference(left, right) else { continue }
                before[key] = .dict(inner.before)
                after[key] = .dict(inner.after)
            } else {
                before[key] = value
                after[key] = other
            }
        }
        guard !before.isEmpty || !after.isEmpty else { return nil }
        self.before = before
        self.after = after
    }

    /// Whether nothing but `metadata.generation`, `metadata.resourceVersion` and the bookkeeping of managers differs.
    var isMeaningless: Bool {
        let ignored: Set<Value> = ["generation", "resourceVersion"]
        return Array(before.keys) == ["metadata"] && Array(after.keys) == ["metadata"]
            && [before, after].allSatisfy { Set($0["metadata"]?.mapping?.keys.map { $0 } ?? []).isSubset(of: ignored) }
    }
}
