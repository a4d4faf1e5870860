public import Diagnostics
public import Inventory
public import Playbook
import Templating
public import Values

/// Vars plugins written in Python: of collections, beside playbooks and in configured directories.
public final class PythonVarsPlugins: Sendable {
    private let plugins: PluginPaths
    private let interpreter: PythonInterpreter
    private let enabled: [String]
    private let isOnDemand: Bool
    private let verbosity: Int
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
        let common: Dict = ["verbosity": .int(verbosity), "columns": 79, "colors": .none, "check": false]
        do throws(ValueError) {
            let loaded = try interpreter.ask(
                common.merging(["do": "load_vars", "plugins": .list(found)]) { $1 })
            tell(loaded)
            let answer = try interpreter.ask([
                "do": "vars", "directory": .string(request.directory), "entity": .string(request.name),
                "isHost": .bool(request.isHost), "isOfPlay": .bool(request.isOfPlay),
                "isOnDemand": .bool(isOnDemand),
            ])
            tell(answer)
            return answer["value"]?.withTemplates.mapping ?? [:]
        } catch {
            throw Diagnostic(error.message)
        }
    }

    private func files() -> [Value] {
        func entry(_ name: String, _ path: String, _ module: String, isEnabled: Bool) -> Value {
            [
                "name": .string(name), "path": .string(path), "module": .string(module), "isEnabled": .bool(isEnabled),
            ]
        }
        let near = plugins.plugins(.vars).map { plugin in
            entry(
                plugin.name, plugin.path, "ansible.plugins.vars.local_\(plugin.name)",
                isEnabled: enabled.contains(plugin.name))
        }
        let far = enabled.compactMap { name -> Value? in
            let parts = name.split(separator: ".").map(String.init)
            guard parts.count > 2, let path = plugins.plugin(name, .vars) else { return nil }
            return entry(
                name, path, "ansible_collections.\(parts[0]).\(parts[1]).plugins.vars.\(parts[2])", isEnabled: true)
        }
        return near + far
    }

    private func tell(_ answer: Dict) {
        for line in answer["output"]?.sequence ?? [] {
            let line = trimmed(line.sequence?.first?.text ?? "")
            let marks: [(String, Diagnostic.Severity)] = [
                ("[WARNING]: ", .warning), ("[DEPRECATION WARNING]: ", .deprecation),
            ]
            for (mark, severity) in marks where line.hasPrefix(mark) {
                report(Diagnostic(String(line.dropFirst(mark.count)), severity: severity))
            }
        }
    }
}
