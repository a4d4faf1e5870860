public import Configuration
public import Connections
public import Diagnostics
import Glibc
public import Loading
public import Playbook
import TemplatePlugins
public import Templating
public import Values

/// Runs loaded playbooks: the one door through which a command enters.
public struct Engine: Sendable {
    private let run: RunContext

    /// - Parameters:
    ///   - basedir: the directory of the first playbook, where lookups look last.
    ///   - vault: opens vaulted files; nil without secrets.
    ///   - connectionPlugins: those that hosts may be reached by.
    public init(
        options: RunOptions, configuration: Configuration, inventory: InventoryHolder, events: any EventSink,
        loader: Loader, basedir: String, vault: (any VaultAccess)?, prompts: any Prompter,
        connectionPlugins: ConnectionRegistry = ConnectionRegistry()
    ) {
        let events = MaskedEvents(events, mask: options.mask)
        run = RunContext(
            options: options, configuration: configuration, inventory: inventory, events: events,
            connectionPlugins: connectionPlugins, loader: loader,
            lookups: LookupSources(basedir: basedir, environment: options.environment, vault: vault), prompts: prompts)
    }

    /// Runs the playbooks to the recap.
    ///
    /// - Returns: ansible-playbook's exit status: 0, 2 where hosts failed, 4 where hosts could not be reached.
    public func execute(_ playbooks: [Playbook]) async throws(Diagnostic) -> Int32 {
        let result: PlaybookRun.Result
        do throws(Diagnostic) {
            if let problem = run.factCacheProblem { throw problem }
            if run.options.flushesCache {
                for host in ["localhost"] + run.inventory.hostNames { run.facts.clearFacts(of: host) }
            }
            result = try await PlaybookRun(run: run).execute(playbooks)
        } catch {
            await run.connections.closeAll()
            run.journal?.end(.failed)
            throw error
        }
        await run.connections.closeAll()
        run.journal?.end(run.options.stop.isRequested ? .stopped : result == .ok ? .finished : .failed)
        return result.rawValue
    }

    /// A play's name and the patterns of its hosts, for listings.
    public func heading(of play: Play) throws(Diagnostic) -> PlayHeading {
        run.inventory.enter(playbookDirectory: play.directory)
        let prompted = try VariablePrompts(run: run, play: play).defaults()
        let state = PlayState(play: play, name: "", allHosts: [], batch: [], prompted: prompted)
        let templar = run.templar(run.variables.stack(host: nil, task: nil, play: state), searchPath: [], host: nil)
        return try PlayHeading(play) { value throws(Diagnostic) in try templar.render(value) }
    }

    /// What a play's role name is on its hosts, hosts with the same answer together.
    public func roleHosts(_ name: Template, in play: Play, on hosts: [String]) -> [Listing.RoleHosts] {
        var found: [Listing.RoleHosts] = []
        run.inventory.enter(playbookDirectory: play.directory)
        let state = PlayState(play: play, name: play.title, allHosts: hosts, batch: hosts, prompted: [:])
        for host in hosts {
            let stack = run.variables.stack(host: host, task: nil, play: state)
            let templar = run.templar(stack, searchPath: [], host: host)
            guard let role = try? templar.renderText(.template(name)) else { continue }
            if let index = found.firstIndex(where: { $0.role == role }) {
                found[index].hosts.append(host)
            } else {
                found.append(Listing.RoleHosts(role: role, hosts: [host]))
            }
        }
        return found
    }

    /// Which modules and lookups there are, for the loader.
    public static let catalog: ActionCatalog = {
        let registry = ActionRegistry()
        return ActionCatalog(
            resolve: { name, collections, plugins in
                registry.resolve(name, collections: collections, plugins: plugins)
            },
            hasLookup: { LookupTable.ansible.has($0) },
            names: {
                registry.names.map { $0.hasPrefix("ansible.builtin.") ? String($0.dropFirst(16)) : $0 }
            })
    }()

    /// Renders a value with the variables that are known while playbooks are loaded, weakest layer first, and what the
    /// run itself knows: the inventory's groups, the options of the command line, the project's filters.
    public func render(_ value: Value, whileLoadingWith layers: [Dict]) throws(RenderFailure) -> Value {
        var stack = VariableStack(layers)
        stack.layers.insert(MagicVariables(run: run, host: nil, task: nil, play: nil), at: 0)
        do throws(Diagnostic) {
            return try run.templar(stack, searchPath: [], host: nil).render(value)
        } catch {
            throw RenderFailure(error, isUndefined: error.isUndefined || error.briefMessage.contains("is undefined"))
        }
    }

    /// Renders a value with the variables that are known while playbooks are loaded, weakest layer first.
    public static func render(
        _ value: Value, _ layers: [Dict], environment: [String: String]
    ) throws(RenderFailure) -> Value {
        let lookups = LookupContext(table: .ansible, basedir: ".", searchPath: [], environment: environment)
        let templar = Templar(environment: .ansible, variables: VariableStack(layers), lookups: lookups)
        do throws(Diagnostic) {
            return try templar.render(value)
        } catch {
            throw RenderFailure(error, isUndefined: error.briefMessage.contains("is undefined"))
        }
    }
}
