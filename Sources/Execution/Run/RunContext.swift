import Configuration
import Connections
import Diagnostics
import Inventory
import Jinja
import Loading
import Playbook
import System
import Templating
import Values
import Vault

/// What holds for a whole run and is shared by all its plays, hosts and tasks.
final class RunContext: Sendable {
    let options: RunOptions
    let configuration: Configuration
    let inventory: InventoryHolder
    let events: any EventSink
    let connections: ConnectionPool
    let connectionPlugins: ConnectionRegistry
    let facts: FactStore
    /// Why facts cannot be kept as the configuration asks for; the run must not begin.
    let factCacheProblem: Diagnostic?
    /// Asks before each task whether it is to run (`--step`).
    let stepper: Stepper?
    let loader: Loader
    let actions = ActionRegistry()
    /// Reads values from the journal.
    let archive: ValueArchive
    /// The controller itself.
    let local = LocalSystem()
    let prompts: any Prompter
    let packager: PythonPackager
    let pythonPlugins: PythonPluginHost
    let pythonActions: PythonInterpreter
    let pythonConnections: PythonInterpreter
    /// What templates are evaluated with.
    private let environment: Environment
    private let lookups: LookupSources

    init(
        options: RunOptions, configuration: Configuration, inventory: InventoryHolder, events: any EventSink,
        connectionPlugins: ConnectionRegistry, loader: Loader, lookups: LookupSources, prompts: any Prompter
    ) {
        self.options = options
        self.configuration = configuration
        self.inventory = inventory
        self.events = events
        self.connectionPlugins = connectionPlugins
        connections = ConnectionPool(
            connectionPlugins, modules: .native,
            note: { host, text in events.receive(.verbose(verbosity: 3, text: text, host: host)) },
            warn: { events.receive(.diagnostic(Diagnostic($0, severity: .warning))) })
        self.loader = loader
        self.lookups = lookups
        var archive = ValueArchive()
        if let vault = lookups.vault {
            archive.open = { text throws(ValueError) in
                String(decoding: try vault.open(Array(text.utf8), password: nil), as: UTF8.self)
            }
        }
        self.archive = archive
        self.prompts = TurnPrompter(prompts)
        stepper = options.asksBeforeTasks ? Stepper(prompts: prompts) : nil
        packager = PythonPackager(loader.plugins, version: options.version)
        pythonActions = PythonInterpreter(loader.plugins, environment: options.environment)
        pythonConnections = PythonInterpreter(loader.plugins, environment: options.environment)
        var cache: (any FactCaching)?
        var problem: Diagnostic?
        do throws(Diagnostic) {
            cache = try PythonFactCache(
                configuration.string("CACHE_PLUGIN") ?? "memory", plugins: loader.plugins, interpreter: pythonActions,
                verbosity: options.verbosity)
            if cache == nil { cache = try FactCache(configuration) }
        } catch { problem = error }
        factCacheProblem = problem
        facts = FactStore(injectsFacts: configuration.bool("INJECT_FACTS_AS_VARS"), cache: cache)
        pythonPlugins = PythonPluginHost(loader.plugins, environment: options.environment) {
            events.receive(.diagnostic($0))
        }
        environment = pythonPlugins.environment()
    }

    private init(branchOf other: RunContext) {
        (options, configuration, inventory, events) = (
            other.options, other.configuration, other.inventory, other.events
        )
        (connections, connectionPlugins, loader) = (other.connections, other.connectionPlugins, other.loader)
        (archive, prompts, stepper, packager) = (other.archive, other.prompts, other.stepper, other.packager)
        (pythonPlugins, pythonActions, pythonConnections) = (
            other.pythonPlugins, other.pythonActions, other.pythonConnections
        )
        (environment, lookups, factCacheProblem) = (other.environment, other.lookups, other.factCacheProblem)
        facts = other.facts.branch()
    }

    /// The same run, which learns of hosts by itself from now on.
    func branch() -> RunContext { RunContext(branchOf: self) }

    /// Modules and plugins that are not built in.
    var plugins: PluginPaths { loader.plugins }

    /// What is written down of the run; nil for nothing.
    var journal: Journal? { options.journal }

    var variables: VariableManager { VariableManager(run: self) }

    func templar(_ variables: VariableStack, searchPath: [String], host: String?) -> Templar {
        var options = TemplarOptions()
        options.allowsBrokenConditionals = configuration.bool("ALLOW_BROKEN_CONDITIONALS")
        options.untrusted =
            configuration.string("_TEMPLAR_UNTRUSTED_TEMPLATE_BEHAVIOR").flatMap {
                TemplarOptions.Untrusted(rawValue: $0)
            }
            ?? .ignore
        options.refusesInvalidTexts = configuration.bool("MODULE_STRICT_UTF8_RESPONSE")
        options.allowsEmbeddedTemplates = configuration.bool("ALLOW_EMBEDDED_TEMPLATES")
        return Templar(
            environment: environment, variables: variables,
            lookups: lookups.context(searchPath: searchPath, host: host, run: self), options: options)
    }

    /// Emits at -vvv how a host is reached, and the command that its tasks are run by. Masks the secrets of its connection from now on.
    func announce(_ settings: ConnectionSettings) {
        options.mask.add(settings.password, unless: settings.user)
        options.mask.add(settings.passphrase)
        options.mask.add(settings.privateKey)
        options.mask.add(settings.become?.password, unless: settings.user, settings.become?.user)
        // The log may hold more than is shown.
        guard max(options.verbosity, configuration.int("LOG_VERBOSITY") ?? 0) >= 3 else { return }
        let command = settings.become?.commandLine ?? "/bin/sh -c swiftplay-agent"
        func emit(_ text: String) { events.receive(.verbose(verbosity: 3, text: text, host: settings.host)) }
        guard settings.kind == .ssh else { return emit("EXEC \(command)") }
        emit("ESTABLISH SSH CONNECTION FOR USER: \(settings.user ?? "None")")
        emit("SSH: EXEC \(settings.sshCommandLine(running: command))")
    }

    /// Gives a key that a host's variables hold to the agent for ssh of the run, where it has one.
    func admit(_ settings: ConnectionSettings) async throws(ConnectionError) {
        guard settings.kind == .ssh, let key = settings.privateKey, let agent = SSHAgentProgram.current else { return }
        let remark = try await agent.admit(key, passphrase: settings.passphrase)
        events.receive(.verbose(verbosity: 3, text: remark, host: settings.host))
    }

    /// Waits, without holding a thread.
    func pause(_ seconds: Double) async {
        guard seconds > 0 else { return }
        try? await _Concurrency.Task.sleep(nanoseconds: UInt64(min(seconds, 1e9) * 1e9))
    }

    /// The content of a file of this machine; nil where it cannot be read.
    func content(of path: String) -> [UInt8]? { loader.files.content(of: path) }

    /// Whether something with these keywords is announced as a check: a template there counts as one.
    func isCheckMode(_ attributes: Attributes) -> Bool {
        attributes.checkMode.map { ansibleBool($0) ?? true } ?? options.isCheckMode
    }

    /// The content of a vaulted file.
    func open(vaulted bytes: [UInt8], name: String) throws(Diagnostic) -> [UInt8] {
        guard let vault = lookups.vault else {
            throw Diagnostic(
                "Attempting to decrypt but no vault secrets found.", notes: [.init("The file is \(name).")])
        }
        do throws(ValueError) {
            return try vault.open(bytes, password: nil)
        } catch {
            throw Diagnostic(error.message, notes: [.init("The file is \(name).")])
        }
    }
}
