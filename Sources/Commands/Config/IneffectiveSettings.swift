import Configuration

/// Settings of ansible-core that have no effect here: a run names those that are set.
enum IneffectiveSettings {
    private static let names: Set<String> = [
        "BECOME_PLUGIN_PATH", "CONNECTION_FACTS_MODULES", "DEFAULT_ALLOW_UNSAFE_LOOKUPS",
        "DEFAULT_CLICONF_PLUGIN_PATH", "DEFAULT_HTTPAPI_PLUGIN_PATH", "DEFAULT_JINJA2_EXTENSIONS",
        "DEFAULT_LIBVIRT_LXC_NOSECLABEL", "DEFAULT_NETCONF_PLUGIN_PATH", "DEFAULT_NULL_REPRESENTATION",
        "DEFAULT_STRATEGY_PLUGIN_PATH", "DEFAULT_SU", "DEFAULT_TERMINAL_PLUGIN_PATH",
        "DEFAULT_UNDEFINED_VAR_BEHAVIOR", "NETCONF_SSH_CONFIG",
        "NETWORK_GROUP_MODULES", "PARAMIKO_HOST_KEY_AUTO_ADD", "PARAMIKO_LOOK_FOR_KEYS", "PERSISTENT_COMMAND_TIMEOUT",
        "PERSISTENT_CONNECT_RETRY_TIMEOUT", "PERSISTENT_CONNECT_TIMEOUT", "PERSISTENT_CONTROL_PATH_DIR",
        "STRING_TYPE_FILTERS", "USE_PERSISTENT_CONNECTIONS",
        "WIN_ASYNC_STARTUP_TIMEOUT",
    ]

    /// One warning for each that the environment or the configuration file sets.
    static func warnings(in world: World) -> [String] {
        let resolver = SettingResolver(world)
        return SettingReference.base.filter { names.contains($0.name) }.compactMap { setting in
            resolver.origin(of: setting).map { origin in
                "The setting '\(setting.name)' (\(origin)) is not supported and has no effect."
            }
        }
    }
}
