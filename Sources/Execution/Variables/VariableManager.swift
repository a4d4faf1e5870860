import Configuration
import Inventory
import Playbook
import Templating
import Values

/// Puts the layers of variables together in Ansible's order of precedence, weakest first.
///
/// Source: "Understanding variable precedence" of the Ansible documentation.
struct VariableManager {
    unowned let run: RunContext

    /// All that a task on `host` sees; without a task what a play sees, without a play what the inventory knows.
    func stack(host: String?, task: Task?, play: PlayState?) -> VariableStack {
        var layers: [any VariableLayer] = []
        let role = task?.role
        let chain = task?.scope.dependencyChain.dropLast() ?? []
        if let play {
            for instance in play.roles { layers += dicts(instance.defaultLayers(chain: [])) }
        }
        if let role { layers += dicts(role.defaultLayers(chain: Array(chain))) }
        if let host {
            layers += run.inventory.layers(for: host)
            layers.append(DictLayer(run.facts.facts(of: host).factLayer))
        }
        if let play {
            layers += play.variables
            if let host { layers += play.files(of: host) { [] } }
            for instance in play.roles { layers += dicts(instance.exportedLayers) }
        }
        if let role { layers += dicts(role.variableLayers(chain: Array(chain))) }
        if let task { layers += dicts([task.scope.vars, task.vars]) }
        if let host {
            layers += run.facts.facts(of: host).layers
        }
        if let role { layers += dicts(role.parameterLayers(chain: Array(chain))) }
        if let task { layers += dicts([task.scope.includeParameters]) }
        layers.append(DictLayer(run.options.extraVariables, isTrusted: true))
        layers.append(MagicVariables(run: run, host: host, task: task, play: play))
        if let host, let task {
            layers.insert(ConnectionVariables(run: run, host: host, task: task, stronger: layers), at: 0)
        }
        var stack = VariableStack(layers: layers)
        stack.mergesDictionaries = run.configuration.string("DEFAULT_HASH_BEHAVIOUR") == "merge"
        return stack
    }

    private func dicts(_ dicts: [Dict]) -> [any VariableLayer] {
        dicts.lazy.filter { !$0.isEmpty }.map { DictLayer($0, isTrusted: true) }
    }

    /// What a host is reached by: its `ansible_host`, or its name.
    func address(of host: String) -> String {
        let stack = stack(host: host, task: nil, play: nil)
        guard let value = stack["ansible_host"] else { return host }
        let templar = run.templar(stack, searchPath: [], host: host)
        return (try? templar.renderText(value)) ?? host
    }
}
