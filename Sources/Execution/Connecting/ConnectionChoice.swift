import Configuration
import Connections
import Diagnostics
import Glibc
import Loading
import Templating
import Values

/// How a task reaches its target: variables before keywords before the command line before the configuration.
///
/// Source: the options of Ansible's ssh and local connection plugins and of its become plugins.
struct ConnectionChoice {
    let run: RunContext
    let host: String
    let fields: TaskFields
    /// In the variables of the target.
    let templar: Templar

    private var defaults: ConnectionDefaults { run.options.connection }
    private var configuration: Configuration { run.configuration }

    /// The name of the user that this process runs as.
    private static let localUser = LocalFile.userName(geteuid())

    func settings() throws(TaskFailure) -> ConnectionSettings {
        let plugin = try plugin()
        var settings = ConnectionSettings(kind: plugin.kind, host: host)
        settings.options = try options(of: plugin)
        let address = settings.options.text("remote_addr")
        settings.host = if let address { address } else { try text("ansible_host", "ansible_ssh_host") ?? host }
        if plugin.kind == .ssh {
            try fillSSH(&settings)
        } else {
            settings.user = settings.options.text("remote_user")
        }
        if plugin is PythonConnectionPlugin {
            settings.user = fields.remoteUser ?? defaults.user
            settings.port = fields.port ?? defaults.port
            settings.password = defaults.password
            settings.connectTimeout = Double(defaults.timeout ?? configuration.int("DEFAULT_TIMEOUT") ?? 10)
        }
        settings.become = try become()
        let user = plugin.kind == .local ? Self.localUser : settings.user
        if settings.become?.user == user, !configuration.bool("BECOME_ALLOW_SAME_USER") { settings.become = nil }
        let patience = plugin.patience(settings)
        settings.become?.patience = patience
        settings.become?.keepsPreamble = settings.options.flag("become_strip_preamble") == false
        settings.shell =
            try text("ansible_shell_executable") ?? configuration.string("DEFAULT_EXECUTABLE") ?? "/bin/sh"
        settings.placesAgent = try flag("ansible_swiftplay_agent") ?? true
        return settings
    }

    /// Whether the target is this machine itself.
    func isLocal() throws(TaskFailure) -> Bool { try plugin().isLocal }

    /// The plugin that the target is reached by.
    func plugin() throws(TaskFailure) -> any ConnectionPlugin {
        let name =
            try text("ansible_connection") ?? (run.inventory.isImplicit(host) ? "local" : nil) ?? fields.connection
            ?? defaults.transport ?? configuration.string("DEFAULT_TRANSPORT") ?? "ssh"
        do throws(Diagnostic) {
            if let plugin = try run.connectionPlugin(named: name) { return plugin }
        } catch {
            throw TaskFailure(error)
        }
        throw TaskFailure(Diagnostic("the connection plugin '\(name)' was not found"))
    }

    // MARK: Options of plugins

    private func options(of plugin: any ConnectionPlugin) throws(TaskFailure) -> PluginOptions {
        var options = PluginOptions()
        for option in plugin.options {
            guard let value = try value(of: option) else { continue }
            guard let converted = PluginOptions.Value(value, type: option.type) else {
                let shown = (try? value.representation()) ?? value.typeName
                throw TaskFailure(
                    Diagnostic(
                        "The option '\(option.name)' of the connection plugin '\(plugin.names[0])' must be of type "
                            + "'\(option.type)', not \(shown)."))
            }
            options[option.name] = converted
        }
        return options
    }

    /// The last of the variables that is set, then a keyword, the command line, the environment, the configuration file.
    private func value(of option: SettingReference) throws(TaskFailure) -> Value? {
        for name in option.variables.reversed() {
            if let value = try variable(name) { return value }
        }
        switch option.name {
        case "remote_user":
            if let user = fields.remoteUser ?? defaults.user { return .string(user) }
        case "port":
            if let port = fields.port ?? defaults.port { return .int(port) }
        case "timeout", "container_timeout":
            if let seconds = defaults.timeout { return .int(seconds) }
        default: break
        }
        return configuration.text(of: option).map { .string($0) }
    }

    // MARK: SSH

    private func fillSSH(_ settings: inout ConnectionSettings) throws(TaskFailure) {
        settings.port =
            try int("ansible_port", "ansible_ssh_port") ?? fields.port ?? defaults.port
            ?? configuration.int("DEFAULT_REMOTE_PORT")
        settings.user =
            try text("ansible_user", "ansible_ssh_user") ?? fields.remoteUser ?? defaults.user
            ?? configuration.string("DEFAULT_REMOTE_USER")
        settings.password =
            try text("ansible_password", "ansible_ssh_pass", "ansible_ssh_password") ?? defaults.password
        if let file = try text("ansible_private_key_file", "ansible_ssh_private_key_file") ?? defaults.privateKey
            ?? configuration.string("DEFAULT_PRIVATE_KEY_FILE")
        {
            settings.privateKeyFiles = [path(file)]
        }
        settings.privateKey = try text("ansible_ssh_private_key", "ansible_private_key")
        settings.passphrase = try text("ansible_ssh_private_key_passphrase", "ansible_private_key_passphrase")
        let timeout = try int("ansible_ssh_timeout", "ansible_timeout") ?? defaults.timeout
        settings.connectTimeout = Double(timeout ?? configuration.int("DEFAULT_TIMEOUT") ?? 10)
        settings.retries =
            try int("ansible_ssh_retries", "ansible_ssh_reconnection_retries")
            ?? configuration.int("SSH_RETRIES") ?? 0
        var checks = try flag("ansible_ssh_host_key_checking")
        if checks == nil { checks = try flag("ansible_host_key_checking") }
        if let checks {
            settings.hostKeyChecking = checks ? .strict : .off
        } else if configuration.isSet("HOST_KEY_CHECKING") {
            settings.hostKeyChecking = configuration.bool("HOST_KEY_CHECKING") ? nil : .off
        }
        let arguments = [
            try text("ansible_ssh_args") ?? configuration.string("SSH_ARGS"),
            try text("ansible_ssh_common_args") ?? defaults.commonArguments ?? configuration.string("SSH_COMMON_ARGS"),
            try text("ansible_ssh_extra_args") ?? defaults.extraArguments ?? configuration.string("SSH_EXTRA_ARGS"),
        ]
        settings.sshArguments = arguments.compactMap(\.self).flatMap(CommandWords.split)
    }

