import Callbacks
import Configuration
import Connections
import Diagnostics
import Execution
import Inventory
import Loading
import Playbook
import Templating
import Values
import Vault

/// Everything that a command needs to run tasks, made from its options.
struct RunPreparation {
    let world: World
    let given: TaskRunOptions
    let vault: VaultDoor
    let files: DataLoader
    let extraVariables: Dict
    /// What renders names while playbooks are loaded.
    let stage: LoadStage
    private let connection: ConnectionDefaults
    private let rejection: ModuleRejection

    /// Asks for passwords where the options want that.
    ///
    /// - Parameters:
    ///   - vault: the secrets of the run where they are known already.
    ///   - logsContent: whether to remember which files of content are read.
    init(
        _ given: TaskRunOptions, in world: World, vault known: Vault? = nil, logsContent: Bool = false
    ) throws(Diagnostic) {
        self.world = world
        self.given = given
        stage = LoadStage(environment: world.environment)
        let passwords = world.passwords
        connection = try Self.connection(given, passwords)
        world.mask.add(connection.password)
        world.mask.add(connection.becomePassword)
        let secrets = if let known { known } else { try passwords.vault(given.vault) }
        vault = VaultDoor(vault: secrets, mask: world.mask)
        files = world.files(vault)
        if logsContent { files.log.begin() }
        rejection = try ModuleRejection(
            file: world.configuration.string("PLUGIN_FILTERS_CFG"), files: files, report: { world.display.show($0) })
        extraVariables = try ExtraVariables(files: files).parse(given.variables.extraVars)
    }

    /// The directory that stands for a playbook's, where there is none.
    var directory: String {
        (given.basedir ?? world.configuration.string("PLAYBOOK_DIR")).map { files.path($0, in: world.directory) }
            ?? world.directory
    }

    /// - Parameter pattern: which hosts are meant, where that is known before all else.
    /// - Parameter directories: those of the playbooks, where inventory plugins may stand.
    func inventory(
        for pattern: String = "all", beside directories: [String] = []
    ) async throws(Diagnostic) -> InventoryHolder {
        let given = self.given
        try await startAgentOfKeys()
        let hasBase = given.basedir != nil || world.configuration.string("PLAYBOOK_DIR") != nil
        return try await world.inventory(
            given.inventory.inventory, limit: given.inventory.limit, files: files,
            plugins: world.plugins(beside: (hasBase ? [directory] : []) + directories, files),
            extraVariables: extraVariables, warnsOfNone: !Inventory.localNames.contains(pattern))
    }

    /// Starts the agent for ssh that the settings ask for, before inventory plugins that may use it.
    private func startAgentOfKeys() async throws(Diagnostic) {
        let configuration = world.configuration
        try await SSHAgentProgram.start(
            configuration.string("SSH_AGENT") ?? "none",
            executable: configuration.string("SSH_AGENT_EXECUTABLE") ?? "ssh-agent",
            lifetime: configuration.int("SSH_AGENT_KEY_LIFETIME"),
            in: configuration.string("DEFAULT_LOCAL_TMP") ?? "/tmp", report: { world.display.show($0) },
            tell: { world.display.remark($0, verbosity: 3) })
    }

    /// The hosts of a pattern that the limit leaves; a warning where there are none, an error where the limit is why.
    func hosts(matching pattern: String, in inventory: InventoryHolder) throws(Diagnostic) -> [String] {
        do throws(Diagnostic) {
            let hosts = try inventory.selected(by: [pattern])
            guard hosts.isEmpty, !inventory.hasNoHosts else { return hosts }
            throw Diagnostic("Specified inventory, host pattern and/or --limit leaves us with no hosts to target.")
        } catch {
            // What is wrong with a pattern is told by the play, which may render it first.
            guard given.inventory.limit == nil else { throw error }
        }
        world.warn("No hosts matched, nothing to do")
        return []
    }

