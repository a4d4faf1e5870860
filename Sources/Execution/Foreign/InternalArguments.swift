import Configuration
import Values

/// The arguments that every module gets besides its own.
struct InternalArguments {
    let call: ActionCall
    /// The name the module knows itself by.
    let module: String
    let remoteTemporaryDirectory: String

    /// The events that `display_traceback` wants tracebacks of.
    static func tracebacks(_ configuration: Configuration) -> [String] {
        let events = configuration.list("DISPLAY_TRACEBACK")
        if events.contains("always") { return ["error", "warning", "deprecated", "deprecated_value"] }
        return events.contains("never") ? [] : events
    }

    var values: Dict {
        let configuration = call.run.configuration
        return [
            "_ansible_check_mode": .bool(call.fields.isCheckMode),
            "_ansible_no_log": .bool(call.fields.noLog || configuration.bool("DEFAULT_NO_TARGET_SYSLOG")),
            "_ansible_debug": .bool(configuration.bool("DEFAULT_DEBUG")), "_ansible_diff": .bool(call.fields.showsDiff),
            "_ansible_verbosity": .int(call.run.options.verbosity),
            "_ansible_version": .string(call.run.options.version), "_ansible_module_name": .string(module),
            "_ansible_syslog_facility": .string(configuration.string("DEFAULT_SYSLOG_FACILITY") ?? "LOG_USER"),
            "_ansible_selinux_special_fs": .list(
                configuration.list("DEFAULT_SELINUX_SPECIAL_FS").map { .string($0) }),
            "_ansible_socket": .none,
            "_ansible_shell_executable": .string(configuration.string("DEFAULT_EXECUTABLE") ?? "/bin/sh"),
            "_ansible_keep_remote_files": .bool(configuration.bool("DEFAULT_KEEP_REMOTE_FILES")),
            "_ansible_tmpdir": .none, "_ansible_remote_tmp": .string(remoteTemporaryDirectory),
            "_ansible_ignore_unknown_opts": false,
            "_ansible_target_log_info": configuration.string("TARGET_LOG_INFO").map { .string($0) } ?? .none,
            "_ansible_tracebacks_for": .list(Self.tracebacks(configuration).map { .string($0) }),
        ]
    }
}
