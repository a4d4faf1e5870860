import Values

/// Removes the fields that `hidden_fields` names: `metadata.managedFields`, `spec.containers[0].env[3].value`,
/// `metadata.annotations[kubectl.kubernetes.io/last-applied-configuration]`.
struct HiddenFields {
    private let paths: [[String]]

    init(_ names: [String]) { paths = names.map(Self.parts) }

    func removed(from object: Value) -> Value {
        // Later items of a list go first, so that the places of the others stay.
        func place(_ path: [String]) -> Int { path.last.flatMap { Int($0) } ?? -1 }
        let ordered = paths.sorted { place($0) > place($1) }
        return ordered.reduce(object) { Self.remove($1[...], from: $0) }
    }

    private static func remove(_ path: ArraySlice<String>, from value: Value) -> Value {
        guard let first = path.first else { return value }
        if var items = value.mapping, case .dict = value {
            guard let inner = items[.string(first)] else { return value }
            if path.count == 1 {
                items[.string(first)] = nil
            } else {
                let left = remove(path.dropFirst(), from: inner)
                items[.string(first)] = isEmpty(left) ? nil : left
            }
            return .dict(items)
        }
        if var items = value.sequence, let place = Int(first), items.indices.contains(place) {
            if path.count == 1 {
                items.remove(at: place)
            } else {
                let left = remove(path.dropFirst(), from: items[place])
                if isEmpty(left) { items.remove(at: place) } else { items[place] = left }
            }
            return .list(items)
        }
        return value
    }

    private static func isEmpty(_ value: Value) -> Bool {
        value.mapping?.isEmpty ?? value.sequence?.isEmpty ?? false
    }

    /// The parts of a path: names between dots, and what brackets enclose as it is.
    private static func parts(_ path: String) -> [String] {
        var parts: [String] = []
        var current = ""
        var isBracketed = false
        for character in path {
            switch character {
            case "[" where !isBracketed:
                if !current.isEmpty { parts.append(current) }
                current = ""
                isBracketed = true
            case "]" where isBracketed:
                parts.append(current)
                current = ""
                isBracketed = false
            case "." where !isBracketed:
                if !current.isEmpty { parts.append(current) }
                current = ""
            default: current.append(character)
            }
        }
        if !current.isEmpty { parts.append(current) }
        return parts
    }
}