    private func become() throws(TaskFailure) -> Become? {
        let isWanted =
            try flag("ansible_become") ?? fields.become ?? defaults.become ?? configuration.bool("DEFAULT_BECOME")
        guard isWanted else { return nil }
        let name =
            try text("ansible_become_method") ?? fields.becomeMethod ?? defaults.becomeMethod
            ?? configuration.string("DEFAULT_BECOME_METHOD") ?? "sudo"
        guard let method = Become.Method(name: name) else {
            throw TaskFailure(
                Diagnostic(
                    "Invalid become method specified, could not find matching plugin: '\(name)'. Use `ansible-doc -t "
                        + "become -l` to list available plugins."))
        }
        var become = Become(method: method)
        let word = method.rawValue
        become.user =
            try text("ansible_become_user", "ansible_\(word)_user") ?? fields.becomeUser ?? defaults.becomeUser
            ?? setting("USER", of: method) ?? "root"
        become.password =
            try text("ansible_become_password", "ansible_become_pass", "ansible_\(word)_pass")
            ?? defaults.becomePassword ?? configuration.string("\(word.uppercased())_PASS")
        become.flags =
            (try text("ansible_become_flags", "ansible_\(word)_flags") ?? fields.becomeFlags
            ?? setting("FLAGS", of: method)).map(CommandWords.split)
        become.executable =
            try text("ansible_become_exe", "ansible_\(word)_exe") ?? fields.becomeExe
            ?? setting("EXE", of: method)
        if method == .su {
            become.prompts =
                try list("ansible_su_prompt_l10n") ?? configuration.list("SU_PROMPT_L10N")
        }
        if method == .sudo {
            become.directory = try text("ansible_sudo_chdir") ?? configuration.string("SUDO_CHDIR")
        }
        return become
    }

    /// What is set for every way to become a user, or else for this one.
    private func setting(_ option: String, of method: Become.Method) -> String? {
        let general = "DEFAULT_BECOME_\(option)"
        if configuration.isSet(general) { return configuration.string(general) }
        return configuration.string("\(method.rawValue.uppercased())_\(option)")
    }

    // MARK: Variables

    /// A variable's value; nil where it is not set, none or omitted.
    private func variable(_ name: String) throws(TaskFailure) -> Value? {
        guard let value = templar.variables[name], !value.isNone else { return nil }
        do throws(Diagnostic) {
            let rendered = try templar.render(value)
            return rendered.isNone || rendered.isOmit ? nil : rendered
        } catch {
            throw TaskFailure("Error while resolving the connection variable '\(name)'.", cause: error)
        }
    }

    /// A variable's texts; one text of several is cut at its commas.
    private func list(_ name: String) throws(TaskFailure) -> [String]? {
        guard let value = try variable(name) else { return nil }
        if let texts = value.sequence { return texts.compactMap { try? $0.string() } }
        return value.text?.split(separator: ",").map { $0.trimmed() }
    }

    /// The first of these variables that is set and not empty.
    private func text(_ names: String...) throws(TaskFailure) -> String? {
        for name in names {
            if let text = try variable(name).flatMap({ try? $0.string() }), !text.isEmpty { return text }
        }
        return nil
    }

    private func flag(_ name: String) throws(TaskFailure) -> Bool? {
        guard let value = templar.variables[name], !value.isNone else { return nil }
        let rendered: Value
        do throws(Diagnostic) {
            rendered = try templar.render(value)
        } catch {
            throw TaskFailure("Error while resolving the connection variable '\(name)'.", cause: error)
        }
        if rendered.isNone || rendered.isOmit || rendered.text == "" { return nil }
        guard let flag = ansibleBool((try? rendered.opened()) ?? rendered) else {
            throw TaskFailure(
                Diagnostic("The variable '\(name)' must be a boolean, not '\((try? rendered.string()) ?? "")'."))
        }
        return flag
    }

    private func int(_ first: String, _ second: String) throws(TaskFailure) -> Int? {
        guard let text = try text(first, second) else { return nil }
        guard let number = Int(text) else {
            throw TaskFailure(Diagnostic("The variable '\(first)' must be a number, not '\(text)'."))
        }
        return number
    }

    private func path(_ text: String) -> String {
        Setting.expanded(text, environment: run.options.environment)
    }
}
