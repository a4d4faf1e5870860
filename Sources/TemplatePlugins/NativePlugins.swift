import Jinja

/// The names of what is built in, each once, by its full name.
public enum NativePlugins {
    public static var filters: [String] { qualified(Environment.ansible.filters.keys) }
    public static var tests: [String] { qualified(Environment.ansible.tests.keys) }

    private static let builtin = "ansible.builtin."
    /// Names that ansible-core and a collection both have.
    private static let both: Set<Substring> = ["to_yaml", "to_nice_yaml"]

    private static func qualified(_ names: some Sequence<String>) -> [String] {
        // Plugins of collections are known under their short names as well, which `ansible.builtin` is put before.
        let full = names.filter { $0.contains(".") && !$0.hasPrefix("ansible.legacy.") }
        let collected = Set(full.filter { !$0.hasPrefix(builtin) }.compactMap { $0.split(separator: ".").last })
        return full.filter { name in
            guard name.hasPrefix(builtin) else { return true }
            let short = name.dropFirst(builtin.count)
            return (!collected.contains(short) || both.contains(short))
                && short.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        }.sorted()
    }
}
