import Configuration

/// Settings of ansible-core that have no effect here: a run names those that are set.
enum IneffectiveSettings {
    private static let names: Set<String> = [
        "ACTION_WARNINGS", "ALLOW_EMBEDDED_TEMPLATES", "BECOME_ALLOW_SAME_USER", "BECOME_PLUGIN_PATH",
        "COLLECTIONS_ON_ANSIBLE_VERSION_MISMATCH", "COLLECTIONS_SCAN_SYS_PATH", "COLOR_HIGHLIGHT",
        "CONNECTION_FACTS_MODULES", "DEFAULT_ALLOW_UNSAFE_LOOKUPS", "DEFAULT_CLICONF_PLUGIN_PATH", "DEFAULT_DEBUG",
        "DEFAULT_EXECUTABLE", "DEFAULT_HTTPAPI_PLUGIN_PATH", "DEFAULT_JINJA2_EXTENSIONS",
        "DEFAULT_LIBVIRT_LXC_NOSECLABEL", "DEFAULT_LOG_FILTER", "DEFAULT_NETCONF_PLUGIN_PATH",
        "DEFAULT_NULL_REPRESENTATION", "DEFAULT_STRATEGY_PLUGIN_PATH", "DEFAULT_SU", "DEFAULT_TERMINAL_PLUGIN_PATH",
        "DEFAULT_UNDEFINED_VAR_BEHAVIOR", "DISPLAY_TRACEBACK", "INTERPRETER_PYTHON_FALLBACK",
        "INVALID_TASK_ATTRIBUTE_FAILED", "MAX_FILE_SIZE_FOR_DIFF", "MODULE_IGNORE_EXTS", "MODULE_STRICT_UTF8_RESPONSE",
        "NETCONF_SSH_CONFIG", "NETWORK_GROUP_MODULES", "PARAMIKO_HOST_KEY_AUTO_ADD", "PARAMIKO_LOOK_FOR_KEYS",
        "PERSISTENT_COMMAND_TIMEOUT", "PERSISTENT_CONNECT_RETRY_TIMEOUT", "PERSISTENT_CONNECT_TIMEOUT",
        "PERSISTENT_CONTROL_PATH_DIR", "PLAYBOOK_VARS_ROOT", "PYTHON_MODULE_RLIMIT_NOFILE", "SSH_AGENT",
        "SSH_AGENT_EXECUTABLE", "SSH_AGENT_KEY_LIFETIME", "STRING_TYPE_FILTERS", "TARGET_LOG_INFO",
        "USE_PERSISTENT_CONNECTIONS", "VERBOSE_TO_STDERR", "WIN_ASYNC_STARTUP_TIMEOUT", "YAML_FILENAME_EXTENSIONS",
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
