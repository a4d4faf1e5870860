import Playbook
import Values

/// `ansible_failed_task`: what rescue tasks may know of the task that failed.
enum FailedTask {
    static func description(of task: Task, name: String) -> Dict {
        [
            "name": .string(task.writtenName), "action": .string(task.action.name),
            "args": .dict(task.action.arguments), "register": task.keywords.register.map { .string($0) } ?? .none,
            "tags": .list(task.effective.tags), "when": .list(task.effective.when),
            "vars": .dict(task.vars), "path": .string(task.path),
        ]
    }
}
