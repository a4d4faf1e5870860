extension SettingReference {
    /// A line `@type plugin` stands before the options of each plugin, whose rows are as those of the base.
    static let pluginRows = """
        @become runas
        become_user |  | null | ANSIBLE_BECOME_USER,ANSIBLE_RUNAS_USER | \
        privilege_escalation:become_user,runas_become_plugin:user | ansible_become_user,ansible_runas_user |  | required
        become_flags |  | "" | ANSIBLE_BECOME_FLAGS,ANSIBLE_RUNAS_FLAGS | \
        privilege_escalation:become_flags,runas_become_plugin:flags | ansible_become_flags,ansible_runas_flags
        become_pass |  | null | ANSIBLE_BECOME_PASS,ANSIBLE_RUNAS_PASS | runas_become_plugin:password | \
        ansible_become_password,ansible_become_pass,ansible_runas_pass
        @become su
        become_user |  | "root" | ANSIBLE_BECOME_USER,ANSIBLE_SU_USER | \
        privilege_escalation:become_user,su_become_plugin:user | ansible_become_user,ansible_su_user
        become_exe |  | "su" | ANSIBLE_BECOME_EXE,ANSIBLE_SU_EXE | \
        privilege_escalation:become_exe,su_become_plugin:executable | ansible_become_exe,ansible_su_exe
        become_flags |  | "" | ANSIBLE_BECOME_FLAGS,ANSIBLE_SU_FLAGS | \
        privilege_escalation:become_flags,su_become_plugin:flags | ansible_become_flags,ansible_su_flags
        become_pass |  | null | ANSIBLE_BECOME_PASS,ANSIBLE_SU_PASS | su_become_plugin:password | \
        ansible_become_password,ansible_become_pass,ansible_su_pass
        prompt_l10n | list | [] | ANSIBLE_SU_PROMPT_L10N | su_become_plugin:localized_prompts | ansible_su_prompt_l10n
        @become sudo
        become_user |  | "root" | ANSIBLE_BECOME_USER,ANSIBLE_SUDO_USER | \
        privilege_escalation:become_user,sudo_become_plugin:user | ansible_become_user,ansible_sudo_user
        become_exe |  | "sudo" | ANSIBLE_BECOME_EXE,ANSIBLE_SUDO_EXE | \
        privilege_escalation:become_exe,sudo_become_plugin:executable | ansible_become_exe,ansible_sudo_exe
        become_flags |  | "-H -S -n" | ANSIBLE_BECOME_FLAGS,ANSIBLE_SUDO_FLAGS | \
        privilege_escalation:become_flags,sudo_become_plugin:flags | ansible_become_flags,ansible_sudo_flags
        become_pass |  | null | ANSIBLE_BECOME_PASS,ANSIBLE_SUDO_PASS | sudo_become_plugin:password | \
        ansible_become_password,ansible_become_pass,ansible_sudo_pass
        sudo_chdir | string | null | ANSIBLE_SUDO_CHDIR | sudo_become_plugin:chdir | ansible_sudo_chdir
        @cache jsonfile
        _uri | path | null | ANSIBLE_CACHE_PLUGIN_CONNECTION | defaults:fact_caching_connection |  |  | required
        _prefix |  | null | ANSIBLE_CACHE_PLUGIN_PREFIX | defaults:fact_caching_prefix
        _timeout | integer | 86400 | ANSIBLE_CACHE_PLUGIN_TIMEOUT | defaults:fact_caching_timeout
        @cache memory
        @callback default
        display_skipped_hosts | bool | true | ANSIBLE_DISPLAY_SKIPPED_HOSTS | defaults:display_skipped_hosts
        display_ok_hosts | bool | true | ANSIBLE_DISPLAY_OK_HOSTS | defaults:display_ok_hosts
        display_failed_stderr | bool | false | ANSIBLE_DISPLAY_FAILED_STDERR | defaults:display_failed_stderr
        show_custom_stats | bool | false | ANSIBLE_SHOW_CUSTOM_STATS | defaults:show_custom_stats
        show_per_host_start | bool | false | ANSIBLE_SHOW_PER_HOST_START | defaults:show_per_host_start
        check_mode_markers | bool | false | ANSIBLE_CHECK_MODE_MARKERS | defaults:check_mode_markers
        show_task_path_on_failure | bool | false | ANSIBLE_SHOW_TASK_PATH_ON_FAILURE | \
        defaults:show_task_path_on_failure
        result_format | str | "json" | ANSIBLE_CALLBACK_RESULT_FORMAT | defaults:callback_result_format |  | json,yaml
        pretty_results | bool | null | ANSIBLE_CALLBACK_FORMAT_PRETTY | defaults:callback_format_pretty
        @callback junit
        output_dir |  | "~/.ansible.log" | JUNIT_OUTPUT_DIR
        task_class |  | false | JUNIT_TASK_CLASS
        task_relative_path |  | "none" | JUNIT_TASK_RELATIVE_PATH
        replace_out_of_tree_path |  | "none" | JUNIT_REPLACE_OUT_OF_TREE_PATH
        fail_on_change |  | false | JUNIT_FAIL_ON_CHANGE
        fail_on_ignore |  | false | JUNIT_FAIL_ON_IGNORE
        include_setup_tasks_in_report |  | true | JUNIT_INCLUDE_SETUP_TASKS_IN_REPORT
        hide_task_arguments |  | false | JUNIT_HIDE_TASK_ARGUMENTS
        test_case_prefix |  | "<empty>" | JUNIT_TEST_CASE_PREFIX
        @callback minimal
        result_format | str | "json" | ANSIBLE_CALLBACK_RESULT_FORMAT | defaults:callback_result_format |  | json,yaml
        pretty_results | bool | null | ANSIBLE_CALLBACK_FORMAT_PRETTY | defaults:callback_format_pretty
        @callback oneline
        @callback tree
        directory | path | "~/.ansible/tree" | ANSIBLE_CALLBACK_TREE_DIR | callback_tree:directory
        @connection _paramiko_ssh
        remote_addr | string | "inventory_hostname" |  |  | \
        inventory_hostname,ansible_host,ansible_ssh_host,ansible_paramiko_host
        port | int | 22 | ANSIBLE_REMOTE_PORT,ANSIBLE_REMOTE_PARAMIKO_PORT | \
        defaults:remote_port,paramiko_connection:remote_port | ansible_port,ansible_ssh_port,ansible_paramiko_port
        remote_user | string | null | ANSIBLE_REMOTE_USER,ANSIBLE_PARAMIKO_REMOTE_USER | \
        defaults:remote_user,paramiko_connection:remote_user | ansible_user,ansible_ssh_user,ansible_paramiko_user
        password | string | null |  |  | \
        ansible_password,ansible_ssh_pass,ansible_ssh_password,ansible_paramiko_pass,ansible_paramiko_password
        use_rsa_sha2_algorithms | boolean | true | ANSIBLE_PARAMIKO_USE_RSA_SHA2_ALGORITHMS | \
        paramiko_connection:use_rsa_sha2_algorithms | ansible_paramiko_use_rsa_sha2_algorithms
        host_key_auto_add | boolean | null | ANSIBLE_PARAMIKO_HOST_KEY_AUTO_ADD | paramiko_connection:host_key_auto_add
        look_for_keys | boolean | true | ANSIBLE_PARAMIKO_LOOK_FOR_KEYS | paramiko_connection:look_for_keys
        proxy_command | string | "" | ANSIBLE_PARAMIKO_PROXY_COMMAND | paramiko_connection:proxy_command | \
        ansible_paramiko_proxy_command
        pty | boolean | true | ANSIBLE_PARAMIKO_PTY | paramiko_connection:pty
        record_host_keys | boolean | true | ANSIBLE_PARAMIKO_RECORD_HOST_KEYS | paramiko_connection:record_host_keys
        host_key_checking | boolean | true | \
        ANSIBLE_HOST_KEY_CHECKING,ANSIBLE_SSH_HOST_KEY_CHECKING,ANSIBLE_PARAMIKO_HOST_KEY_CHECKING | \
        defaults:host_key_checking,paramiko_connection:host_key_checking | \
        ansible_host_key_checking,ansible_ssh_host_key_checking,ansible_paramiko_host_key_checking
        use_persistent_connections | boolean | false | ANSIBLE_USE_PERSISTENT_CONNECTIONS | \
        defaults:use_persistent_connections
        banner_timeout | float | 30 | ANSIBLE_PARAMIKO_BANNER_TIMEOUT | paramiko_connection:banner_timeout
        timeout | int | 10 | ANSIBLE_TIMEOUT,ANSIBLE_SSH_TIMEOUT,ANSIBLE_PARAMIKO_TIMEOUT | \
        defaults:timeout,ssh_connection:timeout,paramiko_connection:timeout | \
        ansible_ssh_timeout,ansible_paramiko_timeout
        private_key_file | string | null | ANSIBLE_PRIVATE_KEY_FILE,ANSIBLE_PARAMIKO_PRIVATE_KEY_FILE | \
        defaults:private_key_file,paramiko_connection:private_key_file | \
        ansible_private_key_file,ansible_ssh_private_key_file,ansible_paramiko_private_key_file
        @connection local
        become_success_timeout | int | 10 |  |  | ansible_local_become_success_timeout
        become_strip_preamble | bool | true |  |  | ansible_local_become_strip_preamble
        pipelining | boolean | false | ANSIBLE_PIPELINING | defaults:pipelining,connection:pipelining | \
        ansible_pipelining
        @connection paramiko_ssh
        remote_addr | string | "inventory_hostname" |  |  | \
        inventory_hostname,ansible_host,ansible_ssh_host,ansible_paramiko_host
        port | int | 22 | ANSIBLE_REMOTE_PORT,ANSIBLE_REMOTE_PARAMIKO_PORT | \
        defaults:remote_port,paramiko_connection:remote_port | ansible_port,ansible_ssh_port,ansible_paramiko_port
        remote_user | string | null | ANSIBLE_REMOTE_USER,ANSIBLE_PARAMIKO_REMOTE_USER | \
        defaults:remote_user,paramiko_connection:remote_user | ansible_user,ansible_ssh_user,ansible_paramiko_user
        password | string | null |  |  | \
        ansible_password,ansible_ssh_pass,ansible_ssh_password,ansible_paramiko_pass,ansible_paramiko_password
        use_rsa_sha2_algorithms | boolean | true | ANSIBLE_PARAMIKO_USE_RSA_SHA2_ALGORITHMS | \
        paramiko_connection:use_rsa_sha2_algorithms | ansible_paramiko_use_rsa_sha2_algorithms
        host_key_auto_add | boolean | null | ANSIBLE_PARAMIKO_HOST_KEY_AUTO_ADD | paramiko_connection:host_key_auto_add
        look_for_keys | boolean | true | ANSIBLE_PARAMIKO_LOOK_FOR_KEYS | paramiko_connection:look_for_keys
        proxy_command | string | "" | ANSIBLE_PARAMIKO_PROXY_COMMAND | paramiko_connection:proxy_command | \
        ansible_paramiko_proxy_command
        pty | boolean | true | ANSIBLE_PARAMIKO_PTY | paramiko_connection:pty
        record_host_keys | boolean | true | ANSIBLE_PARAMIKO_RECORD_HOST_KEYS | paramiko_connection:record_host_keys
        host_key_checking | boolean | true | \
        ANSIBLE_HOST_KEY_CHECKING,ANSIBLE_SSH_HOST_KEY_CHECKING,ANSIBLE_PARAMIKO_HOST_KEY_CHECKING | \
        defaults:host_key_checking,paramiko_connection:host_key_checking | \
        ansible_host_key_checking,ansible_ssh_host_key_checking,ansible_paramiko_host_key_checking
        use_persistent_connections | boolean | false | ANSIBLE_USE_PERSISTENT_CONNECTIONS | \
        defaults:use_persistent_connections
        banner_timeout | float | 30 | ANSIBLE_PARAMIKO_BANNER_TIMEOUT | paramiko_connection:banner_timeout
        timeout | int | 10 | ANSIBLE_TIMEOUT,ANSIBLE_SSH_TIMEOUT,ANSIBLE_PARAMIKO_TIMEOUT | \
        defaults:timeout,ssh_connection:timeout,paramiko_connection:timeout | \
        ansible_ssh_timeout,ansible_paramiko_timeout
        private_key_file | string | null | ANSIBLE_PRIVATE_KEY_FILE,ANSIBLE_PARAMIKO_PRIVATE_KEY_FILE | \
        defaults:private_key_file,paramiko_connection:private_key_file | \
        ansible_private_key_file,ansible_ssh_private_key_file,ansible_paramiko_private_key_file
        @connection psrp
        remote_addr | str | "inventory_hostname" |  |  | inventory_hostname,ansible_host,ansible_psrp_host
        remote_user | str | null |  |  | ansible_user,ansible_psrp_user
        remote_password | str | null |  |  | ansible_password,ansible_winrm_pass,ansible_winrm_password
        port | int | null |  |  | ansible_port,ansible_psrp_port
        protocol | str | null |  |  | ansible_psrp_protocol | http,https
        path | str | "wsman" |  |  | ansible_psrp_path
        auth | str | "negotiate" |  |  | ansible_psrp_auth | basic,certificate,negotiate,kerberos,ntlm,credssp
        cert_validation | str | "validate" |  |  | ansible_psrp_cert_validation | validate,ignore
        ca_cert | path | null |  |  | ansible_psrp_cert_trust_path,ansible_psrp_ca_cert
        connection_timeout | int | 30 |  |  | ansible_psrp_connection_timeout
        read_timeout | int | 30 |  |  | ansible_psrp_read_timeout
        reconnection_retries | int | 0 |  |  | ansible_psrp_reconnection_retries
        reconnection_backoff | int | 2 |  |  | ansible_psrp_connection_backoff,ansible_psrp_reconnection_backoff
        message_encryption | str | "auto" |  |  | ansible_psrp_message_encryption | auto,always,never
        proxy | str | null |  |  | ansible_psrp_proxy
        ignore_proxy | bool | false |  |  | ansible_psrp_ignore_proxy
        certificate_key_pem | path | null |  |  | ansible_psrp_certificate_key_pem
        certificate_pem | path | null |  |  | ansible_psrp_certificate_pem
        credssp_auth_mechanism | str | "auto" |  |  | ansible_psrp_credssp_auth_mechanism | auto,kerberos,ntlm
        credssp_disable_tlsv1_2 | bool | false |  |  | ansible_psrp_credssp_disable_tlsv1_2
        credssp_minimum_version | int | 2 |  |  | ansible_psrp_credssp_minimum_version
        negotiate_delegate | bool | null |  |  | ansible_psrp_negotiate_delegate
        negotiate_hostname_override | str | null |  |  | ansible_psrp_negotiate_hostname_override
        negotiate_send_cbt | bool | true |  |  | ansible_psrp_negotiate_send_cbt
        negotiate_service | str | "WSMAN" |  |  | ansible_psrp_negotiate_service
        operation_timeout | int | 20 |  |  | ansible_psrp_operation_timeout
        max_envelope_size | int | 153600 |  |  | ansible_psrp_max_envelope_size
        configuration_name | str | "Microsoft.PowerShell" |  |  | ansible_psrp_configuration_name
        pipelining | boolean | false | ANSIBLE_PIPELINING | defaults:pipelining,connection:pipelining | \
        ansible_pipelining
        @connection ssh
        host | string | "inventory_hostname" |  |  | \
        inventory_hostname,ansible_host,ansible_ssh_host,delegated_vars['ansible_host'],delegated_vars['ansible_ssh_host\
        ']
        host_key_checking | boolean | true | ANSIBLE_HOST_KEY_CHECKING,ANSIBLE_SSH_HOST_KEY_CHECKING | \
        defaults:host_key_checking,ssh_connection:host_key_checking | \
        ansible_host_key_checking,ansible_ssh_host_key_checking
        password | string | null |  |  | ansible_password,ansible_ssh_pass,ansible_ssh_password
        password_mechanism | string | "ssh_askpass" | ANSIBLE_SSH_PASSWORD_MECHANISM | \
        ssh_connection:password_mechanism | ansible_ssh_password_mechanism | ssh_askpass,sshpass,disable
        sshpass_prompt | string | "" | ANSIBLE_SSHPASS_PROMPT | ssh_connection:sshpass_prompt | ansible_sshpass_prompt
        ssh_args | string | "-C -o ControlMaster=auto -o ControlPersist=60s" | ANSIBLE_SSH_ARGS | \
        ssh_connection:ssh_args | ansible_ssh_args
        ssh_common_args | string | "" | ANSIBLE_SSH_COMMON_ARGS | ssh_connection:ssh_common_args | \
        ansible_ssh_common_args
        ssh_executable | string | "ssh" | ANSIBLE_SSH_EXECUTABLE | ssh_connection:ssh_executable | \
        ansible_ssh_executable
        sftp_executable | string | "sftp" | ANSIBLE_SFTP_EXECUTABLE | ssh_connection:sftp_executable | \
        ansible_sftp_executable
        scp_executable | string | "scp" | ANSIBLE_SCP_EXECUTABLE | ssh_connection:scp_executable | \
        ansible_scp_executable
        scp_extra_args | string | "" | ANSIBLE_SCP_EXTRA_ARGS | ssh_connection:scp_extra_args | ansible_scp_extra_args
        sftp_extra_args | string | "" | ANSIBLE_SFTP_EXTRA_ARGS | ssh_connection:sftp_extra_args | \
        ansible_sftp_extra_args
        ssh_extra_args | string | "" | ANSIBLE_SSH_EXTRA_ARGS | ssh_connection:ssh_extra_args | ansible_ssh_extra_args
        reconnection_retries | integer | 0 | ANSIBLE_SSH_RETRIES | connection:retries,ssh_connection:retries | \
        ansible_ssh_retries
        port | int | null | ANSIBLE_REMOTE_PORT | defaults:remote_port | ansible_port,ansible_ssh_port
        remote_user | string | null | ANSIBLE_REMOTE_USER | defaults:remote_user | ansible_user,ansible_ssh_user
        pipelining | boolean | false | ANSIBLE_PIPELINING,ANSIBLE_SSH_PIPELINING | \
        defaults:pipelining,connection:pipelining,ssh_connection:pipelining | ansible_pipelining,ansible_ssh_pipelining
        private_key_file | string | null | ANSIBLE_PRIVATE_KEY_FILE | defaults:private_key_file | \
        ansible_private_key_file,ansible_ssh_private_key_file
        private_key | string | null | ANSIBLE_PRIVATE_KEY |  | ansible_private_key,ansible_ssh_private_key
        private_key_passphrase | string | null | ANSIBLE_PRIVATE_KEY_PASSPHRASE |  | \
        ansible_private_key_passphrase,ansible_ssh_private_key_passphrase
        control_path | string | null | ANSIBLE_SSH_CONTROL_PATH | ssh_connection:control_path | ansible_control_path
        control_path_dir | string | "~/.ansible/cp" | ANSIBLE_SSH_CONTROL_PATH_DIR | ssh_connection:control_path_dir | \
        ansible_control_path_dir
        sftp_batch_mode | bool | true | ANSIBLE_SFTP_BATCH_MODE | ssh_connection:sftp_batch_mode | \
        ansible_sftp_batch_mode
        ssh_transfer_method | string | "smart" | ANSIBLE_SSH_TRANSFER_METHOD | ssh_connection:transfer_method | \
        ansible_ssh_transfer_method | sftp,scp,piped,smart
        use_tty | bool | true | ANSIBLE_SSH_USETTY | ssh_connection:usetty | ansible_ssh_use_tty
        timeout | integer | 10 | ANSIBLE_TIMEOUT,ANSIBLE_SSH_TIMEOUT | defaults:timeout,ssh_connection:timeout | \
        ansible_ssh_timeout
        pkcs11_provider | string | "" | ANSIBLE_PKCS11_PROVIDER | ssh_connection:pkcs11_provider | \
        ansible_ssh_pkcs11_provider
        verbosity | int | 0 | ANSIBLE_SSH_VERBOSITY | ssh_connection:verbosity | ansible_ssh_verbosity
        @connection winrm
        remote_addr | str | "inventory_hostname" |  |  | inventory_hostname,ansible_host,ansible_winrm_host
        remote_user | str | null |  |  | ansible_user,ansible_winrm_user
        remote_password | str | null |  |  | ansible_password,ansible_winrm_pass,ansible_winrm_password
        port | integer | 5986 |  |  | ansible_port,ansible_winrm_port
        scheme | str | null |  |  | ansible_winrm_scheme | http,https
        path | str | "/wsman" |  |  | ansible_winrm_path
        transport | list | null |  |  | ansible_winrm_transport
        kerberos_command | str | "kinit" |  |  | ansible_winrm_kinit_cmd
        kinit_args | str | null |  |  | ansible_winrm_kinit_args
        kinit_env_vars | list | [] |  | winrm:kinit_env_vars | ansible_winrm_kinit_env_vars
        kerberos_mode | str | null |  |  | ansible_winrm_kinit_mode | managed,manual
        connection_timeout | int | null |  |  | ansible_winrm_connection_timeout
        pipelining | boolean | false | ANSIBLE_PIPELINING | defaults:pipelining,connection:pipelining | \
        ansible_pipelining
        @inventory advanced_host_list
        @inventory auto
        @inventory constructed
        plugin |  | null |  |  |  | ansible.builtin.constructed,constructed | required
        use_vars_plugins | boolean | false
        strict | bool | false
        compose | dict | {}
        groups | dict | {}
        keyed_groups | list | []
        use_extra_vars | bool | false | ANSIBLE_INVENTORY_USE_EXTRA_VARS | inventory_plugins:use_extra_vars
        leading_separator | boolean | true
        @inventory generator
        plugin |  | null |  |  |  | ansible.builtin.generator,generator | required
        hosts |  | null
        layers |  | null
        @inventory host_list
        @inventory ini
        @inventory script
        always_show_stderr | boolean | true | ANSIBLE_INVENTORY_PLUGIN_SCRIPT_STDERR | \
        inventory_plugin_script:always_show_stderr
        @inventory toml
        @inventory yaml
        yaml_extensions | list | [".yaml", ".yml", ".json"] | ANSIBLE_YAML_FILENAME_EXT,ANSIBLE_INVENTORY_PLUGIN_EXTS | \
        defaults:yaml_valid_extensions,inventory_plugin_yaml:yaml_valid_extensions
        @lookup community.general.passwordstore
        directory | path | null | PASSWORD_STORE_DIR |  | passwordstore
        umask | string | null | PASSWORD_STORE_UMASK
        missing_subkey | string | "empty" |  | passwordstore_lookup:missing_subkey |  | error,warn,empty
        lock | string | "write" |  | passwordstore_lookup:lock |  | readwrite,write,none
        locktimeout | string | "15m" |  | passwordstore_lookup:locktimeout
        backend | string | "pass" |  | passwordstore_lookup:backend | passwordstore_backend | pass,gopass
        @lookup config
        _terms |  | null |  |  |  |  | required
        on_missing | string | "error" |  |  |  | error,warn,skip
        plugin_type | string | null |  |  |  | \
        become,cache,callback,cliconf,connection,httpapi,inventory,lookup,netconf,shell,vars
        plugin_name | string | null
        show_origin | bool | null
        @lookup csvfile
        col | int | 1
        keycol | int | 0
        default |  | null
        delimiter |  | "TAB"
        file |  | "ansible.csv"
        encoding |  | "utf-8"
        @lookup dict
        _terms |  | null |  |  |  |  | required
        @lookup env
        _terms |  | null |  |  |  |  | required
        default | raw | ""
        @lookup file
        _terms |  | null |  |  |  |  | required
        rstrip | bool | true
        lstrip | bool | false
        @lookup fileglob
        _terms |  | null |  |  |  |  | required
        @lookup first_found
        _terms |  | null
        files | list | []
        paths | list | []
        skip | boolean | false
        @lookup indexed_items
        _terms |  | null |  |  |  |  | required
        @lookup ini
        _terms |  | null |  |  |  |  | required
        type |  | "ini" |  |  |  | ini,properties
        file |  | "ansible.ini"
        section |  | "global"
        re | boolean | false
        encoding |  | "utf-8"
        default |  | ""
        case_sensitive |  | false
        allow_no_value | bool | false
        interpolation | bool | true
        @lookup inventory_hostnames
        @lookup items
        _terms |  | null |  |  |  |  | required
        @lookup lines
        _terms |  | null |  |  |  |  | required
        @lookup list
        @lookup nested
        _raw |  | null |  |  |  |  | required
        @lookup password
        _terms |  | null |  |  |  |  | required
        encrypt |  | null
        ident | string | null
        chars | list | ["ascii_letters", "digits", ".,:-_"]
        length | integer | 20
        seed | str | null
        @lookup pipe
        _terms |  | null |  |  |  |  | required
        @lookup random_choice
        @lookup sequence
        start | integer | 1
        end | integer | null
        count | integer | null
        stride | integer | 1
        format |  | "%d"
        @lookup subelements
        _terms |  | null |  |  |  |  | required
        skip_missing |  | false
        @lookup template
        _terms |  | null
        convert_data | bool | true
        variable_start_string | str | "{{"
        variable_end_string | str | "}}"
        jinja2_native | bool | true
        template_vars | dict | {}
        comment_start_string | str | "{#"
        comment_end_string | str | "#}"
        trim_blocks | bool | true
        @lookup together
        _terms |  | null |  |  |  |  | required
        @lookup unvault
        _terms |  | null |  |  |  |  | required
        @lookup url
        _terms |  | null
        validate_certs | boolean | true
        split_lines | boolean | true
        use_proxy | boolean | true
        username | string | null
        password | string | null
        headers | dictionary | {}
        force | boolean | false | ANSIBLE_LOOKUP_URL_FORCE | url_lookup:force | ansible_lookup_url_force
        timeout | float | 10 | ANSIBLE_LOOKUP_URL_TIMEOUT | url_lookup:timeout | ansible_lookup_url_timeout
        http_agent | string | "ansible-httpget" | ANSIBLE_LOOKUP_URL_AGENT | url_lookup:agent | ansible_lookup_url_agent
        force_basic_auth | boolean | false | ANSIBLE_LOOKUP_URL_FORCE_BASIC_AUTH | url_lookup:force_basic_auth | \
        ansible_lookup_url_force_basic_auth
        follow_redirects | string | "urllib2" | ANSIBLE_LOOKUP_URL_FOLLOW_REDIRECTS | url_lookup:follow_redirects | \
        ansible_lookup_url_follow_redirects | all,none,safe,urllib2,no,yes
        use_gssapi | boolean | false | ANSIBLE_LOOKUP_URL_USE_GSSAPI | url_lookup:use_gssapi | \
        ansible_lookup_url_use_gssapi
        use_netrc | boolean | true | ANSIBLE_LOOKUP_URL_USE_NETRC | url_lookup:use_netrc | ansible_lookup_url_use_netrc
        unix_socket | string | null | ANSIBLE_LOOKUP_URL_UNIX_SOCKET | url_lookup:unix_socket | \
        ansible_lookup_url_unix_socket
        ca_path | string | null | ANSIBLE_LOOKUP_URL_CA_PATH | url_lookup:ca_path | ansible_lookup_url_ca_path
        unredirected_headers | list | null | ANSIBLE_LOOKUP_URL_UNREDIR_HEADERS | url_lookup:unredirected_headers | \
        ansible_lookup_url_unredir_headers
        ciphers | list | null | ANSIBLE_LOOKUP_URL_CIPHERS | url_lookup:ciphers | ansible_lookup_url_ciphers
        @lookup varnames
        _terms |  | null |  |  |  |  | required
        @lookup vars
        _terms |  | null |  |  |  |  | required
        default |  | null
        @shell cmd
        async_dir |  | "%USERPROFILE%\\\\.ansible_async" |  | powershell:async_dir | ansible_async_dir
        remote_tmp |  | "%TEMP%" |  | powershell:remote_tmp | ansible_remote_tmp
        set_module_language | bool | "no" |  |  |  | no,False
        @shell powershell
        async_dir |  | "%USERPROFILE%\\\\.ansible_async" |  | powershell:async_dir | ansible_async_dir
        remote_tmp |  | "%TEMP%" |  | powershell:remote_tmp | ansible_remote_tmp
        set_module_language | bool | "no" |  |  |  | no,False
        @shell sh
        remote_tmp |  | "~/.ansible/tmp" | ANSIBLE_REMOTE_TEMP,ANSIBLE_REMOTE_TMP | defaults:remote_tmp | \
        ansible_remote_tmp
        common_remote_group |  | null | ANSIBLE_COMMON_REMOTE_GROUP | defaults:common_remote_group | \
        ansible_common_remote_group
        system_tmpdirs | list | ["/var/tmp", "/tmp"] | ANSIBLE_SYSTEM_TMPDIRS | defaults:system_tmpdirs | \
        ansible_system_tmpdirs
        async_dir |  | "~/.ansible_async" | ANSIBLE_ASYNC_DIR | defaults:async_dir | ansible_async_dir
        admin_users | list | ["root", "toor"] | ANSIBLE_ADMIN_USERS | defaults:admin_users | ansible_admin_users
        world_readable_temp | boolean | false | ANSIBLE_SHELL_ALLOW_WORLD_READABLE_TEMP | \
        defaults:allow_world_readable_tmpfiles | ansible_shell_allow_world_readable_temp
        @vars host_group_vars
        stage | str | null | ANSIBLE_VARS_PLUGIN_STAGE | vars_host_group_vars:stage |  | all,task,inventory
        _valid_extensions | list | [".yml", ".yaml", ".json"] | ANSIBLE_YAML_FILENAME_EXT | \
        defaults:yaml_valid_extensions
        """
}
