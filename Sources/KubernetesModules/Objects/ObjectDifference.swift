import Modules
import Values

/// What differs between two objects, as kubernetes.core gives it: dicts are compared key by key, lists with keyed items
/// item by item, everything else as a whole.
struct ObjectDifference {
    let before: Dict
    let after: Dict

    /// nil where both are equal.
    init?(_ old: Dict, _ new: Dict) {
        let place = old["kind"] != nil && old["kind"] == new["kind"] ? old["kind"]?.text : nil
        self.init(old, new, at: place)
    }

    private init?(_ old: Dict, _ new: Dict, at place: String?) {
        var before: Dict = [:]
        var after: Dict = [:]
        for (key, value) in old where new[key] == nil { before[key] = value }
        for (key, value) in new where old[key] == nil { after[key] = value }
        for (key, value) in old {
            guard let other = new[key], value != other else { continue }
            let here = place.map { "\($0).\(key.text ?? "")" }
            if let left = value.mapping, let right = other.mapping {
                guard let inner = ObjectDifference(left, right, at: here) else { continue }
                before[key] = .dict(inner.before)
                after[key] = .dict(inner.after)
            } else if let left = value.sequence, let right = other.sequence, let here,
                let (gone, came) = Self.items(left, right, at: here)
            {
                before[key] = .list(gone)
                after[key] = .list(came)
            } else {
                before[key] = value
                after[key] = other
            }
        }
        guard !before.isEmpty || !after.isEmpty else { return nil }
        self.before = before
        self.after = after
    }

    /// What differs between lists whose items have keys; nil for other lists.
    private static func items(_ old: [Value], _ new: [Value], at place: String) -> ([Value], [Value])? {
        guard let key = ListKeys.key(at: place), let left = try? ListKeys.index(old, by: key, at: place),
            let right = try? ListKeys.index(new, by: key, at: place)
        else { return nil }
        var before = left.filter { right[$0.key] == nil }.map(\.value)
        var after = right.filter { left[$0.key] == nil }.map(\.value)
        for (name, item) in left {
            guard let one = item.mapping, let other = right[name]?.mapping,
                let inner = ObjectDifference(one, other, at: place)
            else { continue }
            // The key says which item it is.
            before.append(.dict(inner.before.merging([key: name]) { $1 }))
            after.append(.dict(inner.after.merging([key: name]) { $1 }))
        }
        return (before, after)
    }

    /// Whether nothing but `metadata.generation` and `metadata.resourceVersion` differs.
    var isMeaningless: Bool {
        let ignored: Set<Value> = ["generation", "resourceVersion"]
        return Array(before.keys) == ["metadata"] && Array(after.keys) == ["metadata"]
            && [before, after].allSatisfy { Set($0["metadata"]?.mapping?.keys.map { $0 } ?? []).isSubset(of: ignored) }
    }
}