    func loader(forcesHandlers: Bool = false) -> Loader {
        var settings = LoaderSettings(
            catalog: rejection.applied(to: Engine.catalog),
            render: { [stage] value, layers throws(RenderFailure) in try stage.render(value, layers) })
        settings.rolesPath = world.configuration.list("DEFAULT_ROLES_PATH")
        settings.collectionsPaths = world.configuration.collectionsPaths
        settings.plugins = world.plugins(files)
        let modules = given.modulePath.flatMap { $0.split(separator: ":") }
        settings.plugins.directories[.module, default: []].insert(
            contentsOf: modules.map { files.path(String($0), in: world.directory) }, at: 0)
        if world.configuration.isSet("DEFAULT_PRIVATE_ROLE_VARS") {
            settings.privateRoleVars = world.configuration.bool("DEFAULT_PRIVATE_ROLE_VARS")
        }
        settings.failsOnInvalidAttributes = world.configuration.bool("INVALID_TASK_ATTRIBUTE_FAILED")
        settings.extraVars = extraVariables
        settings.forceHandlers = forcesHandlers || world.configuration.bool("DEFAULT_FORCE_HANDLERS")
        settings.report = { [display = world.display] in display.show($0) }
        let loader = Loader(settings: settings, files: files)
        if given.basedir != nil || world.configuration.string("PLAYBOOK_DIR") != nil { loader.plugins.add(directory) }
        return loader
    }

    func options() -> RunOptions {
        let configuration = world.configuration
        var options = RunOptions()
        options.isCheckMode = given.checking.check
        options.showsDiff = given.checking.diff || configuration.bool("DIFF_ALWAYS")
        options.verbosity = world.display.verbosity
        options.forks = given.forks ?? configuration.int("DEFAULT_FORKS") ?? 50
        options.limit = given.inventory.limit
        options.extraVariables = extraVariables
        options.flushesCache = given.inventory.flushCache
        options.environment = world.environment
        options.mask = world.mask
        options.directory = world.directory
        options.connection = connection
        options.setting = { [world] query throws(ValueError) in try SettingLookup(world: world).answer(query) }
        return options
    }

    private static func connection(
        _ options: TaskRunOptions, _ passwords: Passwords
    ) throws(Diagnostic) -> ConnectionDefaults {
        let (given, becoming, configuration) = (options.connection, options.becoming, passwords.configuration)
        var defaults = ConnectionDefaults()
        defaults.transport = given.connection
        defaults.user = given.user
        defaults.privateKey = given.privateKey
        defaults.timeout = given.timeout
        defaults.commonArguments = given.sshCommonArgs
        defaults.extraArguments = given.sshExtraArgs
        if becoming.become { defaults.become = true }
        defaults.becomeMethod = becoming.becomeMethod
        defaults.becomeUser = becoming.becomeUser
        let prompter = TerminalPrompter()
        if given.askPass || configuration.bool("DEFAULT_ASK_PASS") {
            defaults.password = prompter.hiddenAnswer("SSH password: ")
        } else if let file = given.connectionPasswordFile ?? configuration.string("CONNECTION_PASSWORD_FILE") {
            defaults.password = try passwords.read(file: file)
        }
        if becoming.prompt.asks || configuration.bool("DEFAULT_BECOME_ASK_PASS") {
            let hint = defaults.password == nil ? "" : "[defaults to SSH password]"
            let answer = prompter.hiddenAnswer("BECOME password\(hint): ")
            defaults.becomePassword = answer.flatMap { $0.isEmpty ? nil : $0 } ?? defaults.password
        } else if let file = becoming.prompt.passwordFile ?? configuration.string("BECOME_PASSWORD_FILE") {
            defaults.becomePassword = try passwords.read(file: file)
        }
        return defaults
    }
}

extension CommandCall {
    /// Refuses numbers of hosts at a time that make no sense.
    func checkForks(_ forks: Int?) throws(CommandLineEnd) {
        guard let forks, forks < 1 else { return }
        throw syntax.misuse("The number of processes (--forks) must be >= 1").withoutHelp
    }
}

extension CommandLineEnd {
    /// The same complaint alone, as of words that were read but make no sense.
    var withoutHelp: CommandLineEnd {
        guard case .misuse(let complaint, _) = self else { return self }
        return .misuse(complaint, help: "")
    }
}
