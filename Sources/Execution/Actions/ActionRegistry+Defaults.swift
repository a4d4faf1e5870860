import Diagnostics
import Playbook
import Templating
import Values

extension ActionCall {
    /// What `module_defaults` says of the module that the action hands the task to, but for what `own` holds.
    func defaults(of module: String, without own: Dict) throws(TaskFailure) -> Dict {
        let defaults = try run.actions.defaults(of: module, in: task, templar, run.plugins)
        do throws(Diagnostic) {
            return try templar.renderArguments(defaults.filter { own[$0.key] == nil })
        } catch {
            throw TaskFailure("Finalization of task args for '\(module)' failed.", at: task.span, cause: error)
        }
    }
}

extension ActionRegistry {
    /// What `module_defaults` around a task says of the action or module `name`: of the groups it belongs to, and over
    /// that of itself. An inner entry replaces an outer one of the same name whole.
    func defaults(
        of name: String, in task: Task, _ templar: Templar, _ plugins: PluginPaths
    ) throws(TaskFailure) -> Dict {
        var own: Value?
        var groups: Dict = [:]
        for defaults in task.effective.moduleDefaults {
            for (key, entry) in defaults {
                guard let text = key.text else { continue }
                if let group = PluginPaths.group(inDefaults: text) {
                    if plugins.actionGroup(group)?.contains(name) == true { groups[.string(group)] = entry }
                } else if speaks(text, of: name, plugins) {
                    own = entry
                }
            }
        }
        var arguments: Dict = [:]
        for entry in groups.values + (own.map { [$0] } ?? []) {
            do throws(Diagnostic) {
                if let values = try templar.shallow(entry).mapping { arguments.merge(values) { $1 } }
            } catch {
                throw TaskFailure(error)
            }
        }
        return arguments
    }

    /// Whether a key of `module_defaults` stands for the action `name`: by a short name, or by one that has moved.
    private func speaks(_ key: String, of name: String, _ plugins: PluginPaths) -> Bool {
        if key == name { return true }
        let core = ["ansible.builtin", "ansible.legacy"]
        // What took the place of a builtin one is another action.
        if name.hasPrefix("ansible.legacy."), key.hasPrefix("ansible.builtin.") { return false }
        guard let short = core.lazy.compactMap({ Self.bare(name, of: $0) }).first else {
            return resolve(key, collections: [], plugins: plugins) == name
        }
        return key == short || core.contains { key == "\($0).\(short)" }
    }
}
