import Diagnostics
import Playbook
import Templating
import Values

/// Warnings of variables that have names which they should not have, when a run comes to them.
extension RunContext {
    func warn(of names: [ReservedName]) {
        for name in names { events.receive(.diagnostic(name.warning)) }
    }

    /// Of a play's own variables and those that its roles lend to it.
    func warnOfReservedNames(in play: Play) {
        let roles = play.roles.flatMap { $0.allDependencies + [$0] }
        warn(of: play.attributes.reservedNames + roles.flatMap(\.role.reservedNames))
    }

    /// Of what a task is about to make variables of.
    func warnOfReservedNames(among facts: Dict, madeBy task: Task, result: TaskResult) {
        switch task.action.resolved {
        case "ansible.builtin.set_fact":
            warn(of: facts.keys.compactMap { $0.text.flatMap(task.action.reservedName) })
        case "ansible.builtin.include_vars" where task.action.arguments["name"] != nil:
            warn(of: ReservedName.among(facts) { _ in task.action.span(ofArgument: "name") })
        case "ansible.builtin.include_vars":
            for path in result["ansible_included_var_files"]?.sequence ?? [] {
                warn(of: loader.files.reservedNames(among: facts, at: path.text ?? ""))
            }
        default: warn(of: ReservedName.among(facts) { _ in nil })
        }
    }
}
