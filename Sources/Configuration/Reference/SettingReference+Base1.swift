extension SettingReference {
    /// Rows: name, type, default as JSON, environment, ini, variables, choices, flags.
    static let baseRows1 = """
        ACTION_WARNINGS | boolean | true | ANSIBLE_ACTION_WARNINGS | defaults:action_warnings
        AGNOSTIC_BECOME_PROMPT | boolean | true | ANSIBLE_AGNOSTIC_BECOME_PROMPT | \
        privilege_escalation:agnostic_become_prompt
        ALLOW_BROKEN_CONDITIONALS | boolean | false | ANSIBLE_ALLOW_BROKEN_CONDITIONALS | \
        defaults:allow_broken_conditionals
        ALLOW_EMBEDDED_TEMPLATES | boolean | true | ANSIBLE_ALLOW_EMBEDDED_TEMPLATES | defaults:allow_embedded_templates
        ANSIBLE_CONNECTION_PATH | path | null | ANSIBLE_CONNECTION_PATH | persistent_connection:ansible_connection_path
        ANSIBLE_COW_ACCEPTLIST | list | ["bud-frogs", "bunny", "cheese", "daemon", "default", "dragon", \
        "elephant-in-snake", "elephant", "eyes", "hellokitty", "kitty", "luke-koala", "meow", "milk", "moofasa", \
        "moose", "ren", "sheep", "small", "stegosaurus", "stimpy", "supermilker", "three-eyes", "turkey", "turtle", \
        "tux", "udder", "vader-koala", "vader", "www"] | ANSIBLE_COW_ACCEPTLIST | defaults:cowsay_enabled_stencils
        ANSIBLE_COW_PATH | string | null | ANSIBLE_COW_PATH | defaults:cowpath
        ANSIBLE_COW_SELECTION |  | "default" | ANSIBLE_COW_SELECTION | defaults:cow_selection
        ANSIBLE_FORCE_COLOR | boolean | false | ANSIBLE_FORCE_COLOR | defaults:force_color
        ANSIBLE_HOME | path | "~/.ansible" | ANSIBLE_HOME | defaults:home
        ANSIBLE_NOCOLOR | boolean | false | ANSIBLE_NOCOLOR,NO_COLOR | defaults:nocolor
        ANSIBLE_NOCOWS | boolean | false | ANSIBLE_NOCOWS | defaults:nocows
        ANSIBLE_PIPELINING | boolean | false | ANSIBLE_PIPELINING | defaults:pipelining,connection:pipelining
        ANY_ERRORS_FATAL | boolean | false | ANSIBLE_ANY_ERRORS_FATAL | defaults:any_errors_fatal
        BECOME_ALLOW_SAME_USER | boolean | false | ANSIBLE_BECOME_ALLOW_SAME_USER | \
        privilege_escalation:become_allow_same_user
        BECOME_PASSWORD_FILE | path | null | ANSIBLE_BECOME_PASSWORD_FILE | defaults:become_password_file
        BECOME_PLUGIN_PATH | pathspec | "{HOME}/plugins/become:/usr/share/ansible/plugins/become" | \
        ANSIBLE_BECOME_PLUGINS | defaults:become_plugins
        CACHE_PLUGIN |  | "memory" | ANSIBLE_CACHE_PLUGIN | defaults:fact_caching
        CACHE_PLUGIN_CONNECTION |  | null | ANSIBLE_CACHE_PLUGIN_CONNECTION | defaults:fact_caching_connection
        CACHE_PLUGIN_PREFIX |  | "ansible_facts" | ANSIBLE_CACHE_PLUGIN_PREFIX | defaults:fact_caching_prefix
        CACHE_PLUGIN_TIMEOUT | integer | 86400 | ANSIBLE_CACHE_PLUGIN_TIMEOUT | defaults:fact_caching_timeout
        CALLBACKS_ENABLED | list | [] | ANSIBLE_CALLBACKS_ENABLED | defaults:callbacks_enabled
        COLLECTIONS_ON_ANSIBLE_VERSION_MISMATCH |  | "warning" | ANSIBLE_COLLECTIONS_ON_ANSIBLE_VERSION_MISMATCH | \
        defaults:collections_on_ansible_version_mismatch |  | error,warning,ignore
        COLLECTIONS_PATHS | pathspec | "{HOME}/collections:/usr/share/ansible/collections" | ANSIBLE_COLLECTIONS_PATH | \
        defaults:collections_path
        COLLECTIONS_SCAN_SYS_PATH | boolean | true | ANSIBLE_COLLECTIONS_SCAN_SYS_PATH | \
        defaults:collections_scan_sys_path
        COLOR_CHANGED |  | "yellow" | ANSIBLE_COLOR_CHANGED | colors:changed
        COLOR_CONSOLE_PROMPT |  | "white" | ANSIBLE_COLOR_CONSOLE_PROMPT | colors:console_prompt
        COLOR_DEBUG |  | "dark gray" | ANSIBLE_COLOR_DEBUG | colors:debug
        COLOR_DEPRECATE |  | "purple" | ANSIBLE_COLOR_DEPRECATE | colors:deprecate
        COLOR_DIFF_ADD |  | "green" | ANSIBLE_COLOR_DIFF_ADD | colors:diff_add
        COLOR_DIFF_LINES |  | "cyan" | ANSIBLE_COLOR_DIFF_LINES | colors:diff_lines
        COLOR_DIFF_REMOVE |  | "red" | ANSIBLE_COLOR_DIFF_REMOVE | colors:diff_remove
        COLOR_DOC_CONSTANT |  | "dark gray" | ANSIBLE_COLOR_DOC_CONSTANT | colors:doc_constant
        COLOR_DOC_DEPRECATED |  | "magenta" | ANSIBLE_COLOR_DOC_DEPRECATED | colors:doc_deprecated
        COLOR_DOC_LINK |  | "cyan" | ANSIBLE_COLOR_DOC_LINK | colors:doc_link
        COLOR_DOC_MODULE |  | "yellow" | ANSIBLE_COLOR_DOC_MODULE | colors:doc_module
        COLOR_DOC_PLUGIN |  | "yellow" | ANSIBLE_COLOR_DOC_PLUGIN | colors:doc_plugin
        COLOR_DOC_REFERENCE |  | "magenta" | ANSIBLE_COLOR_DOC_REFERENCE | colors:doc_reference
        COLOR_ERROR |  | "red" | ANSIBLE_COLOR_ERROR | colors:error
        COLOR_HIGHLIGHT |  | "white" | ANSIBLE_COLOR_HIGHLIGHT | colors:highlight
        COLOR_INCLUDED |  | "cyan" | ANSIBLE_COLOR_INCLUDED | colors:included
        COLOR_OK |  | "green" | ANSIBLE_COLOR_OK | colors:ok
        COLOR_SKIP |  | "cyan" | ANSIBLE_COLOR_SKIP | colors:skip
        COLOR_UNREACHABLE |  | "bright red" | ANSIBLE_COLOR_UNREACHABLE | colors:unreachable
        COLOR_VERBOSE |  | "blue" | ANSIBLE_COLOR_VERBOSE | colors:verbose
        COLOR_WARN |  | "bright purple" | ANSIBLE_COLOR_WARN | colors:warn
        CONFIG_FILE | path | null
        CONNECTION_FACTS_MODULES | dict | {"asa": "ansible.legacy.asa_facts", "cisco.asa.asa": "cisco.asa.asa_facts", \
        "eos": "ansible.legacy.eos_facts", "arista.eos.eos": "arista.eos.eos_facts", "frr": "ansible.legacy.frr_facts", \
        "frr.frr.frr": "frr.frr.frr_facts", "ios": "ansible.legacy.ios_facts", "cisco.ios.ios": "cisco.ios.ios_facts", \
        "iosxr": "ansible.legacy.iosxr_facts", "cisco.iosxr.iosxr": "cisco.iosxr.iosxr_facts", "junos": \
        "ansible.legacy.junos_facts", "junipernetworks.junos.junos": "junipernetworks.junos.junos_facts", "nxos": \
        "ansible.legacy.nxos_facts", "cisco.nxos.nxos": "cisco.nxos.nxos_facts", "vyos": "ansible.legacy.vyos_facts", \
        "vyos.vyos.vyos": "vyos.vyos.vyos_facts", "exos": "ansible.legacy.exos_facts", "extreme.exos.exos": \
        "extreme.exos.exos_facts", "slxos": "ansible.legacy.slxos_facts", "extreme.slxos.slxos": \
        "extreme.slxos.slxos_facts", "voss": "ansible.legacy.voss_facts", "extreme.voss.voss": \
        "extreme.voss.voss_facts", "ironware": "ansible.legacy.ironware_facts", "community.network.ironware": \
        "community.network.ironware_facts"}
        CONNECTION_PASSWORD_FILE | path | null | ANSIBLE_CONNECTION_PASSWORD_FILE | defaults:connection_password_file
        COVERAGE_REMOTE_OUTPUT | str | null | _ANSIBLE_COVERAGE_REMOTE_OUTPUT |  | _ansible_coverage_remote_output
        COVERAGE_REMOTE_PATHS | str | "*" | _ANSIBLE_COVERAGE_REMOTE_PATH_FILTER
        DEFAULT_ACTION_PLUGIN_PATH | pathspec | "{HOME}/plugins/action:/usr/share/ansible/plugins/action" | \
        ANSIBLE_ACTION_PLUGINS | defaults:action_plugins
        DEFAULT_ALLOW_UNSAFE_LOOKUPS | boolean | false |  | defaults:allow_unsafe_lookups
        DEFAULT_ASK_PASS | boolean | false | ANSIBLE_ASK_PASS | defaults:ask_pass
        DEFAULT_ASK_VAULT_PASS | boolean | false | ANSIBLE_ASK_VAULT_PASS | defaults:ask_vault_pass
        DEFAULT_BECOME | boolean | false | ANSIBLE_BECOME | privilege_escalation:become
        DEFAULT_BECOME_ASK_PASS | boolean | false | ANSIBLE_BECOME_ASK_PASS | privilege_escalation:become_ask_pass
        DEFAULT_BECOME_EXE |  | null | ANSIBLE_BECOME_EXE | privilege_escalation:become_exe
        DEFAULT_BECOME_FLAGS |  | "" | ANSIBLE_BECOME_FLAGS | privilege_escalation:become_flags
        DEFAULT_BECOME_METHOD |  | "sudo" | ANSIBLE_BECOME_METHOD | privilege_escalation:become_method
        DEFAULT_BECOME_USER |  | "root" | ANSIBLE_BECOME_USER | privilege_escalation:become_user
        DEFAULT_CACHE_PLUGIN_PATH | pathspec | "{HOME}/plugins/cache:/usr/share/ansible/plugins/cache" | \
        ANSIBLE_CACHE_PLUGINS | defaults:cache_plugins
        DEFAULT_CALLBACK_PLUGIN_PATH | pathspec | "{HOME}/plugins/callback:/usr/share/ansible/plugins/callback" | \
        ANSIBLE_CALLBACK_PLUGINS | defaults:callback_plugins
        DEFAULT_CLICONF_PLUGIN_PATH | pathspec | "{HOME}/plugins/cliconf:/usr/share/ansible/plugins/cliconf" | \
        ANSIBLE_CLICONF_PLUGINS | defaults:cliconf_plugins
        DEFAULT_CONNECTION_PLUGIN_PATH | pathspec | "{HOME}/plugins/connection:/usr/share/ansible/plugins/connection" | \
        ANSIBLE_CONNECTION_PLUGINS | defaults:connection_plugins
        DEFAULT_DEBUG | boolean | false | ANSIBLE_DEBUG | defaults:debug
        DEFAULT_EXECUTABLE |  | "/bin/sh" | ANSIBLE_EXECUTABLE | defaults:executable
        DEFAULT_FILTER_PLUGIN_PATH | pathspec | "{HOME}/plugins/filter:/usr/share/ansible/plugins/filter" | \
        ANSIBLE_FILTER_PLUGINS | defaults:filter_plugins
        DEFAULT_FORCE_HANDLERS | boolean | false | ANSIBLE_FORCE_HANDLERS | defaults:force_handlers
        DEFAULT_FORKS | integer | 5 | ANSIBLE_FORKS | defaults:forks
        DEFAULT_GATHERING |  | "implicit" | ANSIBLE_GATHERING | defaults:gathering |  | implicit,explicit,smart
        DEFAULT_HASH_BEHAVIOUR | string | "replace" | ANSIBLE_HASH_BEHAVIOUR | defaults:hash_behaviour |  | \
        replace,merge
        DEFAULT_HOST_LIST | pathlist | ["/etc/ansible/hosts"] | ANSIBLE_INVENTORY | defaults:inventory
        DEFAULT_HTTPAPI_PLUGIN_PATH | pathspec | "{HOME}/plugins/httpapi:/usr/share/ansible/plugins/httpapi" | \
        ANSIBLE_HTTPAPI_PLUGINS | defaults:httpapi_plugins
        DEFAULT_INTERNAL_POLL_INTERVAL | float | 0.001 |  | defaults:internal_poll_interval
        DEFAULT_INVENTORY_PLUGIN_PATH | pathspec | "{HOME}/plugins/inventory:/usr/share/ansible/plugins/inventory" | \
        ANSIBLE_INVENTORY_PLUGINS | defaults:inventory_plugins
        DEFAULT_JINJA2_EXTENSIONS | list | [] | ANSIBLE_JINJA2_EXTENSIONS | defaults:jinja2_extensions
        DEFAULT_JINJA2_NATIVE | boolean | true | ANSIBLE_JINJA2_NATIVE | defaults:jinja2_native
        DEFAULT_KEEP_REMOTE_FILES | boolean | false | ANSIBLE_KEEP_REMOTE_FILES | defaults:keep_remote_files
        DEFAULT_LIBVIRT_LXC_NOSECLABEL | boolean | false | ANSIBLE_LIBVIRT_LXC_NOSECLABEL | \
        selinux:libvirt_lxc_noseclabel
        DEFAULT_LOAD_CALLBACK_PLUGINS | boolean | false | ANSIBLE_LOAD_CALLBACK_PLUGINS | defaults:bin_ansible_callbacks
        DEFAULT_LOCAL_TMP | tmppath | "{HOME}/tmp" | ANSIBLE_LOCAL_TEMP | defaults:local_tmp
        DEFAULT_LOG_FILTER | list | [] | ANSIBLE_LOG_FILTER | defaults:log_filter
        DEFAULT_LOG_PATH | path | null | ANSIBLE_LOG_PATH | defaults:log_path
        DEFAULT_LOOKUP_PLUGIN_PATH | pathspec | "{HOME}/plugins/lookup:/usr/share/ansible/plugins/lookup" | \
        ANSIBLE_LOOKUP_PLUGINS | defaults:lookup_plugins
        DEFAULT_MANAGED_STR |  | "Ansible managed" |  | defaults:ansible_managed
        DEFAULT_MODULE_ARGS |  | null | ANSIBLE_MODULE_ARGS | defaults:module_args
        DEFAULT_MODULE_COMPRESSION |  | "ZIP_DEFLATED" |  | defaults:module_compression | ansible_module_compression
        DEFAULT_MODULE_NAME |  | "command" |  | defaults:module_name
        DEFAULT_MODULE_PATH | pathspec | "{HOME}/plugins/modules:/usr/share/ansible/plugins/modules" | ANSIBLE_LIBRARY \
        | defaults:library
        DEFAULT_MODULE_UTILS_PATH | pathspec | "{HOME}/plugins/module_utils:/usr/share/ansible/plugins/module_utils" | \
        ANSIBLE_MODULE_UTILS | defaults:module_utils
        DEFAULT_NETCONF_PLUGIN_PATH | pathspec | "{HOME}/plugins/netconf:/usr/share/ansible/plugins/netconf" | \
        ANSIBLE_NETCONF_PLUGINS | defaults:netconf_plugins
        DEFAULT_NO_LOG | boolean | false | ANSIBLE_NO_LOG | defaults:no_log
        DEFAULT_NO_TARGET_SYSLOG | boolean | false | ANSIBLE_NO_TARGET_SYSLOG | defaults:no_target_syslog | \
        ansible_no_target_syslog
        DEFAULT_NULL_REPRESENTATION | raw | null | ANSIBLE_NULL_REPRESENTATION | defaults:null_representation
        DEFAULT_POLL_INTERVAL | integer | 15 | ANSIBLE_POLL_INTERVAL | defaults:poll_interval
        DEFAULT_PRIVATE_KEY_FILE | path | null | ANSIBLE_PRIVATE_KEY_FILE | defaults:private_key_file
        DEFAULT_PRIVATE_ROLE_VARS | boolean | false | ANSIBLE_PRIVATE_ROLE_VARS | defaults:private_role_vars
        DEFAULT_REMOTE_PORT | integer | null | ANSIBLE_REMOTE_PORT | defaults:remote_port
        DEFAULT_REMOTE_USER |  | null | ANSIBLE_REMOTE_USER | defaults:remote_user
        DEFAULT_ROLES_PATH | pathspec | "{HOME}/roles:/usr/share/ansible/roles:/etc/ansible/roles" | ANSIBLE_ROLES_PATH \
        | defaults:roles_path
        DEFAULT_SELINUX_SPECIAL_FS | list | ["fuse", "nfs", "vboxsf", "ramfs", "9p", "vfat"] | \
        ANSIBLE_SELINUX_SPECIAL_FS | selinux:special_context_filesystems
        DEFAULT_STDOUT_CALLBACK |  | "default" | ANSIBLE_STDOUT_CALLBACK | defaults:stdout_callback
        DEFAULT_STRATEGY |  | "linear" | ANSIBLE_STRATEGY | defaults:strategy
        DEFAULT_STRATEGY_PLUGIN_PATH | pathspec | "{HOME}/plugins/strategy:/usr/share/ansible/plugins/strategy" | \
        ANSIBLE_STRATEGY_PLUGINS | defaults:strategy_plugins
        DEFAULT_SU | boolean | false | ANSIBLE_SU | defaults:su
        DEFAULT_SYSLOG_FACILITY |  | "LOG_USER" | ANSIBLE_SYSLOG_FACILITY | defaults:syslog_facility
        DEFAULT_TERMINAL_PLUGIN_PATH | pathspec | "{HOME}/plugins/terminal:/usr/share/ansible/plugins/terminal" | \
        ANSIBLE_TERMINAL_PLUGINS | defaults:terminal_plugins
        DEFAULT_TEST_PLUGIN_PATH | pathspec | "{HOME}/plugins/test:/usr/share/ansible/plugins/test" | \
        ANSIBLE_TEST_PLUGINS | defaults:test_plugins
        """
}
