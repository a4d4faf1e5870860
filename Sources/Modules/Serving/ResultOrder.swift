import Values

/// The order of the keys of a module's result, where it is not that of the values that the module gives: Python content
/// that walks through a result sees the keys as ansible-core's module would give them.
enum ResultOrder {
    /// Keys that come first, by module; the others follow as they are.
    private static let first: [String: [Value]] = [
        "command": ["changed"], "shell": ["changed"], "stat": ["changed"], "tempfile": ["changed"],
        "hostname": ["changed"], "apt": ["changed"],
        "lineinfile": ["changed", "msg"], "find": ["files", "changed", "msg"], "replace": ["rc", "msg", "changed"],
        "group": ["name", "state", "changed"], "user": ["name", "state", "append", "move_home", "changed"],
        "known_hosts": ["name", "path", "state", "hash_host", "key", "changed"],
    ]

    /// Modules that say nothing of changes; the engine adds the word.
    private static let untold: Set<String> = ["slurp", "ping", "wait_for"]

    /// - Parameters:
    ///   - module: the full name.
    ///   - isFacts: whether the module gave facts and changed nothing.
    static func arranged(_ result: Dict, of module: String, isFacts: Bool) -> Dict {
        let prefix = "ansible.builtin."
        guard module.hasPrefix(prefix) else { return result }
        let name = String(module.dropFirst(prefix.count))
        if let keys = first[name] {
            var arranged: Dict = [:]
            for key in keys { if let value = result[key] { arranged[key] = value } }
            return arranged.merging(result) { old, _ in old }
        }
        guard untold.contains(name) || isFacts, result["changed"] == false else { return result }
        var arranged = result
        arranged["changed"] = nil
        return arranged
    }
}
