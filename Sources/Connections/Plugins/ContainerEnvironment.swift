/// Variables for what runs in a container. Their values go by the environment of the program that leads there, as
/// others may read its arguments.
struct ContainerEnvironment {
    /// The options `-e` of the program.
    let arguments: [String]
    /// What the program's own environment gets.
    let inherited: [String: String]

    init(_ pairs: [PluginOptions.Pair]) {
        var arguments: [String] = []
        var inherited: [String: String] = [:]
        for pair in pairs {
            // What the program itself reads must not change.
            if Self.isRead(pair.name) {
                arguments += ["-e", "\(pair.name)=\(pair.text)"]
            } else {
                arguments += ["-e", pair.name]
                inherited[pair.name] = pair.text
            }
        }
        self.arguments = arguments
        self.inherited = inherited
    }

    private static func isRead(_ name: String) -> Bool {
        ["PATH", "HOME", "USER", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"].contains(name)
            || ["DOCKER_", "CONTAINERS_", "CONTAINER_", "LD_", "GO", "HTTP", "http", "NO_PROXY", "no_proxy"].contains {
                name.hasPrefix($0)
            }
    }
}
