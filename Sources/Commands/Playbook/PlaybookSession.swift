import Callbacks
import Configuration
import Connections
import Diagnostics
import Execution
import Glibc
import Inventory
import Loading
import Playbook
import RoleTesting
import Templating
import Values

/// One run of the playbook command, from its words to its exit status.
struct PlaybookSession {
    private let call: CommandCall<PlaybookOptions>
    private let command: PlaybookOptions
    private let world: World

    private let observer: (any EventSink)?
    private let journal: (any TaskJournal)?
    private let keepsGoing: Bool
    private let resumed: ResumedRun?
    /// Whether the run is written down.
    private let keepsJournal: Bool

    /// - Parameters:
    ///   - sink: takes the output in place of the terminal.
    ///   - observer: is told of all events as well.
    ///   - journal: knows what an earlier run of a role test has done.
    ///   - keepsGoing: whether hosts go on behind tasks that fail.
    ///   - resumed: the run to go on with; nil for one that begins.
    init(
        _ call: CommandCall<PlaybookOptions>, sink: (any OutputSink)? = nil, observer: (any EventSink)? = nil,
        journal: (any TaskJournal)? = nil, keepsGoing: Bool = false, resumed: ResumedRun? = nil
    ) throws(ConfigurationError) {
        self.call = call
        self.observer = observer
        self.journal = journal
        self.keepsGoing = keepsGoing
        self.resumed = resumed
        command = call.options
        world = try World(verbose: command.run.output.verbose, sink: sink)
        keepsJournal = resumed != nil || sink == nil && RunJournal.isWanted(call, world.configuration)
    }

    func run() async throws -> Int32 {
        try call.checkForks(command.run.forks)
        world.introduce(program: call.program)
        let names = try command.playbooks.map(find)
        let preparation = try RunPreparation(
            command.run, in: world, vault: resumed?.vault, logsContent: keepsJournal && !onlyLists)
        let loader = preparation.loader(forcesHandlers: command.forceHandlers)
        let paths = try names.map { name throws(Diagnostic) in
            guard let path = name.path ?? loader.collectionPlaybook(name.text) else { throw Self.missing(name.text) }
            return path
        }
        let inventory = try await preparation.inventory(
            beside: paths.map { preparation.files.parent(of: preparation.files.path($0, in: world.directory)) })
        // A file without a pattern, such as the retry file of a run that went well, leaves nothing to do.
        if let limit = command.run.inventory.limit, !(limit.hasPrefix("@") && inventory.hasEmptyLimit),
            !inventory.hasNoHosts, try inventory.selected().isEmpty
        {
            throw Diagnostic("Specified inventory, host pattern and/or --limit leaves us with no hosts to target.")
        }
        // A cache of facts may stand beside a playbook, and is needed before that is read.
        for path in paths {
            loader.plugins.add(preparation.files.parent(of: preparation.files.path(path, in: world.directory)))
        }
        let events = EventRelay(world.display)
        let isLive = observer == nil && command.records.isLive(in: world, for: call.program) && !onlyLists
        var options = self.options(preparation)
        options.streamsOutput =
            isLive || (world.display.verbosity >= 2 && call.isFamily)
        options.journal = resumed?.journal
        if options.journal == nil, keepsJournal, !onlyLists {
            options.journal = RunJournal(call: call, world: world, paths: paths).begin(preparation.vault.vault)
        }
        var hasBegun = false
        defer { if !hasBegun { options.journal?.discard() } }
        let basedir = paths.first.map { preparation.files.parent(of: preparation.files.path($0, in: world.directory)) }
        let engine = Engine(
            options: options, configuration: world.configuration, inventory: inventory, events: events, loader: loader,
            basedir: basedir ?? world.directory, vault: preparation.vault, prompts: LivePrompter(),
            connectionPlugins: ConnectionRegistry(HostConnectionPlugin.all))
        preparation.stage.enter(engine)
        let playbooks: [Playbook]
        do throws(Diagnostic) {
            var loaded: [Playbook] = []
            for path in paths { loaded.append(try loader.playbook(at: path)) }
            playbooks = loaded
        } catch {
            throw error.asParseError
        }
        UntilExit.keep((preparation, playbooks))
        if try list(playbooks, engine, inventory, loader) { return 0 }
        var wanted = try command.records.wanted(in: world, for: call.program)
        if let directory = options.journal?.directory {
            try directory.closeAttempt()
            wanted.events.append(directory.events)
        }
        let records = try RunRecords(
            wanted, display: world.display, version: Version.number,
            isCheckMode: options.isCheckMode)
        let live = isLive ? LiveView(display: world.display, stop: options.stop, environment: world.environment) : nil
        // The view first: at the end of the run it has to be gone before the recap comes.
        let sinks =
            [live as (any EventSink)?].compactMap(\.self) + [try outputs(options, loader.plugins)] + records.sinks
        events.begin(EventSinks(sinks))
        live?.begin()
        defer { live?.end() }
        if options.journal != nil { Interruption.stopFirst(options.stop) }
        hasBegun = true
        return try await records.finishing { try await engine.execute(playbooks) }
    }

