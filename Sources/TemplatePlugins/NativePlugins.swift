import Jinja

/// The names of what is built in, each once, by its full name.
public enum NativePlugins {
    public static var filters: [String] { qualified(Environment.ansible.filters.keys) }
    public static var tests: [String] { qualified(Environment.ansible.tests.keys) }

    private static func qualified(_ names: some Sequence<String>) -> [String] {
        names.filter { $0.contains(".") && !$0.hasPrefix("ansible.legacy.") }.sorted()
    }
}
