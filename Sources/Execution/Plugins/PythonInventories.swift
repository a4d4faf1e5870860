public import Diagnostics
public import Inventory
import Loading
public import Playbook
import Templating
import Values

/// Inventory plugins written in Python: of collections, beside playbooks and in configured directories.
public final class PythonInventories: Sendable {
    private let plugins: PluginPaths
    private let interpreter: PythonInterpreter
    private let verbosity: Int
    private let report: @Sendable (Diagnostic) -> Void
    private let remark: @Sendable (String) -> Void

    /// - Parameters:
    ///   - report: takes their warnings.
    ///   - remark: takes what else they say.
    public init(
        _ plugins: PluginPaths, environment: [String: String], verbosity: Int,
        report: @escaping @Sendable (Diagnostic) -> Void, remark: @escaping @Sendable (String) -> Void
    ) {
        self.plugins = plugins
        interpreter = PythonInterpreter(plugins, environment: environment)
        self.verbosity = verbosity
        self.report = report
        self.remark = remark
    }

    public func has(_ name: String) -> Bool { path(of: name) != nil }

    private func path(of name: String) -> String? {
        let legacy = "ansible.legacy."
        return plugins.plugin(name.hasPrefix(legacy) ? String(name.dropFirst(legacy.count)) : name, .inventory)
    }

    public func answer(_ request: ForeignInventoryRequest) throws(Diagnostic) -> ForeignInventoryAnswer {
        guard let path = path(of: request.plugin) else { return .unknown }
        let fields: Dict = [
            "do": "parse_inventory", "name": .string(request.plugin), "path": .string(path),
            "module": .string(PluginModuleName.of(request.plugin, .inventory)), "source": .string(request.source),
            "cache": .bool(request.usesCache),
            "extra": .dict(request.extraVariables), "basedir": .string(plugins.files.currentDirectory),
            "verbosity": .int(verbosity), "columns": 79, "check": false, "colors": .none,
        ]
        let answer: Dict
        do throws(ValueError) {
            answer = try interpreter.ask(fields.merging(request.known) { own, _ in own })
        } catch {
            throw Diagnostic(error.message)
        }
        for line in PluginLine.all(in: answer) {
            switch line {
            case .diagnostic(let diagnostic): report(diagnostic)
            case .text(let text): remark(text)
            }
        }
        if answer["isRefused"] != nil { return .refused }
        return .changes(answer["changes"]?.sequence ?? [])
    }
}
