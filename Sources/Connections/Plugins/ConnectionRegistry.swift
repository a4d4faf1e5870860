import Synchronization

/// The connection plugins of a run, by name.
public final class ConnectionRegistry: Sendable {
    private let plugins = Mutex<[String: any ConnectionPlugin]>([:])

    /// The built-in plugins and `others`, which win over built-in ones of their names.
    public init(_ others: [any ConnectionPlugin] = []) {
        for plugin in Self.builtin + others { register(plugin) }
    }

    private static let builtin: [any ConnectionPlugin] = [
        SSHPlugin(), LocalPlugin(), DockerPlugin(), PodmanPlugin(), KubectlPlugin(.kubernetes),
        KubectlPlugin(.openShift),
        ChrootPlugin(), NspawnPlugin(),
    ]

    /// Adds a plugin under each of its names.
    public func register(_ plugin: any ConnectionPlugin) {
        plugins.withLock { plugins in
            for name in plugin.names { plugins[name] = plugin }
        }
    }

    /// The plugin that `ansible_connection` calls `name`; nil where there is none.
    public func plugin(named name: String) -> (any ConnectionPlugin)? {
        let legacy = "ansible.legacy."
        let name = name.hasPrefix(legacy) ? String(name.dropFirst(legacy.count)) : name
        return plugins.withLock { $0[name] }
    }

    /// The plugin that connections of these settings are made by.
    func plugin(of settings: ConnectionSettings) throws(ConnectionError) -> any ConnectionPlugin {
        guard let plugin = plugin(named: settings.kind.name) else {
            throw ConnectionError(.unsupported, "the connection plugin '\(settings.kind.name)' was not found")
        }
        return plugin
    }
}