    private func options(_ preparation: RunPreparation) -> RunOptions {
        var options = preparation.options()
        options.onlyTags = selectedTags.only
        options.skipTags = selectedTags.skip
        options.asksBeforeTasks = command.step
        options.startAtTask = command.startAtTask
        options.answers = journal
        options.rescuesUnreachable =
            world.configuration.isSet("RESCUE_UNREACHABLE")
            ? world.configuration.bool("RESCUE_UNREACHABLE") : call.isFamily
        options.keepsGoing = keepsGoing
        return options
    }

    /// The output, and the records that the configuration enables beside it.
    private func outputs(_ options: RunOptions, _ plugins: PluginPaths) throws(Diagnostic) -> any EventSink {
        let events = try world.events(
            output: world.configuration.string("DEFAULT_STDOUT_CALLBACK") ?? "default",
            enabled: world.configuration.list("CALLBACKS_ENABLED"), isCheckMode: options.isCheckMode, plugins: plugins)
        return observer.map { EventSinks([events, $0]) } ?? events
    }

    private static func missing(_ path: String) -> Diagnostic {
        Diagnostic("the playbook: \(path) could not be found")
    }

    /// The playbook's path as it is, or in `playbooks/`; without a path where it may be one of a collection.
    private func find(_ path: String) throws(Diagnostic) -> (text: String, path: String?) {
        var info = stat()
        if stat(path, &info) == 0 {
            guard [S_IFREG, S_IFIFO].contains(info.st_mode & S_IFMT) else {
                throw Diagnostic("the playbook: \(path) does not appear to be a file")
            }
            return (path, path)
        }
        if !path.contains("/"), access("playbooks/\(path)", F_OK) == 0 { return (path, "playbooks/\(path)") }
        guard Loader.mayBeCollectionPlaybook(path) else { throw Self.missing(path) }
        return (path, nil)
    }

    private var selectedTags: (only: [String], skip: [String]) {
        func words(_ given: [String], _ setting: String) -> [String] {
            let texts = given.isEmpty ? world.configuration.list(setting) : given
            // An empty tag is one that nothing has.
            return texts.flatMap { text in
                text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmed() }
            }
        }
        let only = words(command.tagging.tags, "TAGS_RUN")
        // A list of tags leaves none out.
        let usual = command.listTags ? ["never", "all"] : ["all"]
        return (
            only.isEmpty || (command.listTags && only == ["all"]) ? usual : only,
            words(command.tagging.skipTags, "TAGS_SKIP")
        )
    }

    /// What is to be listed.
    private var contents: Listing.Contents {
        var contents: Listing.Contents = []
        if command.run.inventory.listHosts { contents.insert(.hosts) }
        if command.listTasks { contents.insert(.tasks) }
        if command.listTags { contents.insert(.tags) }
        return contents
    }

    private var onlyLists: Bool { !contents.isEmpty || command.syntaxCheck }

    /// Prints what is only to be listed; true where that was all.
    private func list(
        _ playbooks: [Playbook], _ engine: Engine, _ inventory: InventoryHolder, _ loader: Loader
    ) throws(Diagnostic) -> Bool {
        let contents = contents
        guard onlyLists else { return false }
        let tags = selectedTags
        let listing = Listing(
            contents, selection: TagSelection(only: Set(tags.only), skip: Set(tags.skip)), loader: loader,
            heading: { play throws(Diagnostic) in try engine.heading(of: play) },
            hosts: { patterns throws(Diagnostic) in try inventory.selected(by: patterns) },
            resolve: { role, play, hosts throws(Diagnostic) in engine.roleHosts(role.name, in: play, on: hosts) })
        for playbook in playbooks {
            let text =
                command.syntaxCheck && contents.isEmpty
                ? "\nplaybook: \(playbook.path)\n" : try listing.text(playbook)
            world.display.pass(text)
        }
        return true
    }
}
