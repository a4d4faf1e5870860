/// Everything that a configuration file or the environment may set, those settings included that this engine has no
/// use for: what `ansible-config` lists. Tests/Oracles/settings.py writes the tables.
public struct SettingReference: Sendable {
    public struct INIKey: Sendable, Hashable {
        public var section: String
        public var key: String

        public init(section: String, key: String) {
            self.section = section
            self.key = key
        }
    }

    public let name: String
    /// `boolean`, `list`, `pathspec` and so on; empty where values stay as they are.
    public let type: String
    /// The value without any setting, as JSON; `{HOME}` stands for the setting ANSIBLE_HOME.
    public let fallback: String
    public let environment: [String]
    public let ini: [INIKey]
    /// Variables of hosts and plays that set it, for options of plugins.
    public let variables: [String]
    public let choices: [String]
    public let isRequired: Bool

    init(row: Substring) {
        var fields = row.split(separator: " | ", maxSplits: 7, omittingEmptySubsequences: false).map(String.init)
        fields += Array(repeating: "", count: max(0, 8 - fields.count))
        func words(_ index: Int) -> [String] { fields[index].split(separator: ",").map(String.init) }
        name = fields[0]
        type = fields[1]
        fallback = fields[2]
        environment = words(3)
        ini = words(4).map { word in
            let parts = word.split(separator: ":", maxSplits: 1)
            return INIKey(section: String(parts.first ?? ""), key: String(parts.last ?? ""))
        }
        variables = words(5)
        choices = words(6)
        isRequired = fields[7] == "required"
    }

    /// The options of a plugin, a row each.
    public static func options(_ rows: String) -> [SettingReference] { rows.split(separator: "\n").map(Self.init) }

    /// The row of the shell that command lines are run by on a host.
    public static let executable =
        "executable | string | \"/bin/sh\" | ANSIBLE_EXECUTABLE | defaults:executable | "
        + "ansible_executable,ansible_shell_executable"

    /// The settings of no plugin, by name.
    public static let base: [SettingReference] = (baseRows1 + "\n" + baseRows2).split(separator: "\n").map(Self.init)

    /// Settings that can be asked for and that no list shows.
    public static let hidden: [SettingReference] = hiddenRows.split(separator: "\n").map(Self.init)

    /// A plugin with its options.
    public struct Plugin: Sendable {
        public let type: String
        public let name: String
        public let options: [SettingReference]
    }

    public static let plugins: [Plugin] = {
        var plugins: [Plugin] = []
        for line in pluginRows.split(separator: "\n") {
            if line.hasPrefix("@") {
                let words = line.dropFirst().split(separator: " ").map(String.init)
                plugins.append(Plugin(type: words[0], name: words.last ?? "", options: []))
            } else if let last = plugins.popLast() {
                plugins.append(Plugin(type: last.type, name: last.name, options: last.options + [Self(row: line)]))
            }
        }
        return plugins
    }()

    /// The types of plugins that have options, in the order in which they are listed.
    public static let pluginTypes = [
        "become", "cache", "callback", "cliconf", "connection", "httpapi", "inventory", "lookup", "netconf", "shell",
        "vars",
    ]

    /// The options of one server of `[galaxy] server_list`.
    public static func galaxyServer(_ name: String) -> [SettingReference] {
        galaxyRows.split(separator: "\n").map { row in
            Self(row: Substring(row.replacing("{name}", with: name).replacing("{NAME}", with: name.uppercased())))
        }
    }
}
