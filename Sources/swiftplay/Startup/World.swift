import Callbacks
import Configuration
import Diagnostics
import Execution
import Inventory
import Templating
import Values

/// What every command finds around itself: environment, configuration, output.
struct World {
    let environment: [String: String]
    let directory: String
    let configuration: Configuration
    let display: Display

    /// - Parameter verbose: how often `-v` was given.
    init(verbose: Int, around surroundings: Surroundings = Surroundings()) {
        environment = surroundings.environment
        directory = surroundings.directory
        configuration = surroundings.configuration
        let verbosity = verbose + (configuration.int("DEFAULT_VERBOSITY") ?? 0)
        display = Display(configuration: configuration, verbosity: verbosity, environment: environment)
    }

    /// What `-v` says first: the configuration file, and what is doubtful about it.
    func introduce(program: String) {
        display.remark(Version.text(program: program), verbosity: 2)
        display.remark(
            configuration.file.map { "Using \($0) as config file" } ?? "No config file found; using defaults",
            verbosity: 1)
        for warning in configuration.warnings { warn(warning) }
    }

    func files(_ vault: any VaultAccess) -> DataLoader {
        DataLoader(vault: vault, environment: environment, warn: { [display] in display.show($0) })
    }

    /// The inventory of these sources, or of the configured ones.
    func inventory(_ sources: [String], limit: String?, files: DataLoader) async throws(Diagnostic) -> InventoryHolder {
        let sources = sources.isEmpty ? configuration.list("DEFAULT_HOST_LIST") : sources
        let isDefault = sources == ["/etc/ansible/hosts"]
        let context = inventoryContext(files, silently: isDefault)
        let inventory = try Inventory.parse(sources, context)
        if inventory.sources.isEmpty {
            warn("No inventory was parsed, only implicit localhost is available")
        }
        if inventory.hostNames(in: "all").isEmpty, configuration.bool("LOCALHOST_WARNING") {
            warn(
                "provided hosts list is empty, only localhost is available. Note that the implicit localhost does not "
                    + "match 'all'")
        }
        let patterns = try limit.map { text throws(Diagnostic) in
            try Inventory.limitPatterns(text) { path throws(Diagnostic) in
                try files.source(at: files.path(path, in: directory)).text
            }
        }
        return InventoryHolder(
            inventory, limit: patterns, variables: InventoryVariables(context),
            report: { [display] in display.show($0) },
            reread: { [self] () async throws(Diagnostic) in
                files.forget()
                return try Inventory.parse(sources, inventoryContext(files, silently: true))
            })
    }

    private func inventoryContext(_ files: DataLoader, silently: Bool) -> InventoryContext {
        var context = InventoryContext(files: files)
        context.mergesDictionaries = configuration.string("DEFAULT_HASH_BEHAVIOUR") == "merge"
        context.report = { [display] in if !silently { display.show($0) } }
        return context
    }

    func warn(_ text: String) { display.show(Diagnostic(text, severity: .warning)) }
}
