import ArgumentParser
import Callbacks
import Configuration
import Diagnostics
import Execution
import Glibc
import Inventory
import Playbook
import Templating
import Values

/// One run of the playbook command, from its words to its exit status.
struct PlaybookSession {
    private let command: PlaybookCommand
    private let world: World

    init(_ command: PlaybookCommand) {
        self.command = command
        world = World(verbose: command.output.verbose)
    }

    func run() async throws {
        guard !command.step else { throw Diagnostic("The option --step cannot be honoured.") }
        for warning in world.configuration.warnings { world.display.show(Diagnostic(warning, severity: .warning)) }
        world.display.remark(
            world.configuration.file.map { "Using \($0) as config file" } ?? "No config file found; using defaults",
            verbosity: 1)
        let paths = try command.playbooks.map(find)
        let passwords = Passwords(configuration: world.configuration, report: { world.display.show($0) })
        let vault = VaultDoor(vault: try passwords.vault(command.variables))
        let files = world.files(vault)
        let extra = try ExtraVariables(files: files).parse(command.variables.extraVars)
        let options = try self.options(extra, passwords)
        let loader = Loader(settings: settings(extra), files: files)
        let inventory = try await world.inventory(
            command.inventory.inventory, limit: command.inventory.limit, files: files)
        let playbooks: [Playbook]
        do throws(Diagnostic) {
            var loaded: [Playbook] = []
            for path in paths { loaded.append(try loader.playbook(at: path)) }
            playbooks = loaded
        } catch {
            throw error.asParseError
        }
        let basedir = playbooks.first?.directory ?? world.directory
        let engine = Engine(
            options: options, configuration: world.configuration, inventory: inventory,
            events: DefaultCallback(display: world.display, isCheckMode: command.check), loader: loader,
            basedir: basedir, vault: vault, prompts: TerminalPrompter())
        if try list(playbooks, engine, inventory, loader) { return }
        if command.inventory.limit != nil, try inventory.selected().isEmpty {
            throw Diagnostic("Specified inventory, host pattern and/or --limit leaves us with no hosts to target.")
        }
        throw ExitCode(try await engine.execute(playbooks))
    }

    /// The playbook's path as it is, or in `playbooks/`.
    private func find(_ path: String) throws(Diagnostic) -> String {
        var info = stat()
        if stat(path, &info) == 0 {
            guard [S_IFREG, S_IFIFO].contains(info.st_mode & S_IFMT) else {
                throw Diagnostic("the playbook: \(path) does not appear to be a file")
            }
            return path
        }
        if !path.contains("/"), access("playbooks/\(path)", F_OK) == 0 { return "playbooks/\(path)" }
        throw Diagnostic("the playbook: \(path) could not be found")
    }

    private func settings(_ extra: Dict) -> LoaderSettings {
        let environment = world.environment
        var settings = LoaderSettings(
            catalog: Engine.catalog,
            render: { value, layers throws(RenderFailure) in
                try Engine.render(value, layers, environment: environment)
            })
        settings.rolesPath = world.configuration.list("DEFAULT_ROLES_PATH")
        settings.collectionsPaths = world.configuration.list("COLLECTIONS_PATHS")
        settings.extraVars = extra
        settings.forceHandlers = command.forceHandlers || world.configuration.bool("DEFAULT_FORCE_HANDLERS")
        settings.report = { [display = world.display] in display.show($0) }
        return settings
    }

    private func options(_ extra: Dict, _ passwords: Passwords) throws(Diagnostic) -> RunOptions {
        let configuration = world.configuration
        var options = RunOptions()
        options.isCheckMode = command.check
        options.showsDiff = command.diff || configuration.bool("DIFF_ALWAYS")
        options.verbosity = world.display.verbosity
        options.forks = command.forks ?? configuration.int("DEFAULT_FORKS") ?? 50
        guard options.forks > 0 else { throw Diagnostic("The number of processes (--forks) must be >= 1") }
        options.onlyTags = selectedTags.only
        options.skipTags = selectedTags.skip
        options.limit = command.inventory.limit
        options.startAtTask = command.startAtTask
        options.extraVariables = extra
        options.flushesCache = command.inventory.flushCache
        options.environment = world.environment
        options.directory = world.directory
        options.connection = try connection(passwords)
        return options
    }

    private func connection(_ passwords: Passwords) throws(Diagnostic) -> ConnectionDefaults {
        let (given, becoming) = (command.connection, command.becoming)
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
        if given.askPass || world.configuration.bool("DEFAULT_ASK_PASS") {
            defaults.password = prompter.hiddenAnswer("SSH password: ")
        } else if let file = given.connectionPasswordFile ?? world.configuration.string("CONNECTION_PASSWORD_FILE") {
            defaults.password = try passwords.read(file: file)
        }
        if becoming.askBecomePass || world.configuration.bool("DEFAULT_BECOME_ASK_PASS") {
            let hint = defaults.password == nil ? "" : "[defaults to SSH password]"
            let answer = prompter.hiddenAnswer("BECOME password\(hint): ")
            defaults.becomePassword = answer.flatMap { $0.isEmpty ? nil : $0 } ?? defaults.password
        } else if let file = becoming.becomePasswordFile ?? world.configuration.string("BECOME_PASSWORD_FILE") {
            defaults.becomePassword = try passwords.read(file: file)
        }
        return defaults
    }

    private var selectedTags: (only: [String], skip: [String]) {
        func words(_ given: [String], _ setting: String) -> [String] {
            let texts = given.isEmpty ? world.configuration.list(setting) : given
            return texts.flatMap { $0.split(separator: ",").map(String.init) }
        }
        let only = words(command.tagging.tags, "TAGS_RUN")
        return (only.isEmpty ? ["all"] : only, words(command.tagging.skipTags, "TAGS_SKIP"))
    }

    /// Prints what is only to be listed; true where that was all.
    private func list(
        _ playbooks: [Playbook], _ engine: Engine, _ inventory: InventoryHolder, _ loader: Loader
    ) throws(Diagnostic) -> Bool {
        var contents: Listing.Contents = []
        if command.inventory.listHosts { contents.insert(.hosts) }
        if command.listTasks { contents.insert(.tasks) }
        if command.listTags { contents.insert(.tags) }
        guard !contents.isEmpty || command.syntaxCheck else { return false }
        let tags = selectedTags
        let listing = Listing(
            contents, selection: TagSelection(only: Set(tags.only), skip: Set(tags.skip)), loader: loader,
            hosts: { patterns throws(Diagnostic) in try inventory.selected(by: patterns) },
            resolve: { role, play, hosts throws(Diagnostic) in engine.roleHosts(role.name, in: play, on: hosts) })
        for playbook in playbooks {
            let text =
                command.syntaxCheck && contents.isEmpty
                ? "\nplaybook: \(playbook.path)\n" : try listing.text(playbook)
            print(text, terminator: "")
        }
        return true
    }
}
