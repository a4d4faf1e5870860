extension SettingReference {
    /// Rows: name, type, default as JSON, environment, ini, variables, choices, flags.
    static let baseRows2 = """
        DEFAULT_TIMEOUT | integer | 10 | ANSIBLE_TIMEOUT | defaults:timeout
        DEFAULT_TRANSPORT |  | "ssh" | ANSIBLE_TRANSPORT | defaults:transport
        DEFAULT_UNDEFINED_VAR_BEHAVIOR | boolean | true | ANSIBLE_ERROR_ON_UNDEFINED_VARS | \
        defaults:error_on_undefined_vars
        DEFAULT_VARS_PLUGIN_PATH | pathspec | "{HOME}/plugins/vars:/usr/share/ansible/plugins/vars" | \
        ANSIBLE_VARS_PLUGINS | defaults:vars_plugins
        DEFAULT_VAULT_ENCRYPT_IDENTITY |  | null | ANSIBLE_VAULT_ENCRYPT_IDENTITY | defaults:vault_encrypt_identity
        DEFAULT_VAULT_IDENTITY |  | "default" | ANSIBLE_VAULT_IDENTITY | defaults:vault_identity
        DEFAULT_VAULT_IDENTITY_LIST | list | [] | ANSIBLE_VAULT_IDENTITY_LIST | defaults:vault_identity_list
        DEFAULT_VAULT_ID_MATCH |  | false | ANSIBLE_VAULT_ID_MATCH | defaults:vault_id_match
        DEFAULT_VAULT_PASSWORD_FILE | path | null | ANSIBLE_VAULT_PASSWORD_FILE | defaults:vault_password_file
        DEFAULT_VERBOSITY | integer | 0 | ANSIBLE_VERBOSITY | defaults:verbosity
        DEPRECATION_WARNINGS | boolean | true | ANSIBLE_DEPRECATION_WARNINGS | defaults:deprecation_warnings | \
        ansible_deprecation_warnings
        DEVEL_WARNING | boolean | true | ANSIBLE_DEVEL_WARNING | defaults:devel_warning
        DIFF_ALWAYS | bool | false | ANSIBLE_DIFF_ALWAYS | diff:always
        DIFF_CONTEXT | integer | 3 | ANSIBLE_DIFF_CONTEXT | diff:context
        DISPLAY_ARGS_TO_STDOUT | boolean | false | ANSIBLE_DISPLAY_ARGS_TO_STDOUT | defaults:display_args_to_stdout
        DISPLAY_SKIPPED_HOSTS | boolean | true | ANSIBLE_DISPLAY_SKIPPED_HOSTS | defaults:display_skipped_hosts
        DISPLAY_TRACEBACK | list | ["never"] | ANSIBLE_DISPLAY_TRACEBACK | defaults:display_traceback |  | \
        error,warning,deprecated,deprecated_value,always,never
        DOCSITE_ROOT_URL |  | "https://docs.ansible.com/ansible-core/" |  | defaults:docsite_root_url
        DOC_FRAGMENT_PLUGIN_PATH | pathspec | "{HOME}/plugins/doc_fragments:/usr/share/ansible/plugins/doc_fragments" | \
        ANSIBLE_DOC_FRAGMENT_PLUGINS | defaults:doc_fragment_plugins
        DUPLICATE_YAML_DICT_KEY | string | "warn" | ANSIBLE_DUPLICATE_YAML_DICT_KEY | defaults:duplicate_dict_key |  | \
        error,warn,ignore
        EDITOR |  | "vi" | ANSIBLE_EDITOR,EDITOR | defaults:editor
        ENABLE_TASK_DEBUGGER | boolean | false | ANSIBLE_ENABLE_TASK_DEBUGGER | defaults:enable_task_debugger
        ERROR_ON_MISSING_HANDLER | boolean | true | ANSIBLE_ERROR_ON_MISSING_HANDLER | defaults:error_on_missing_handler
        FACTS_MODULES | list | ["smart"] | ANSIBLE_FACTS_MODULES | defaults:facts_modules | ansible_facts_modules
        GALAXY_CACHE_DIR | path | "{HOME}/galaxy_cache" | ANSIBLE_GALAXY_CACHE_DIR | galaxy:cache_dir
        GALAXY_COLLECTIONS_PATH_WARNING | bool | true | ANSIBLE_GALAXY_COLLECTIONS_PATH_WARNING | \
        galaxy:collections_path_warning
        GALAXY_COLLECTION_IMPORT_POLL_FACTOR | float | 1.5 | ANSIBLE_GALAXY_COLLECTION_IMPORT_POLL_FACTOR
        GALAXY_COLLECTION_IMPORT_POLL_INTERVAL | float | 2.0 | ANSIBLE_GALAXY_COLLECTION_IMPORT_POLL_INTERVAL
        GALAXY_COLLECTION_SKELETON | path | null | ANSIBLE_GALAXY_COLLECTION_SKELETON | galaxy:collection_skeleton
        GALAXY_COLLECTION_SKELETON_IGNORE | list | ["^.git$", "^.*/.git_keep$"] | \
        ANSIBLE_GALAXY_COLLECTION_SKELETON_IGNORE | galaxy:collection_skeleton_ignore
        GALAXY_DISABLE_GPG_VERIFY | bool | false | ANSIBLE_GALAXY_DISABLE_GPG_VERIFY | galaxy:disable_gpg_verify
        GALAXY_DISPLAY_PROGRESS | bool | null | ANSIBLE_GALAXY_DISPLAY_PROGRESS | galaxy:display_progress
        GALAXY_GPG_KEYRING | path | null | ANSIBLE_GALAXY_GPG_KEYRING | galaxy:gpg_keyring
        GALAXY_IGNORE_CERTS | boolean | null | ANSIBLE_GALAXY_IGNORE | galaxy:ignore_certs
        GALAXY_IGNORE_INVALID_SIGNATURE_STATUS_CODES | list | null | ANSIBLE_GALAXY_IGNORE_SIGNATURE_STATUS_CODES | \
        galaxy:ignore_signature_status_codes |  | \
        EXPSIG,EXPKEYSIG,REVKEYSIG,BADSIG,ERRSIG,NO_PUBKEY,MISSING_PASSPHRASE,BAD_PASSPHRASE,NODATA,UNEXPECTED,ERROR,FAI\
        LURE,BADARMOR,KEYEXPIRED,KEYREVOKED,NO_SECKEY
        GALAXY_REQUIRED_VALID_SIGNATURE_COUNT | str | 1 | ANSIBLE_GALAXY_REQUIRED_VALID_SIGNATURE_COUNT | \
        galaxy:required_valid_signature_count
        GALAXY_ROLE_SKELETON | path | null | ANSIBLE_GALAXY_ROLE_SKELETON | galaxy:role_skeleton
        GALAXY_ROLE_SKELETON_IGNORE | list | ["^.git$", "^.*/.git_keep$"] | ANSIBLE_GALAXY_ROLE_SKELETON_IGNORE | \
        galaxy:role_skeleton_ignore
        GALAXY_SERVER |  | "https://galaxy.ansible.com" | ANSIBLE_GALAXY_SERVER | galaxy:server
        GALAXY_SERVER_LIST | list | null | ANSIBLE_GALAXY_SERVER_LIST | galaxy:server_list
        GALAXY_SERVER_TIMEOUT | int | 60 | ANSIBLE_GALAXY_SERVER_TIMEOUT | galaxy:server_timeout
        GALAXY_TOKEN_PATH | path | "{HOME}/galaxy_token" | ANSIBLE_GALAXY_TOKEN_PATH | galaxy:token_path
        HOST_KEY_CHECKING | boolean | true | ANSIBLE_HOST_KEY_CHECKING | defaults:host_key_checking
        HOST_PATTERN_MISMATCH |  | "warning" | ANSIBLE_HOST_PATTERN_MISMATCH | inventory:host_pattern_mismatch |  | \
        error,warning,ignore
        INJECT_FACTS_AS_VARS | boolean | true | ANSIBLE_INJECT_FACT_VARS | defaults:inject_facts_as_vars
        INTERPRETER_PYTHON |  | "auto" | ANSIBLE_PYTHON_INTERPRETER | defaults:interpreter_python | \
        ansible_python_interpreter
        INTERPRETER_PYTHON_FALLBACK | list | ["python3.13", "python3.12", "python3.11", "python3.10", "python3.9", \
        "python3.8", "/usr/bin/python3", "python3"] |  |  | ansible_interpreter_python_fallback
        INVALID_TASK_ATTRIBUTE_FAILED | boolean | true | ANSIBLE_INVALID_TASK_ATTRIBUTE_FAILED | \
        defaults:invalid_task_attribute_failed
        INVENTORY_ANY_UNPARSED_IS_FAILED | boolean | false | ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED | \
        inventory:any_unparsed_is_failed
        INVENTORY_ENABLED | list | ["host_list", "script", "auto", "yaml", "ini", "toml"] | ANSIBLE_INVENTORY_ENABLED | \
        inventory:enable_plugins
        INVENTORY_EXPORT | bool | false | ANSIBLE_INVENTORY_EXPORT | inventory:export
        INVENTORY_IGNORE_EXTS | list | [".pyc", ".pyo", ".swp", ".bak", "~", ".rpm", ".md", ".txt", ".rst", ".orig", \
        ".cfg", ".retry"] | ANSIBLE_INVENTORY_IGNORE | defaults:inventory_ignore_extensions,inventory:ignore_extensions
        INVENTORY_IGNORE_PATTERNS | list | [] | ANSIBLE_INVENTORY_IGNORE_REGEX | \
        defaults:inventory_ignore_patterns,inventory:ignore_patterns
        INVENTORY_UNPARSED_IS_FAILED | bool | false | ANSIBLE_INVENTORY_UNPARSED_FAILED | inventory:unparsed_is_failed
        INVENTORY_UNPARSED_WARNING | boolean | true | ANSIBLE_INVENTORY_UNPARSED_WARNING | \
        inventory:inventory_unparsed_warning
        LOCALHOST_WARNING | boolean | true | ANSIBLE_LOCALHOST_WARNING | defaults:localhost_warning
        LOG_VERBOSITY | int | null | ANSIBLE_LOG_VERBOSITY | defaults:log_verbosity
        MAX_FILE_SIZE_FOR_DIFF | int | 104448 | ANSIBLE_MAX_DIFF_SIZE | defaults:max_diff_size
        MODULE_IGNORE_EXTS | list | [".pyc", ".pyo", ".swp", ".bak", "~", ".rpm", ".md", ".txt", ".rst", ".yaml", \
        ".yml", ".ini"] | ANSIBLE_MODULE_IGNORE_EXTS | defaults:module_ignore_exts
        MODULE_STRICT_UTF8_RESPONSE | bool | true | ANSIBLE_MODULE_STRICT_UTF8_RESPONSE | \
        defaults:module_strict_utf8_response
        NETCONF_SSH_CONFIG |  | null | ANSIBLE_NETCONF_SSH_CONFIG | netconf_connection:ssh_config
        NETWORK_GROUP_MODULES | list | ["eos", "nxos", "ios", "iosxr", "junos", "enos", "ce", "vyos", "sros", \
        "dellos9", "dellos10", "dellos6", "asa", "aruba", "aireos", "bigip", "ironware", "onyx", "netconf", "exos", \
        "voss", "slxos"] | ANSIBLE_NETWORK_GROUP_MODULES | defaults:network_group_modules
        OLD_PLUGIN_CACHE_CLEARING | boolean | false | ANSIBLE_OLD_PLUGIN_CACHE_CLEAR | defaults:old_plugin_cache_clear
        PAGER |  | "less" | ANSIBLE_PAGER,PAGER | defaults:pager
        PARAMIKO_HOST_KEY_AUTO_ADD | boolean | false | ANSIBLE_PARAMIKO_HOST_KEY_AUTO_ADD | \
        paramiko_connection:host_key_auto_add
        PARAMIKO_LOOK_FOR_KEYS | boolean | true | ANSIBLE_PARAMIKO_LOOK_FOR_KEYS | paramiko_connection:look_for_keys
        PERSISTENT_COMMAND_TIMEOUT | int | 30 | ANSIBLE_PERSISTENT_COMMAND_TIMEOUT | \
        persistent_connection:command_timeout
        PERSISTENT_CONNECT_RETRY_TIMEOUT | integer | 15 | ANSIBLE_PERSISTENT_CONNECT_RETRY_TIMEOUT | \
        persistent_connection:connect_retry_timeout
        PERSISTENT_CONNECT_TIMEOUT | integer | 30 | ANSIBLE_PERSISTENT_CONNECT_TIMEOUT | \
        persistent_connection:connect_timeout
        PERSISTENT_CONTROL_PATH_DIR | path | "{HOME}/pc" | ANSIBLE_PERSISTENT_CONTROL_PATH_DIR | \
        persistent_connection:control_path_dir
        PLAYBOOK_DIR | path | null | ANSIBLE_PLAYBOOK_DIR | defaults:playbook_dir
        PLAYBOOK_VARS_ROOT |  | "top" | ANSIBLE_PLAYBOOK_VARS_ROOT | defaults:playbook_vars_root |  | top,bottom,all
        PLUGIN_FILTERS_CFG | path | null |  | defaults:plugin_filters_cfg
        PYTHON_MODULE_RLIMIT_NOFILE |  | 0 | ANSIBLE_PYTHON_MODULE_RLIMIT_NOFILE | defaults:python_module_rlimit_nofile \
        | ansible_python_module_rlimit_nofile
        RETRY_FILES_ENABLED | bool | false | ANSIBLE_RETRY_FILES_ENABLED | defaults:retry_files_enabled
        RETRY_FILES_SAVE_PATH | path | null | ANSIBLE_RETRY_FILES_SAVE_PATH | defaults:retry_files_save_path
        RUN_VARS_PLUGINS | str | "demand" | ANSIBLE_RUN_VARS_PLUGINS | defaults:run_vars_plugins |  | demand,start
        SHOW_CUSTOM_STATS | bool | false | ANSIBLE_SHOW_CUSTOM_STATS | defaults:show_custom_stats
        SSH_AGENT | string | "none" | ANSIBLE_SSH_AGENT | connection:ssh_agent
        SSH_AGENT_EXECUTABLE | str | "ssh-agent" | ANSIBLE_SSH_AGENT_EXECUTABLE | connection:ssh_agent_executable
        SSH_AGENT_KEY_LIFETIME | int | null | ANSIBLE_SSH_AGENT_KEY_LIFETIME | connection:ssh_agent_key_lifetime
        STRING_TYPE_FILTERS | list | ["string", "to_json", "to_nice_json", "to_yaml", "to_nice_yaml", "ppretty", \
        "json"] | ANSIBLE_STRING_TYPE_FILTERS | jinja2:dont_type_filters
        SYSTEM_WARNINGS | boolean | true | ANSIBLE_SYSTEM_WARNINGS | defaults:system_warnings
        TAGS_RUN | list | [] | ANSIBLE_RUN_TAGS | tags:run
        TAGS_SKIP | list | [] | ANSIBLE_SKIP_TAGS | tags:skip
        TARGET_LOG_INFO |  | null | ANSIBLE_TARGET_LOG_INFO | defaults:target_log_info | ansible_target_log_info
        TASK_DEBUGGER_IGNORE_ERRORS | boolean | true | ANSIBLE_TASK_DEBUGGER_IGNORE_ERRORS | \
        defaults:task_debugger_ignore_errors
        TASK_TIMEOUT | integer | 0 | ANSIBLE_TASK_TIMEOUT | defaults:task_timeout
        TRANSFORM_INVALID_GROUP_CHARS | string | "never" | ANSIBLE_TRANSFORM_INVALID_GROUP_CHARS | \
        defaults:force_valid_group_names |  | always,never,ignore,silently
        USE_PERSISTENT_CONNECTIONS | boolean | false | ANSIBLE_USE_PERSISTENT_CONNECTIONS | \
        defaults:use_persistent_connections
        VALIDATE_ACTION_GROUP_METADATA | bool | true | ANSIBLE_VALIDATE_ACTION_GROUP_METADATA | \
        defaults:validate_action_group_metadata
        VARIABLE_PLUGINS_ENABLED | list | ["host_group_vars"] | ANSIBLE_VARS_ENABLED | defaults:vars_plugins_enabled
        VARIABLE_PRECEDENCE | list | ["all_inventory", "groups_inventory", "all_plugins_inventory", "all_plugins_play", \
        "groups_plugins_inventory", "groups_plugins_play"] | ANSIBLE_PRECEDENCE | defaults:precedence
        VAULT_ENCRYPT_SALT |  | null | ANSIBLE_VAULT_ENCRYPT_SALT | defaults:vault_encrypt_salt
        VERBOSE_TO_STDERR | bool | false | ANSIBLE_VERBOSE_TO_STDERR | defaults:verbose_to_stderr
        WIN_ASYNC_STARTUP_TIMEOUT | integer | 5 | ANSIBLE_WIN_ASYNC_STARTUP_TIMEOUT | \
        defaults:win_async_startup_timeout | ansible_win_async_startup_timeout
        WORKER_SHUTDOWN_POLL_COUNT | integer | 0 | ANSIBLE_WORKER_SHUTDOWN_POLL_COUNT
        WORKER_SHUTDOWN_POLL_DELAY | float | 0.1 | ANSIBLE_WORKER_SHUTDOWN_POLL_DELAY
        YAML_FILENAME_EXTENSIONS | list | [".yml", ".yaml", ".json"] | ANSIBLE_YAML_FILENAME_EXT | \
        defaults:yaml_valid_extensions
        _ANSIBALLZ_COVERAGE_CONFIG |  | null | _ANSIBLE_ANSIBALLZ_COVERAGE_CONFIG |  | \
        _ansible_ansiballz_coverage_config
        _ANSIBALLZ_DEBUGPY_CONFIG |  | null | _ANSIBLE_ANSIBALLZ_DEBUGPY_CONFIG |  | _ansible_ansiballz_debugpy_config
        _ANSIBALLZ_PYDEVD_CONFIG |  | null | _ANSIBLE_ANSIBALLZ_PYDEVD_CONFIG |  | _ansible_ansiballz_pydevd_config
        _ANSIBLE_CONNECTION_PATH | path | null | _ANSIBLE_CONNECTION_PATH
        _CALLBACK_DISPATCH_ERROR_BEHAVIOR | choices | "warning" | _ANSIBLE_CALLBACK_DISPATCH_ERROR_BEHAVIOR |  |  | \
        error,warning,ignore
        _MODULE_METADATA | boolean | false | _ANSIBLE_MODULE_METADATA
        _TEMPLAR_SANDBOX_MODE | choices | "default" | _ANSIBLE_TEMPLAR_SANDBOX_MODE |  |  | \
        default,allow_unsafe_attributes
        _TEMPLAR_UNKNOWN_TYPE_CONVERSION | choices | "warning" | _ANSIBLE_TEMPLAR_UNKNOWN_TYPE_CONVERSION |  |  | \
        error,warning,ignore
        _TEMPLAR_UNKNOWN_TYPE_ENCOUNTERED | choices | "ignore" | _ANSIBLE_TEMPLAR_UNKNOWN_TYPE_ENCOUNTERED |  |  | \
        error,warning,ignore
        _TEMPLAR_UNTRUSTED_TEMPLATE_BEHAVIOR | choices | "ignore" | _ANSIBLE_TEMPLAR_UNTRUSTED_TEMPLATE_BEHAVIOR |  |  \
        | error,warning,ignore
        """
}
