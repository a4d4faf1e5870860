import Callbacks
import Configuration
import Connections
import Diagnostics
import Execution
import Glibc
import Inventory
import Loading
import Playbook
import System
import Templating
import Values
import YAML

/// What every command finds around itself: environment, configuration, output.
struct World {
    private let inherited: [String: String]
    let directory: String
    let configuration: Configuration
    let display: Display
    /// The secrets of this run, which nothing shows.
    let mask: SecretMask

    /// - Parameters:
    ///   - verbose: how often `-v` was given.
    ///   - sink: takes the output in place of the terminal.
    init(
        verbose: Int, around surroundings: Surroundings = Surroundings(), sink: (any OutputSink)? = nil
    ) throws(ConfigurationError) {
        inherited = surroundings.environment
        directory = surroundings.directory
        configuration = surroundings.configuration
        Durability.isOn = configuration.bool("SWIFTPLAY_DURABLE_WRITES")
        if let problem = configuration.problems.first {
            throw ConfigurationError(message: "\(problem)")
        }
        configuration.string("DEFAULT_LOCAL_TMP").map(Self.make)
        let verbosity = verbose + (configuration.int("DEFAULT_VERBOSITY") ?? 0)
        mask = SecretMask(isOn: configuration.bool("MASK_SECRETS"))
        display = Display(
            configuration: configuration, verbosity: verbosity, environment: inherited, mask: mask, sink: sink)
    }

    /// The environment of this process, in which plugins and programs find the run's agent for ssh where it has one.
    var environment: [String: String] {
        guard let agent = SSHAgentProgram.current else { return inherited }
        return inherited.merging(agent.environment) { $1 }
    }

    /// The directory of temporary files, which other programs may count on.
    private static func make(_ directory: String) {
        guard access(directory, F_OK) != 0 else { return }
        var path = ""
        for part in directory.split(separator: "/") {
            path += "/\(part)"
            mkdir(path, 0o700)
        }
    }

    /// What `-v` says first: the configuration file, and what is doubtful about it.
    func introduce(program: String) {
        display.remark(Version.text(program: program), verbosity: 2)
        display.remark(
            configuration.file.map { "Using \($0) as config file" } ?? "No config file found; using defaults",
            verbosity: 1)
        for warning in configuration.warnings + IneffectiveSettings.warnings(in: self) { warn(warning) }
    }

    var passwords: Passwords {
        Passwords(configuration: configuration, report: { [display] in display.show($0) })
    }

    func files(_ vault: any VaultAccess) -> DataLoader {
        DataLoader(
            vault: vault, environment: environment,
            duplicates: configuration.string("DUPLICATE_YAML_DICT_KEY").flatMap(ValueBuilder.DuplicateKeys.init)
                ?? .warn, extensions: configuration.list("YAML_FILENAME_EXTENSIONS"),
            report: { [display] in display.show($0) })
    }

    /// The inventory of these sources, or of the configured ones.
    ///
    /// - Parameter warnsOfNone: whether to warn where it names no host.
    func inventory(
        _ sources: [String], limit: String?, files: DataLoader, plugins: PluginPaths, extraVariables: Dict = [:],
        warnsOfNone: Bool = true
    ) async throws(Diagnostic) -> InventoryHolder {
        let reading = try readInventory(sources, files: files, plugins: plugins, extraVariables: extraVariables)
        if warnsOfNone, reading.inventory.hostNames(in: "all").isEmpty, configuration.bool("LOCALHOST_WARNING") {
            warn(
                "provided hosts list is empty, only localhost is available. Note that the implicit localhost does not "
                    + "match 'all'")
        }
        return InventoryHolder(
            reading.inventory, limit: try limitPatterns(limit, files: files), variables: reading.variables,
            mismatch: configuration.string("HOST_PATTERN_MISMATCH") ?? "warning",
            report: { [display] in display.show($0) },
            reread: { [self] () async throws(Diagnostic) in
                files.forget()
                var context = inventoryContext(files, plugins, extraVariables, silently: true)
                context.usesCache = false
                return try Inventory.parse(reading.sources, context)
            })
    }

