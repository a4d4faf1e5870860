extension Setting {
    /// Every setting that the engine honours.
    public static let table: [Setting] =
        running + output + locations + modules + connecting + becoming
        + ["doas", "su", "sudo"].flatMap(ofMethod) + facts + inventory

    private static let running: [Setting] = [
        Setting("DEFAULT_FORKS", .int, "50", env: ["ANSIBLE_FORKS"], "forks"),
        Setting("DEFAULT_STRATEGY", .string, "linear", env: ["ANSIBLE_STRATEGY"], "strategy"),
        Setting("DEFAULT_FORCE_HANDLERS", .bool, "false", env: ["ANSIBLE_FORCE_HANDLERS"], "force_handlers"),
        Setting(
            "ERROR_ON_MISSING_HANDLER", .bool, "true", env: ["ANSIBLE_ERROR_ON_MISSING_HANDLER"],
            "error_on_missing_handler"),
        Setting(
            "ANY_ERRORS_FATAL", .bool, "false", env: ["ANSIBLE_ANY_ERRORS_FATAL"], "any_errors_fatal"),
        Setting(
            "DUPLICATE_YAML_DICT_KEY", .string, "warn", env: ["ANSIBLE_DUPLICATE_YAML_DICT_KEY"], "duplicate_dict_key"),
        Setting(
            "INVENTORY_SCRIPT_STDERR", .bool, "true", env: ["ANSIBLE_INVENTORY_PLUGIN_SCRIPT_STDERR"],
            in: "inventory_plugin_script", "always_show_stderr"),
        Setting("DEFAULT_HASH_BEHAVIOUR", .string, "replace", env: ["ANSIBLE_HASH_BEHAVIOUR"], "hash_behaviour"),
        Setting(
            "ALLOW_BROKEN_CONDITIONALS", .bool, "false", env: ["ANSIBLE_ALLOW_BROKEN_CONDITIONALS"],
            "allow_broken_conditionals"),
        Setting(
            "DEFAULT_PRIVATE_ROLE_VARS", .bool, "false", env: ["ANSIBLE_PRIVATE_ROLE_VARS"], "private_role_vars"),
        Setting("TASK_TIMEOUT", .int, "0", env: ["ANSIBLE_TASK_TIMEOUT"], "task_timeout"),
        Setting("DEFAULT_MODULE_NAME", .string, "command", env: [], "module_name"),
        Setting("DEFAULT_MODULE_ARGS", .string, "", env: ["ANSIBLE_MODULE_ARGS"], "module_args"),
        Setting(
            "DEFAULT_LOAD_CALLBACK_PLUGINS", .bool, "false", env: ["ANSIBLE_LOAD_CALLBACK_PLUGINS"],
            "bin_ansible_callbacks"),
        Setting("DEFAULT_POLL_INTERVAL", .int, "15", env: ["ANSIBLE_POLL_INTERVAL"], "poll_interval"),
        Setting("ENABLE_TASK_DEBUGGER", .bool, "false", env: ["ANSIBLE_ENABLE_TASK_DEBUGGER"], "enable_task_debugger"),
        Setting(
            "TASK_DEBUGGER_IGNORE_ERRORS", .bool, "true", env: ["ANSIBLE_TASK_DEBUGGER_IGNORE_ERRORS"],
            "task_debugger_ignore_errors"),
        Setting("ASYNC_DIR", .string, "~/.ansible_async", env: ["ANSIBLE_ASYNC_DIR"], "async_dir"),
        Setting("DEFAULT_JINJA2_NATIVE", .bool, "true", env: ["ANSIBLE_JINJA2_NATIVE"], "jinja2_native"),
        Setting("TAGS_RUN", .list, "", env: ["ANSIBLE_RUN_TAGS"], in: "tags", "run"),
        Setting("TAGS_SKIP", .list, "", env: ["ANSIBLE_SKIP_TAGS"], in: "tags", "skip"),
        Setting("DEFAULT_MANAGED_STR", .string, "Ansible managed", env: [], "ansible_managed"),
        Setting("MAX_FILE_SIZE_FOR_DIFF", .int, "104448", env: ["ANSIBLE_MAX_DIFF_SIZE"], "max_diff_size"),
        Setting(
            "INVALID_TASK_ATTRIBUTE_FAILED", .bool, "true", env: ["ANSIBLE_INVALID_TASK_ATTRIBUTE_FAILED"],
            "invalid_task_attribute_failed"),
        Setting(
            "ALLOW_EMBEDDED_TEMPLATES", .bool, "true", env: ["ANSIBLE_ALLOW_EMBEDDED_TEMPLATES"],
            "allow_embedded_templates"),
        Setting("RETRY_FILES_ENABLED", .bool, "false", env: ["ANSIBLE_RETRY_FILES_ENABLED"], "retry_files_enabled"),
        Setting("RETRY_FILES_SAVE_PATH", .path, nil, env: ["ANSIBLE_RETRY_FILES_SAVE_PATH"], "retry_files_save_path"),
    ]

    private static let output: [Setting] = [
        Setting("DEFAULT_STDOUT_CALLBACK", .string, "default", env: ["ANSIBLE_STDOUT_CALLBACK"], "stdout_callback"),
        Setting("CALLBACKS_ENABLED", .list, "", env: ["ANSIBLE_CALLBACKS_ENABLED"], "callbacks_enabled"),
        Setting("DEFAULT_VERBOSITY", .int, "0", env: ["ANSIBLE_VERBOSITY"], "verbosity"),
        Setting("ANSIBLE_NOCOLOR", .bool, "false", env: ["ANSIBLE_NOCOLOR", "NO_COLOR"], "nocolor"),
        Setting("ANSIBLE_FORCE_COLOR", .bool, "false", env: ["ANSIBLE_FORCE_COLOR"], "force_color"),
        Setting("DEFAULT_LOG_PATH", .path, nil, env: ["ANSIBLE_LOG_PATH"], "log_path"),
        Setting("DEFAULT_LOG_FILTER", .list, "", env: ["ANSIBLE_LOG_FILTER"], "log_filter"),
        Setting("VERBOSE_TO_STDERR", .bool, "false", env: ["ANSIBLE_VERBOSE_TO_STDERR"], "verbose_to_stderr"),
        Setting("ACTION_WARNINGS", .bool, "true", env: ["ANSIBLE_ACTION_WARNINGS"], "action_warnings"),
        Setting("DEFAULT_DEBUG", .bool, "false", env: ["ANSIBLE_DEBUG"], "debug"),
        Setting("LOG_VERBOSITY", .int, nil, env: ["ANSIBLE_LOG_VERBOSITY"], "log_verbosity"),
        Setting(
            "MASK_SECRETS", .bool, "true", env: ["SWIFTPLAY_MASK_SECRETS"], in: "swiftplay", "mask_secrets"),
        Setting("SWIFTPLAY_EVENTS", .path, nil, env: ["SWIFTPLAY_EVENTS"], in: "swiftplay", "events"),
        Setting("SWIFTPLAY_LIVE", .bool, "true", env: ["SWIFTPLAY_LIVE"], in: "swiftplay", "live"),
        Setting("SWIFTPLAY_OTLP", .string, nil, env: ["SWIFTPLAY_OTLP"], in: "swiftplay", "otlp"),
        Setting("SWIFTPLAY_REPORT", .path, nil, env: ["SWIFTPLAY_REPORT"], in: "swiftplay", "report"),
        Setting("DEFAULT_NO_LOG", .bool, "false", env: ["ANSIBLE_NO_LOG"], "no_log"),
        Setting(
            "DISPLAY_SKIPPED_HOSTS", .bool, "true", env: ["ANSIBLE_DISPLAY_SKIPPED_HOSTS"], "display_skipped_hosts"),
        Setting("DISPLAY_OK_HOSTS", .bool, "true", env: ["ANSIBLE_DISPLAY_OK_HOSTS"], "display_ok_hosts"),
        Setting(
            "DISPLAY_FAILED_STDERR", .bool, "false", env: ["ANSIBLE_DISPLAY_FAILED_STDERR"], "display_failed_stderr"),
        Setting("SHOW_CUSTOM_STATS", .bool, "false", env: ["ANSIBLE_SHOW_CUSTOM_STATS"], "show_custom_stats"),
        Setting("SHOW_PER_HOST_START", .bool, "false", env: ["ANSIBLE_SHOW_PER_HOST_START"], "show_per_host_start"),
        Setting("CHECK_MODE_MARKERS", .bool, "false", env: ["ANSIBLE_CHECK_MODE_MARKERS"], "check_mode_markers"),
        Setting(
            "SHOW_TASK_PATH_ON_FAILURE", .bool, "false", env: ["ANSIBLE_SHOW_TASK_PATH_ON_FAILURE"],
            "show_task_path_on_failure"),
        Setting(
            "CALLBACK_RESULT_FORMAT", .string, "json", env: ["ANSIBLE_CALLBACK_RESULT_FORMAT"],
            "callback_result_format"),
        Setting(
            "CALLBACK_FORMAT_PRETTY", .string, nil, env: ["ANSIBLE_CALLBACK_FORMAT_PRETTY"],
            "callback_format_pretty"),
        Setting(
            "DISPLAY_ARGS_TO_STDOUT", .bool, "false", env: ["ANSIBLE_DISPLAY_ARGS_TO_STDOUT"], "display_args_to_stdout"),
        Setting("DEPRECATION_WARNINGS", .bool, "true", env: ["ANSIBLE_DEPRECATION_WARNINGS"], "deprecation_warnings"),
        Setting("SYSTEM_WARNINGS", .bool, "true", env: ["ANSIBLE_SYSTEM_WARNINGS"], "system_warnings"),
        Setting("DIFF_ALWAYS", .bool, "false", env: ["ANSIBLE_DIFF_ALWAYS"], in: "diff", "always"),
        Setting("DIFF_CONTEXT", .int, "3", env: ["ANSIBLE_DIFF_CONTEXT"], in: "diff", "context"),
        Setting("COLOR_CHANGED", .string, "yellow", env: ["ANSIBLE_COLOR_CHANGED"], in: "colors", "changed"),
        Setting(
            "COLOR_CONSOLE_PROMPT", .string, "white", env: ["ANSIBLE_COLOR_CONSOLE_PROMPT"], in: "colors",
            "console_prompt"),
        Setting("COLOR_DEBUG", .string, "dark gray", env: ["ANSIBLE_COLOR_DEBUG"], in: "colors", "debug"),
        Setting("COLOR_DEPRECATE", .string, "purple", env: ["ANSIBLE_COLOR_DEPRECATE"], in: "colors", "deprecate"),
        Setting("COLOR_DIFF_ADD", .string, "green", env: ["ANSIBLE_COLOR_DIFF_ADD"], in: "colors", "diff_add"),
        Setting("COLOR_DIFF_LINES", .string, "cyan", env: ["ANSIBLE_COLOR_DIFF_LINES"], in: "colors", "diff_lines"),
        Setting("COLOR_DIFF_REMOVE", .string, "red", env: ["ANSIBLE_COLOR_DIFF_REMOVE"], in: "colors", "diff_remove"),
        Setting("COLOR_ERROR", .string, "red", env: ["ANSIBLE_COLOR_ERROR"], in: "colors", "error"),
        Setting("COLOR_HIGHLIGHT", .string, "white", env: ["ANSIBLE_COLOR_HIGHLIGHT"], in: "colors", "highlight"),
        Setting("COLOR_INCLUDED", .string, "cyan", env: ["ANSIBLE_COLOR_INCLUDED"], in: "colors", "included"),
        Setting("COLOR_OK", .string, "green", env: ["ANSIBLE_COLOR_OK"], in: "colors", "ok"),
        Setting("COLOR_SKIP", .string, "cyan", env: ["ANSIBLE_COLOR_SKIP"], in: "colors", "skip"),
        Setting(
            "COLOR_UNREACHABLE", .string, "bright red", env: ["ANSIBLE_COLOR_UNREACHABLE"], in: "colors",
            "unreachable"),
        Setting("COLOR_VERBOSE", .string, "blue", env: ["ANSIBLE_COLOR_VERBOSE"], in: "colors", "verbose"),
        Setting("COLOR_WARN", .string, "bright purple", env: ["ANSIBLE_COLOR_WARN"], in: "colors", "warn"),
    ]

    private static let locations: [Setting] = [
        Setting("ANSIBLE_HOME", .path, "~/.ansible", env: ["ANSIBLE_HOME"], "home"),
        Setting("GALAXY_SERVER_LIST", .list, "", env: ["ANSIBLE_GALAXY_SERVER_LIST"], in: "galaxy", "server_list"),
        Setting(
            "DEFAULT_MODULE_PATH", .paths, "~/.ansible/plugins/modules:/usr/share/ansible/plugins/modules",
            env: ["ANSIBLE_LIBRARY"], "library"),
        Setting(
            "DEFAULT_HOST_LIST", .list, "/etc/ansible/hosts", env: ["ANSIBLE_INVENTORY"], "inventory"),
        Setting(
            "DEFAULT_ROLES_PATH", .paths, "~/.ansible/roles:/usr/share/ansible/roles:/etc/ansible/roles",
            env: ["ANSIBLE_ROLES_PATH"], "roles_path"),
        Setting(
            "DEFAULT_MODULE_UTILS_PATH", .paths,
            "~/.ansible/plugins/module_utils:/usr/share/ansible/plugins/module_utils",
            env: ["ANSIBLE_MODULE_UTILS"], "module_utils"),
        Setting(
            "DEFAULT_FILTER_PLUGIN_PATH", .paths, "~/.ansible/plugins/filter:/usr/share/ansible/plugins/filter",
            env: ["ANSIBLE_FILTER_PLUGINS"], "filter_plugins"),
        Setting(
            "DEFAULT_TEST_PLUGIN_PATH", .paths, "~/.ansible/plugins/test:/usr/share/ansible/plugins/test",
            env: ["ANSIBLE_TEST_PLUGINS"], "test_plugins"),
        Setting(
            "DEFAULT_LOOKUP_PLUGIN_PATH", .paths, "~/.ansible/plugins/lookup:/usr/share/ansible/plugins/lookup",
            env: ["ANSIBLE_LOOKUP_PLUGINS"], "lookup_plugins"),
        Setting("DEFAULT_LOCAL_TMP", .path, "~/.ansible/tmp", env: ["ANSIBLE_LOCAL_TEMP"], "local_tmp"),
        Setting(
            "DEFAULT_ACTION_PLUGIN_PATH", .paths, "~/.ansible/plugins/action:/usr/share/ansible/plugins/action",
            env: ["ANSIBLE_ACTION_PLUGINS"], "action_plugins"),
        Setting(
            "DEFAULT_CONNECTION_PLUGIN_PATH", .paths,
            "~/.ansible/plugins/connection:/usr/share/ansible/plugins/connection",
            env: ["ANSIBLE_CONNECTION_PLUGINS"], "connection_plugins"),
        Setting(
            "DEFAULT_CACHE_PLUGIN_PATH", .paths, "~/.ansible/plugins/cache:/usr/share/ansible/plugins/cache",
            env: ["ANSIBLE_CACHE_PLUGINS"], "cache_plugins"),
        Setting(
            "DEFAULT_VARS_PLUGIN_PATH", .paths, "~/.ansible/plugins/vars:/usr/share/ansible/plugins/vars",
            env: ["ANSIBLE_VARS_PLUGINS"], "vars_plugins"),
        Setting(
            "DEFAULT_STRATEGY_PLUGIN_PATH", .paths,
            "~/.ansible/plugins/strategy:/usr/share/ansible/plugins/strategy",
            env: ["ANSIBLE_STRATEGY_PLUGINS"], "strategy_plugins"),
        Setting(
            "VARIABLE_PLUGINS_ENABLED", .list, "host_group_vars", env: ["ANSIBLE_VARS_ENABLED"],
            "vars_plugins_enabled"),
        Setting("RUN_VARS_PLUGINS", .string, "demand", env: ["ANSIBLE_RUN_VARS_PLUGINS"], "run_vars_plugins"),
        Setting(
            "VARS_HOST_GROUP_VARS_STAGE", .string, nil, env: ["ANSIBLE_VARS_PLUGIN_STAGE"], in: "vars_host_group_vars",
            "stage"),
        Setting(
            "DEFAULT_INVENTORY_PLUGIN_PATH", .paths,
            "~/.ansible/plugins/inventory:/usr/share/ansible/plugins/inventory",
            env: ["ANSIBLE_INVENTORY_PLUGINS"], "inventory_plugins"),
        Setting(
            "DEFAULT_CALLBACK_PLUGIN_PATH", .paths, "~/.ansible/plugins/callback:/usr/share/ansible/plugins/callback",
            env: ["ANSIBLE_CALLBACK_PLUGINS"], "callback_plugins"),
        Setting(
            "COLLECTIONS_PATHS", .paths, "~/.ansible/collections:/usr/share/ansible/collections",
            env: ["ANSIBLE_COLLECTIONS_PATH"], "collections_path", "collections_paths"),
        Setting(
            "COLLECTIONS_SCAN_SYS_PATH", .bool, "true", env: ["ANSIBLE_COLLECTIONS_SCAN_SYS_PATH"],
            "collections_scan_sys_path"),
        Setting(
            "COLLECTIONS_ON_ANSIBLE_VERSION_MISMATCH", .string, "warning",
            env: ["ANSIBLE_COLLECTIONS_ON_ANSIBLE_VERSION_MISMATCH"], "collections_on_ansible_version_mismatch"),
        Setting("PLAYBOOK_VARS_ROOT", .string, "top", env: ["ANSIBLE_PLAYBOOK_VARS_ROOT"], "playbook_vars_root"),
        Setting(
            "YAML_FILENAME_EXTENSIONS", .list, ".yml,.yaml,.json", env: ["ANSIBLE_YAML_FILENAME_EXT"],
            "yaml_valid_extensions"),
        Setting(
            "MODULE_IGNORE_EXTS", .list, ".pyc,.pyo,.swp,.bak,~,.rpm,.md,.txt,.rst,.yaml,.yml,.ini",
            env: ["ANSIBLE_MODULE_IGNORE_EXTS"], "module_ignore_exts"),
        Setting("PLUGIN_FILTERS_CFG", .path, nil, env: [], "plugin_filters_cfg"),
        Setting("PLAYBOOK_DIR", .path, nil, env: ["ANSIBLE_PLAYBOOK_DIR"], "playbook_dir"),
        Setting("DEFAULT_VAULT_PASSWORD_FILE", .path, nil, env: ["ANSIBLE_VAULT_PASSWORD_FILE"], "vault_password_file"),
        Setting(
            "DEFAULT_VAULT_IDENTITY_LIST", .list, "", env: ["ANSIBLE_VAULT_IDENTITY_LIST"], "vault_identity_list"),
        Setting("DEFAULT_VAULT_IDENTITY", .string, "default", env: ["ANSIBLE_VAULT_IDENTITY"], "vault_identity"),
        Setting(
            "DEFAULT_VAULT_ENCRYPT_IDENTITY", .string, nil, env: ["ANSIBLE_VAULT_ENCRYPT_IDENTITY"],
            "vault_encrypt_identity"),
        Setting("VAULT_ENCRYPT_SALT", .string, nil, env: ["ANSIBLE_VAULT_ENCRYPT_SALT"], "vault_encrypt_salt"),
        Setting("EDITOR", .string, "vi", env: ["ANSIBLE_EDITOR", "EDITOR"], "editor"),
        Setting("PAGER", .string, "less", env: ["ANSIBLE_PAGER", "PAGER"], "pager"),
        Setting("DEFAULT_VAULT_ID_MATCH", .bool, "false", env: ["ANSIBLE_VAULT_ID_MATCH"], "vault_id_match"),
        Setting("DEFAULT_ASK_VAULT_PASS", .bool, "false", env: ["ANSIBLE_ASK_VAULT_PASS"], "ask_vault_pass"),
    ]

    private static let modules: [Setting] = [
        Setting("INTERPRETER_PYTHON", .string, nil, env: ["ANSIBLE_PYTHON_INTERPRETER"], "interpreter_python"),
        Setting(
            "DEFAULT_REMOTE_TMP", .string, "~/.ansible/tmp", env: ["ANSIBLE_REMOTE_TEMP", "ANSIBLE_REMOTE_TMP"],
            "remote_tmp"),
        Setting("DEFAULT_KEEP_REMOTE_FILES", .bool, "false", env: ["ANSIBLE_KEEP_REMOTE_FILES"], "keep_remote_files"),
        Setting(
            "PYTHON_MODULE_RLIMIT_NOFILE", .int, "0", env: ["ANSIBLE_PYTHON_MODULE_RLIMIT_NOFILE"],
            "python_module_rlimit_nofile"),
        Setting(
            "MODULE_STRICT_UTF8_RESPONSE", .bool, "true", env: ["ANSIBLE_MODULE_STRICT_UTF8_RESPONSE"],
            "module_strict_utf8_response"),
        Setting("DISPLAY_TRACEBACK", .list, "never", env: ["ANSIBLE_DISPLAY_TRACEBACK"], "display_traceback"),
        Setting("TARGET_LOG_INFO", .string, nil, env: ["ANSIBLE_TARGET_LOG_INFO"], "target_log_info"),
        Setting("SSH_AGENT", .string, "none", env: ["ANSIBLE_SSH_AGENT"], in: "connection", "ssh_agent"),
        Setting(
            "SSH_AGENT_EXECUTABLE", .string, "ssh-agent", env: ["ANSIBLE_SSH_AGENT_EXECUTABLE"], in: "connection",
            "ssh_agent_executable"),
        Setting(
            "SSH_AGENT_KEY_LIFETIME", .int, nil, env: ["ANSIBLE_SSH_AGENT_KEY_LIFETIME"], in: "connection",
            "ssh_agent_key_lifetime"),
        Setting("DEFAULT_EXECUTABLE", .string, "/bin/sh", env: ["ANSIBLE_EXECUTABLE"], "executable"),
        Setting("DEFAULT_NO_TARGET_SYSLOG", .bool, "false", env: ["ANSIBLE_NO_TARGET_SYSLOG"], "no_target_syslog"),
        Setting("DEFAULT_SYSLOG_FACILITY", .string, "LOG_USER", env: ["ANSIBLE_SYSLOG_FACILITY"], "syslog_facility"),
        Setting(
            "DEFAULT_SELINUX_SPECIAL_FS", .list, "fuse,nfs,vboxsf,ramfs,9p,vfat", env: ["ANSIBLE_SELINUX_SPECIAL_FS"],
            in: "selinux", "special_context_filesystems"),
        Setting(
            "_TEMPLAR_UNTRUSTED_TEMPLATE_BEHAVIOR", .string, "ignore",
            env: ["_ANSIBLE_TEMPLAR_UNTRUSTED_TEMPLATE_BEHAVIOR"]),
        Setting("_MODULE_METADATA", .bool, "false", env: ["_ANSIBLE_MODULE_METADATA"]),
    ]

    private static let connecting: [Setting] = [
        Setting("DEFAULT_TRANSPORT", .string, "ssh", env: ["ANSIBLE_TRANSPORT"], "transport"),
        Setting("DEFAULT_REMOTE_USER", .string, nil, env: ["ANSIBLE_REMOTE_USER"], "remote_user"),
        Setting("DEFAULT_REMOTE_PORT", .int, nil, env: ["ANSIBLE_REMOTE_PORT"], "remote_port"),
        Setting("DEFAULT_TIMEOUT", .int, "10", env: ["ANSIBLE_TIMEOUT", "ANSIBLE_SSH_TIMEOUT"], "timeout"),
        Setting(
            "DEFAULT_PRIVATE_KEY_FILE", .path, nil, env: ["ANSIBLE_PRIVATE_KEY_FILE"], "private_key_file"),
        Setting("DEFAULT_ASK_PASS", .bool, "false", env: ["ANSIBLE_ASK_PASS"], "ask_pass"),
        Setting(
            "HOST_KEY_CHECKING", .bool, "true", env: ["ANSIBLE_HOST_KEY_CHECKING", "ANSIBLE_SSH_HOST_KEY_CHECKING"],
            "host_key_checking"),
        Setting(
            "SSH_ARGS", .string, "", env: ["ANSIBLE_SSH_ARGS"], in: "ssh_connection", "ssh_args"),
        Setting(
            "SSH_COMMON_ARGS", .string, "", env: ["ANSIBLE_SSH_COMMON_ARGS"], in: "ssh_connection",
            "ssh_common_args"),
        Setting(
            "SSH_EXTRA_ARGS", .string, "", env: ["ANSIBLE_SSH_EXTRA_ARGS"], in: "ssh_connection", "ssh_extra_args"),
        Setting(
            "SSH_RETRIES", .int, "0", env: ["ANSIBLE_SSH_RETRIES"], in: "ssh_connection", "retries"),
    ]

    private static let becoming: [Setting] = [
        Setting("DEFAULT_BECOME", .bool, "false", env: ["ANSIBLE_BECOME"], in: "privilege_escalation", "become"),
        Setting(
            "BECOME_ALLOW_SAME_USER", .bool, "false", env: ["ANSIBLE_BECOME_ALLOW_SAME_USER"],
            in: "privilege_escalation", "become_allow_same_user"),
        Setting(
            "DEFAULT_BECOME_METHOD", .string, "sudo", env: ["ANSIBLE_BECOME_METHOD"], in: "privilege_escalation",
            "become_method"),
        Setting(
            "DEFAULT_BECOME_USER", .string, "root", env: ["ANSIBLE_BECOME_USER"], in: "privilege_escalation",
            "become_user"),
        Setting(
            "DEFAULT_BECOME_EXE", .string, nil, env: ["ANSIBLE_BECOME_EXE"], in: "privilege_escalation",
            "become_exe"),
        Setting(
            "DEFAULT_BECOME_FLAGS", .string, nil, env: ["ANSIBLE_BECOME_FLAGS"], in: "privilege_escalation",
            "become_flags"),
        Setting(
            "DEFAULT_BECOME_ASK_PASS", .bool, "false", env: ["ANSIBLE_BECOME_ASK_PASS"], in: "privilege_escalation",
            "become_ask_pass"),
        Setting(
            "SU_PROMPT_L10N", .list, nil, env: ["ANSIBLE_SU_PROMPT_L10N"], in: "su_become_plugin",
            "localized_prompts"),
        Setting("SUDO_CHDIR", .string, nil, env: ["ANSIBLE_SUDO_CHDIR"], in: "sudo_become_plugin", "chdir"),
        Setting("BECOME_PASSWORD_FILE", .path, nil, env: ["ANSIBLE_BECOME_PASSWORD_FILE"], "become_password_file"),
        Setting(
            "CONNECTION_PASSWORD_FILE", .path, nil, env: ["ANSIBLE_CONNECTION_PASSWORD_FILE"],
            "connection_password_file"),
    ]

    private static let facts: [Setting] = [
        Setting("FACTS_MODULES", .list, "smart", env: ["ANSIBLE_FACTS_MODULES"], "facts_modules"),
        Setting("DEFAULT_GATHERING", .string, "implicit", env: ["ANSIBLE_GATHERING"], "gathering"),
        Setting("INJECT_FACTS_AS_VARS", .bool, "true", env: ["ANSIBLE_INJECT_FACT_VARS"], "inject_facts_as_vars"),
        Setting("CACHE_PLUGIN", .string, "memory", env: ["ANSIBLE_CACHE_PLUGIN"], "fact_caching"),
        Setting(
            "CACHE_PLUGIN_CONNECTION", .path, nil, env: ["ANSIBLE_CACHE_PLUGIN_CONNECTION"],
            "fact_caching_connection"),
        Setting(
            "CACHE_PLUGIN_TIMEOUT", .int, "86400", env: ["ANSIBLE_CACHE_PLUGIN_TIMEOUT"], "fact_caching_timeout"),
        Setting(
            "CACHE_PLUGIN_PREFIX", .string, "", env: ["ANSIBLE_CACHE_PLUGIN_PREFIX"], "fact_caching_prefix"),
    ]

    private static let inventory: [Setting] = [
        Setting(
            "HOST_PATTERN_MISMATCH", .string, "warning", env: ["ANSIBLE_HOST_PATTERN_MISMATCH"], in: "inventory",
            "host_pattern_mismatch"),
        Setting(
            "INVENTORY_ENABLED", .list, "host_list,script,auto,yaml,ini,toml", env: ["ANSIBLE_INVENTORY_ENABLED"],
            in: "inventory", "enable_plugins"),
        Setting(
            "INVENTORY_IGNORE_EXTS", .list, ".pyc,.pyo,.swp,.bak,~,.rpm,.md,.txt,.rst,.orig,.cfg,.retry",
            env: ["ANSIBLE_INVENTORY_IGNORE"], in: "inventory", "ignore_extensions"),
        Setting(
            "INVENTORY_IGNORE_PATTERNS", .list, "", env: ["ANSIBLE_INVENTORY_IGNORE_REGEX"], in: "inventory",
            "ignore_patterns"),
        Setting(
            "INVENTORY_UNPARSED_WARNING", .bool, "true", env: ["ANSIBLE_INVENTORY_UNPARSED_WARNING"], in: "inventory",
            "inventory_unparsed_warning"),
        Setting(
            "INVENTORY_USE_EXTRA_VARS", .bool, "false", env: ["ANSIBLE_INVENTORY_USE_EXTRA_VARS"],
            in: "inventory_plugins", "use_extra_vars"),
        Setting(
            "CONSTRUCTED_USE_VARS_PLUGINS", .bool, "false", env: ["ANSIBLE_INVENTORY_USE_VARS_PLUGINS"],
            in: "inventory_plugins", "use_vars_plugins"),
        Setting(
            "TRANSFORM_INVALID_GROUP_CHARS", .string, "never", env: ["ANSIBLE_TRANSFORM_INVALID_GROUP_CHARS"],
            "force_valid_group_names"),
        Setting("INVENTORY_EXPORT", .bool, "false", env: ["ANSIBLE_INVENTORY_EXPORT"], in: "inventory", "export"),
        Setting(
            "INVENTORY_UNPARSED_IS_FAILED", .bool, "false", env: ["ANSIBLE_INVENTORY_UNPARSED_FAILED"],
            in: "inventory", "unparsed_is_failed"),
        Setting(
            "INVENTORY_ANY_UNPARSED_IS_FAILED", .bool, "false", env: ["ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED"],
            in: "inventory", "any_unparsed_is_failed"),
        Setting(
            "SWIFTPLAY_DURABLE_WRITES", .bool, "true", env: ["SWIFTPLAY_DURABLE_WRITES"], in: "swiftplay",
            "durable_writes"),
        Setting("JOURNAL", .bool, nil, env: ["SWIFTPLAY_JOURNAL"], in: "swiftplay", "journal"),
        Setting("RUNS_PATH", .path, nil, env: ["SWIFTPLAY_RUNS_PATH"], in: "swiftplay", "runs_path"),
        Setting("RUNS_KEPT", .int, "20", env: ["SWIFTPLAY_RUNS_KEPT"], in: "swiftplay", "runs_kept"),
        Setting(
            "RESCUE_UNREACHABLE", .bool, "false", env: ["SWIFTPLAY_RESCUE_UNREACHABLE"], in: "swiftplay",
            "rescue_unreachable"),
        Setting(
            "LOCALHOST_WARNING", .bool, "true", env: ["ANSIBLE_LOCALHOST_WARNING"], "localhost_warning"),
    ]
}
