import Inventory
import Loading
import Playbook
import Templating
import Values

/// What callbacks may ask while a play runs.
struct PlayInquiry: RunInquiry {
    let run: RunContext
    let state: PlayState

    func answer(_ question: Dict) -> Value {
        let name = question["name"]?.text ?? ""
        switch question["ask"]?.text {
        case "variables": return .dict(variables(host: question["name"]?.text))
        case "host": return host(name)
        case "group": return group(name)
        case "groups": return .dict(run.inventory.groups)
        case "hosts": return names((try? run.inventory.hosts(matching: [name], order: nil)) ?? [])
        case "tasks": return blocks(state.play.blocks)
        case "handlers": return blocks(state.play.handlers)
        case "extra_vars": return .dict(run.options.extraVariables)
        case "files": return names(run.loader.files.readFiles)
        default: return .none
        }
    }

    private func names(_ names: [String]) -> Value { .list(names.map { .string($0) }) }

    private func blocks(_ blocks: [Block]) -> Value {
        .list(blocks.map { .list($0.tasks.filter { !$0.isImplicit }.map { .dict(run.description(of: $0)) }) })
    }

    /// Variables as they were written, without those that hold all others.
    private func variables(host: String?) -> Dict {
        let stack = run.variables.stack(host: host, task: nil, play: state)
        var found: Dict = [:]
        for name in stack.names where !Self.unspoken.contains(name) {
            found[.string(name)] = stack[name]
        }
        // Those of the play's files are there before its first host has begun.
        for layer in files(of: host ?? state.batch.first) {
            for name in layer.names where found[.string(name)] == nil { found[.string(name)] = layer.variable(name) }
        }
        if let host {
            found["ansible_facts"] = .dict(run.facts.facts(of: host).facts)
            found["groups"] = .dict(run.inventory.groups)
        }
        return found
    }

    private func files(of host: String?) -> [any VariableLayer] {
        guard let host else { return [] }
        return state.files(of: host) { (try? VariableFiles(run: run, play: state).layers(for: host)) ?? [] }
    }

    private static let unspoken: Set = ["hostvars", "vars", "omit", "environment", "ansible_current_hosts"]

    private func host(_ name: String) -> Value {
        guard let known = run.inventory.description(ofHost: name) else { return .none }
        return [
            "vars": .dict(known.vars), "groups": names(known.groups), "implicit": .bool(run.inventory.isImplicit(name)),
        ]
    }

    private func group(_ name: String) -> Value {
        guard let group = run.inventory.group(name) else { return .none }
        return [
            "vars": .dict(group.vars), "depth": .int(group.depth), "priority": .int(group.priority),
            "hosts": run.inventory.groups[.string(name)] ?? [], "parents": names(group.parents),
            "children": names(group.children),
        ]
    }
}