    func readInventory(
        _ sources: [String], files: DataLoader, plugins: PluginPaths, extraVariables: Dict = [:]
    ) throws(Diagnostic) -> InventoryReading {
        let sources = sources.isEmpty ? configuration.list("DEFAULT_HOST_LIST") : sources
        let context = inventoryContext(
            files, plugins, extraVariables, silently: sources == ["/etc/ansible/hosts"])
        let inventory = try Inventory.parse(sources, context)
        if inventory.sources.isEmpty, configuration.bool("INVENTORY_UNPARSED_WARNING") {
            warn("No inventory was parsed, only implicit localhost is available")
        }
        return InventoryReading(
            inventory: inventory, variables: InventoryVariables(context), sources: sources)
    }

    /// The parts of `--limit`; nil for no limit.
    func limitPatterns(_ limit: String?, files: DataLoader) throws(Diagnostic) -> [String]? {
        try limit.map { text throws(Diagnostic) in
            try Inventory.limitPatterns(text) { written throws(Diagnostic) in
                let path = files.path(written, in: directory)
                guard files.exists(path) else { throw Diagnostic("Unable to find limit file b'\(written)'") }
                if files.isDirectory(path) {
                    throw Diagnostic("Limit starting with \"@\" must be a file, not a directory: b'\(written)'")
                }
                return try files.source(at: path).text
            }
        }
    }

    private func inventoryContext(
        _ files: DataLoader, _ plugins: PluginPaths, _ extraVariables: Dict, silently: Bool
    ) -> InventoryContext {
        var context = InventoryContext(files: files)
        context.mergesDictionaries = configuration.string("DEFAULT_HASH_BEHAVIOUR") == "merge"
        context.report = { [display] in if !silently { display.show($0) } }
        context.remark = { [display] in display.remark($0, verbosity: 3) }
        context.enabled = configuration.list("INVENTORY_ENABLED")
        context.ignoredExtensions = configuration.list("INVENTORY_IGNORE_EXTS")
        context.ignoredPatterns = configuration.list("INVENTORY_IGNORE_PATTERNS")
        context.failsOnUnparsed = configuration.bool("INVENTORY_ANY_UNPARSED_IS_FAILED")
        context.failsOnNone = configuration.bool("INVENTORY_UNPARSED_IS_FAILED")
        context.groupNames =
            configuration.string("TRANSFORM_INVALID_GROUP_CHARS").flatMap { GroupNameRule(rawValue: $0.lowercased()) }
            ?? .never
        context.usesExtraVars = configuration.bool("INVENTORY_USE_EXTRA_VARS")
        context.showsLocalFacts = !configuration.bool("INJECT_FACTS_AS_VARS")
        context.usesVariableFiles = configuration.bool("CONSTRUCTED_USE_VARS_PLUGINS")
        context.showsScriptErrors = configuration.bool("INVENTORY_SCRIPT_STDERR")
        context.extraVars = extraVariables
        context.environment = environment
        let enabled = configuration.list("VARIABLE_PLUGINS_ENABLED")
        let isOnDemand = configuration.string("RUN_VARS_PLUGINS") != "start"
        let stage = configuration.string("VARS_HOST_GROUP_VARS_STAGE") ?? (isOnDemand ? "all" : "inventory")
        context.readsVariableFiles = (
            anywhere: enabled.contains { ["host_group_vars", "ansible.builtin.host_group_vars"].contains($0) },
            besidePlaybooks: stage != "inventory"
        )
        let hasOthers =
            !plugins.plugins(.vars).isEmpty
            || enabled.contains { $0.split(separator: ".").count > 2 && !$0.hasPrefix("ansible.builtin.") }
        if hasOthers {
            let vars = PythonVarsPlugins(
                plugins, enabled: enabled, isOnDemand: isOnDemand, environment: environment,
                verbosity: display.verbosity, report: context.report)
            context.foreignVariables = { request throws(Diagnostic) in try vars.variables(request) }
        }
        let foreign = PythonInventories(
            plugins, environment: environment, verbosity: display.verbosity, report: context.report,
            remark: { [display] in display.remark($0, verbosity: 0) })
        context.hasForeign = { foreign.has($0) }
        context.foreign = { request throws(Diagnostic) in try foreign.answer(request) }
        return context
    }

    func deprecate(_ text: String) { display.show(Diagnostic(text, severity: .deprecation)) }

    func warn(_ text: String) { display.show(Diagnostic(text, severity: .warning)) }
}

/// An inventory that was read, what it was read from, and its hosts' variables.
struct InventoryReading {
    let inventory: Inventory
    let variables: InventoryVariables
    let sources: [String]
}
