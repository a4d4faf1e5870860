import Diagnostics
import Playbook

/// Where the relative file names of a task are looked up, nearest first.
enum SearchPath {
    /// The roles and task files around the task, then the playbook's directory (`ansible_search_path`).
    static func directories(of task: Task, play: Play) -> [String] {
        var directories: [String] = []
        func add(_ path: String) { if !path.isEmpty, !directories.contains(path) { directories.append(path) } }
        for role in task.scope.dependencyChain.reversed() { add(role.path) }
        if let file = task.span?.file.name, let slash = file.lastIndex(of: "/") { add(String(file[..<slash])) }
        add(play.directory)
        return directories
    }

    /// The places where `name` could be, with `kind` (`files`, `templates`, `vars`, `tasks`) tried first in each, as
    /// ansible-core's `path_dwim_relative_stack` has them.
    static func candidates(_ name: String, kind: String, in directories: [String]) -> [String] {
        if name.hasPrefix("/") { return [name] }
        return directories.flatMap { ["\($0)/\(kind)/\(name)", "\($0)/\(name)"] }
    }
}
