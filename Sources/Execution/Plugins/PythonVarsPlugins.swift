public import Diagnostics
public import Inventory
public import Playbook
import Synchronization
import Templating
public import Values

/// Vars plugins written in Python: of collections, beside playbooks and in configured directories.
public final class PythonVarsPlugins: Sendable {
    private let plugins: PluginPaths
    private let interpreter: PythonInterpreter
    private let enabled: [String]
    private let isOnDemand: Bool
    private let verbosity: Int
    /// The plugins that the interpreter has loaded.
    private let loaded = Mutex<[Value]>([])
    private let report: @Sendable (Diagnostic) -> Void

    /// - Parameters:
    ///   - enabled: the plugins that the configuration names.
    ///   - isOnDemand: whether they run for the directories of playbooks too, and not for inventories alone.
    ///   - report: takes their warnings.
    public init(
        _ plugins: PluginPaths, enabled: [String], isOnDemand: Bool, environment: [String: String], verbosity: Int,
        report: @escaping @Sendable (Diagnostic) -> Void
    ) {
        self.plugins = plugins
        self.enabled = enabled
        self.isOnDemand = isOnDemand
        self.verbosity = verbosity
        self.report = report
        interpreter = PythonInterpreter(plugins, environment: environment)
    }

    /// What the plugins know of a host or group.
    public func variables(_ request: ForeignVariablesRequest) throws(Diagnostic) -> Dict {
        let found = files()
        guard !found.isEmpty else { return [:] }
        do throws(ValueError) {
            try load(found)
            let answer = try interpreter.ask([
                "do": "vars", "directory": .string(request.directory), "entity": .string(request.name),
                "isHost": .bool(request.isHost), "isOfPlay": .bool(request.isOfPlay),
                "isOnDemand": .bool(isOnDemand),
            ])
            showWarnings(answer)
            return answer["value"]?.withTemplates.mapping ?? [:]
        } catch {
            // An interpreter that has ended is started anew, without them.
            loaded.withLock { $0 = [] }
            throw Diagnostic(error.message)
        }
    }

    /// Loads the plugins that are not loaded yet: roles bring further ones along.
    private func load(_ found: [Value]) throws(ValueError) {
        guard loaded.withLock({ $0 != found }) else { return }
        let common: Dict = ["verbosity": .int(verbosity), "columns": 79, "colors": .none, "check": false]
        showWarnings(try interpreter.ask(common.merging(["do": "load_vars", "plugins": .list(found)]) { $1 }))
        loaded.withLock { $0 = found }
    }

    private func files() -> [Value] {
        func entry(_ name: String, _ path: String, isEnabled: Bool) -> Value {
            [
                "name": .string(name), "path": .string(path), "module": .string(PluginModuleName.of(name, .vars)),
                "isEnabled": .bool(isEnabled),
            ]
        }
        let near = plugins.plugins(.vars).map { entry($0.name, $0.path, isEnabled: enabled.contains($0.name)) }
        let far = enabled.filter { $0.contains(".") }.compactMap { name in
            plugins.plugin(name, .vars).map { entry(name, $0, isEnabled: true) }
        }
        return near + far
    }

    private func showWarnings(_ answer: Dict) {
        for case .diagnostic(let warning) in PluginLine.all(in: answer) { report(warning) }
    }
}
