import Callbacks
import Configuration
import Connections
import Diagnostics
import Execution
import Loading
import Playbook
import RoleTesting
import Templating

/// Runs one task on hosts (`ansible`).
struct AdHocCommand: Command {
    static let defaults = AdHocOptions()

    static func syntax(_ program: String) -> Syntax<AdHocOptions> {
        Syntax(
            program, "Define and run a single task 'playbook' against a set of hosts",
            epilog: "Some actions do not make sense in Ad-Hoc (include, meta, etc)",
            [Syntax.version] + AdHocOptions.arguments() + RecordOptions.arguments(for: program).at(\.records))
    }

    let call: CommandCall<AdHocOptions>

    func run() async throws -> Int32 {
        try call.checkForks(call.options.run.forks)
        let world = try World(verbose: call.options.run.output.verbose)
        world.introduce(program: call.program)
        warnOfDeprecated(world)
        let preparation = try RunPreparation(call.options.run, in: world)
        let pattern = call.options.pattern ?? ""
        let inventory = try await preparation.inventory(for: pattern)
        let hosts = try preparation.hosts(matching: pattern, in: inventory)
        if call.options.run.inventory.listHosts {
            print("  hosts (\(hosts.count)):")
            for host in hosts { print("    \(host)") }
            return 0
        }
        let task = try self.task(world.configuration)
        let loader = preparation.loader()
        let playbook: Playbook
        do throws(Diagnostic) {
            playbook = try loader.playbook(of: task, directory: preparation.directory)
        } catch {
            throw error.asParseError
        }
        let records = try RunRecords(
            call.options.records.wanted(in: world, for: call.program), display: world.display, version: Version.number,
            isCheckMode: call.options.run.checking.check)
        let engine = Engine(
            options: preparation.options(), configuration: world.configuration, inventory: inventory,
            events: EventSinks([try events(world, preparation, loader.plugins)] + records.sinks), loader: loader,
            basedir: preparation.directory,
            vault: preparation.vault, prompts: TerminalPrompter(),
            connectionPlugins: ConnectionRegistry(HostConnectionPlugin.all))
        return try await records.finishing { try await engine.execute([playbook]) }
    }

    /// Modules that do nothing without arguments.
    private static let needArguments: Set<String> = ["command", "shell", "raw", "script", "win_command", "win_shell"]

    private func task(_ configuration: Configuration) throws(OptionsError) -> AdHocTask {
        let options = call.options
        let module = options.module ?? configuration.string("DEFAULT_MODULE_NAME") ?? "command"
        let arguments = options.arguments ?? configuration.string("DEFAULT_MODULE_ARGS") ?? ""
        let short = module.split(separator: ".").last.map(String.init) ?? module
        if arguments.isEmpty, Self.needArguments.contains(short) {
            let isPlaybook = options.pattern?.hasSuffix(".yml") == true
            throw OptionsError(
                "No argument passed to \(module) module"
                    + (isPlaybook ? " (did you mean to run ansible-playbook?)" : ""))
        }
        if short == "import_playbook" { throw OptionsError("'\(module)' is not a valid action for ad-hoc commands") }
        var task = AdHocTask(
            place: "<adhoc '\(module)' task>", title: "Ansible Ad-Hoc", module: module, arguments: arguments,
            hosts: options.pattern ?? "")
        task.async = options.seconds ?? 0
        task.poll = options.poll ?? configuration.int("DEFAULT_POLL_INTERVAL") ?? 15
        task.timeout = options.run.taskTimeout ?? configuration.int("TASK_TIMEOUT") ?? 0
        return task
    }

    private func events(
        _ world: World, _ preparation: RunPreparation, _ plugins: PluginPaths
    ) throws(Diagnostic) -> any EventSink {
        var name = "minimal"
        if call.options.oneLine {
            name = "oneline"
        } else if world.configuration.bool("DEFAULT_LOAD_CALLBACK_PLUGINS"),
            let chosen = world.configuration.string("DEFAULT_STDOUT_CALLBACK"), chosen != "default"
        {
            name = chosen
        }
        if name == "oneline" { deprecate("The oneline callback plugin is deprecated.", world) }
        let runsOthers = world.configuration.bool("DEFAULT_LOAD_CALLBACK_PLUGINS")
        var sinks: [any EventSink] = [
            try world.events(
                output: name, enabled: runsOthers ? world.configuration.list("CALLBACKS_ENABLED") : [],
                isCheckMode: call.options.run.checking.check, plugins: plugins, runsOthers: runsOthers)
        ]
        if let tree = call.options.tree {
            deprecate("The tree callback plugin is deprecated.", world)
            let directory = preparation.files.path(tree, in: world.directory)
            sinks.append(TreeCallback(directory: directory, display: world.display))
        }
        return EventSinks(sinks)
    }

    private func warnOfDeprecated(_ world: World) {
        for (isGiven, name, output) in [
            (call.options.oneLine, "-o", "oneline"), (call.options.tree != nil, "-t", "tree"),
        ] where isGiven {
            deprecate(
                "The '\(name)' argument is deprecated.", world,
                instead: " Use callback configuration to enable the \(output) callback instead.")
        }
    }

    private func deprecate(_ text: String, _ world: World, instead: String = "") {
        world.deprecate("\(text) This feature will be removed from ansible-core version 2.23.\(instead)")
    }
}
