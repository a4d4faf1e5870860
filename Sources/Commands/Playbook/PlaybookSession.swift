import Callbacks
import Configuration
import Connections
import Diagnostics
import Execution
import Glibc
import Inventory
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

    /// - Parameters:
    ///   - sink: takes the output in place of the terminal.
    ///   - observer: is told of all events as well.
    init(
        _ call: CommandCall<PlaybookOptions>, sink: (any OutputSink)? = nil, observer: (any EventSink)? = nil
    ) throws(ConfigurationError) {
        self.call = call
        self.observer = observer
        command = call.options
        world = try World(verbose: command.run.output.verbose, sink: sink)
    }

    func run() async throws -> Int32 {
        try call.checkForks(command.run.forks)
        world.introduce(program: call.program)
        let paths = try command.playbooks.map(find)
        let preparation = try RunPreparation(command.run, in: world)
        let loader = preparation.loader(forcesHandlers: command.forceHandlers)
        let inventory = try await preparation.inventory(
            beside: paths.map { preparation.files.parent(of: preparation.files.path($0, in: world.directory)) })
        let playbooks: [Playbook]
        do throws(Diagnostic) {
            var loaded: [Playbook] = []
            for path in paths { loaded.append(try loader.playbook(at: path)) }
            playbooks = loaded
        } catch {
            throw error.asParseError
        }
        UntilExit.keep((preparation, playbooks))
        var options = preparation.options()
        options.onlyTags = selectedTags.only
        options.skipTags = selectedTags.skip
        options.asksBeforeTasks = command.step
        options.startAtTask = command.startAtTask
        let engine = Engine(
            options: options, configuration: world.configuration, inventory: inventory,
            events: try events(options, loader.plugins), loader: loader,
            basedir: playbooks.first?.directory ?? world.directory, vault: preparation.vault,
            prompts: TerminalPrompter(),
            connectionPlugins: ConnectionRegistry(HostConnectionPlugin.all))
        if try list(playbooks, engine, inventory, loader) { return 0 }
        if options.limit != nil, !inventory.hasNoHosts, try inventory.selected().isEmpty {
            throw Diagnostic("Specified inventory, host pattern and/or --limit leaves us with no hosts to target.")
        }
        return try await engine.execute(playbooks)
    }

    /// The output, and the records that the configuration enables beside it.
    private func events(_ options: RunOptions, _ plugins: PluginPaths) throws(Diagnostic) -> any EventSink {
        let events = try world.events(
            output: world.configuration.string("DEFAULT_STDOUT_CALLBACK") ?? "default",
            enabled: world.configuration.list("CALLBACKS_ENABLED"), isCheckMode: options.isCheckMode, plugins: plugins)
        return observer.map { EventSinks([events, $0]) } ?? events
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
        if command.run.inventory.listHosts { contents.insert(.hosts) }
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
            world.display.pass(text)
        }
        return true
    }
}
