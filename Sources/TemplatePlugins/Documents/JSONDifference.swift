import Values

/// The JSON patch that makes one document of another.
struct JSONDifference {
    private(set) var operations: [Value] = []

    init(from old: Value, to new: Value) { compare(old, new, []) }

    private mutating func add(_ operation: String, _ path: [String], _ value: Value? = nil) {
        var entry: Dict = ["op": .string(operation), "path": .string(JSONPointer.text(path))]
        entry["value"] = value
        operations.append(.dict(entry))
    }

    private mutating func compare(_ old: Value, _ new: Value, _ path: [String]) {
        switch (old, new) {
        case (.dict(let old), .dict(let new)): compare(old.items, new.items, path)
        case (.list(let old), .list(let new)): compare(old.items, new.items, path)
        default: if !JSONPatch.areEqual(old, new) { add("replace", path, new) }
        }
    }

    private mutating func compare(_ old: Dict, _ new: Dict, _ path: [String]) {
        func name(_ key: Value) -> String { (try? key.string()) ?? "" }
        for key in old.keys where new[key] == nil { add("remove", path + [name(key)]) }
        for (key, value) in new where old[key] == nil { add("add", path + [name(key)], value) }
        for (key, value) in old {
            if let other = new[key] { compare(value, other, path + [name(key)]) }
        }
    }

    /// What both lists begin and end with stays; between that, item stands against item.
    private mutating func compare(_ old: [Value], _ new: [Value], _ path: [String]) {
        let shorter = min(old.count, new.count)
        let start = (0..<shorter).first { !JSONPatch.areEqual(old[$0], new[$0]) } ?? shorter
        let end =
            (0..<(shorter - start)).first {
                !JSONPatch.areEqual(old[old.count - 1 - $0], new[new.count - 1 - $0])
            } ?? (shorter - start)
        let pairs = shorter - start - end
        for place in start..<(start + pairs) { compare(old[place], new[place], path + ["\(place)"]) }
        for _ in 0..<(old.count - shorter) { add("remove", path + ["\(start + pairs)"]) }
        for place in (start + pairs)..<(start + pairs + new.count - shorter) {
            add("add", path + ["\(place)"], new[place])
        }
    }
}
