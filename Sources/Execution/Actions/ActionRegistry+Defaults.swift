import Diagnostics
import Playbook
import Templating
import Values

extension ActionRegistry {
    /// What `module_defaults` around a task says of the action or module `name`.
    func defaults(of name: String, in task: Task, _ templar: Templar, _ plugins: PluginPaths) throws(TaskFailure)
        -> Dict
    {
        var arguments: Dict = [:]
        for defaults in task.effective.moduleDefaults {
            for key in defaultKeys(of: name, among: defaults, plugins) {
                guard let entry = defaults[.string(key)] else { continue }
                do throws(Diagnostic) {
                    guard let values = try templar.render(entry).mapping else { continue }
                    arguments.merge(values) { $1 }
                } catch {
                    throw TaskFailure(error)
                }
            }
        }
        return arguments
    }

    /// The keys of `module_defaults` that speak to `name`, weakest first.
    private func defaultKeys(of name: String, among defaults: Dict, _ plugins: PluginPaths) -> [String] {
        let core = ["ansible.builtin", "ansible.legacy"]
        if let short = core.lazy.compactMap({ Self.bare(name, of: $0) }).first {
            return [short] + core.map { "\($0).\(short)" }
        }
        // A short name, or one that has moved, may stand for a collection's module.
        let others = defaults.keys.compactMap(\.text).filter { key in
            key != name && !key.hasPrefix("group/") && resolve(key, collections: [], plugins: plugins) == name
        }
        return others + [name]
    }
}
