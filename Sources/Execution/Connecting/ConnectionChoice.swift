import Configuration
import Connections
import Diagnostics
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

    func settings() throws(TaskFailure) -> ConnectionSettings {
        let name =
            try text("ansible_connection") ?? fields.connection ?? defaults.transport
            ?? (run.inventory.isImplicit(host) ? "local" : configuration.string("DEFAULT_TRANSPORT") ?? "ssh")
        guard let kind = ConnectionSettings.Kind(name: name) else {
            throw TaskFailure(Diagnostic("the connection plugin '\(name)' was not found"))
        }
        var settings = ConnectionSettings(kind: kind, host: try text("ansible_host", "ansible_ssh_host") ?? host)
        if kind == .ssh {
            try fillSSH(&settings)
        } else {
            settings.user = try text("ansible_user") ?? fields.remoteUser
        }
        settings.become = try become()
        let patience = try patience(settings)
        settings.become?.patience = patience
        settings.placesAgent = try flag("ansible_swiftplay_agent") ?? true
        return settings
    }

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
        if let checks = try text("ansible_ssh_host_key_checking", "ansible_host_key_checking") {
            settings.hostKeyChecking = Configuration.isTrue(checks) ? .strict : .off
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
            ?? configuration.string("DEFAULT_BECOME_USER") ?? "root"
        become.password =
            try text("ansible_become_password", "ansible_become_pass", "ansible_\(word)_pass")
            ?? defaults.becomePassword
        become.flags =
            (try text("ansible_become_flags", "ansible_\(word)_flags") ?? fields.becomeFlags
            ?? configuration.string("DEFAULT_BECOME_FLAGS")).map(CommandWords.split)
        become.executable =
            try text("ansible_become_exe", "ansible_\(word)_exe") ?? fields.becomeExe
            ?? configuration.string("DEFAULT_BECOME_EXE")
        if method == .su {
            become.prompts =
                try list("ansible_su_prompt_l10n") ?? configuration.list("SU_PROMPT_L10N")
        }
        if method == .sudo {
            become.directory = try text("ansible_sudo_chdir") ?? configuration.string("SUDO_CHDIR")
        }
        return become
    }

    /// How long the plugins for connections wait for the other user, each in its own words; the others do not tell.
    private func patience(_ settings: ConnectionSettings) throws(TaskFailure) -> Become.Patience? {
        guard let become = settings.become else { return nil }
        switch settings.kind {
        case .local:
            let name = "ansible_local_become_success_timeout"
            let given = try int(name, name) ?? 0
            let what = become.password == nil ? "become success" : "become success or become password prompt"
            return Become.Patience(seconds: given < 1 ? 10 : given, message: "Timed out waiting for \(what).")
        case .ssh:
            let seconds = Int(settings.connectTimeout) + 2
            return Become.Patience(
                seconds: seconds, message: "Timeout (\(seconds)s) waiting for privilege escalation prompt: ")
        default: return nil
        }
    }

    // MARK: Variables

    /// A variable's texts; one text of several is cut at its commas.
    private func list(_ name: String) throws(TaskFailure) -> [String]? {
        guard let value = templar.variables[name], !value.isNone else { return nil }
        do throws(Diagnostic) {
            let rendered = try templar.render(value)
            if let texts = rendered.sequence { return texts.compactMap { try? $0.string() } }
            return rendered.text?.split(separator: ",").map { trimmed(String($0)) }
        } catch {
            throw TaskFailure("Error while resolving the connection variable '\(name)'.", cause: error)
        }
    }

    /// The first of these variables that is set and not empty.
    private func text(_ names: String...) throws(TaskFailure) -> String? {
        for name in names {
            guard let value = templar.variables[name], !value.isNone else { continue }
            do throws(Diagnostic) {
                let rendered = try templar.render(value)
                if rendered.isNone || rendered.isOmit { continue }
                if let text = try? rendered.string(), !text.isEmpty { return text }
            } catch {
                throw TaskFailure("Error while resolving the connection variable '\(name)'.", cause: error)
            }
        }
        return nil
    }

    private func flag(_ name: String) throws(TaskFailure) -> Bool? {
        guard let text = try text(name) else { return nil }
        return Configuration.isTrue(text)
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

/// Words of a command line.
enum CommandWords {
    /// As a POSIX shell cuts them, quotes and backslashes undone.
    static func split(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isWord = false
        var quote: Character?
        var isEscaped = false
        for character in text {
            if isEscaped {
                word.append(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
                isWord = true
            } else if let open = quote {
                if character == open { quote = nil } else { word.append(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                isWord = true
            } else if character.isWhitespace {
                if isWord { words.append(word) }
                word = ""
                isWord = false
            } else {
                word.append(character)
                isWord = true
            }
        }
        if isWord { words.append(word) }
        return words
    }
}
