import Values

extension Dict {
    /// `other` laid over this one: dictionaries key by key, everything else replaced, lists too.
    func merged(with other: Dict) -> Dict {
        var result = self
        for (key, value) in other {
            if let own = result[key]?.mapping, let new = value.mapping {
                result[key] = .dict(own.merged(with: new))
            } else {
                result[key] = value
            }
        }
        return result
    }

    /// Options of a program with `given` over them, one name written with either kind of dash; in debug mode verbosity is
    /// not the author's.
    func withOptions(_ given: Dict, isDebugging: Bool) -> Dict {
        var options = self
        for (key, value) in given {
            let name = key.plainText.replacing("_", with: "-")
            if isDebugging, name.allSatisfy({ $0 == "v" }) { continue }
            options[.string(name)] = value
        }
        return options
    }

    /// The dict under `key`; empty where there is none.
    func dict(_ key: String) -> Dict { self[.string(key)]?.mapping ?? [:] }

    /// What is found by going down the keys one after the other.
    func value(_ path: String...) -> Value? {
        var value: Value = .dict(self)
        for key in path {
            guard let next = value.mapping?[.string(key)] else { return nil }
            value = next
        }
        return value
    }

    /// Sets what is found by going down the keys, making dicts on the way.
    mutating func set(_ value: Value, at path: ArraySlice<String>) {
        guard let key = path.first else { return }
        guard path.count > 1 else {
            self[.string(key)] = value
            return
        }
        var inner = dict(key)
        inner.set(value, at: path.dropFirst())
        self[.string(key)] = .dict(inner)
    }
}

extension Value {
    /// A scalar as an environment variable or an option of a program holds it; Python's words for values.
    var plainText: String {
        switch self {
        case .string(let text): text
        case .bool(let flag): flag ? "True" : "False"
        case .none: "None"
        default: (try? string()) ?? ""
        }
    }

    /// Whether it is one of the words for yes that Ansible takes.
    var isTrue: Bool {
        switch self {
        case .bool(let flag): flag
        case .int(let number): number == 1
        case .string(let text): ["y", "yes", "on", "1", "true", "t"].contains(text.lowercased())
        default: false
        }
    }

    /// The texts of a list; nil where it is no list.
    var texts: [String]? { sequence.map { $0.map(\.plainText) } }
}
