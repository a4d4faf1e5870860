public import Diagnostics
import Templating
public import Values
import YAML

extension Loader {
    /// The path of the file that `include_tasks` means by `name`, which is rendered.
    public func includePath(_ name: String, by task: Task, in play: Play) -> String {
        IncludePath(files: files, directory: play.directory).find(name, from: task.scope)
    }

    /// The tasks of a file that `task`, an `include_tasks`, brings in while the play runs.
    ///
    /// - Parameters:
    ///   - file: the rendered name, as it was asked for.
    ///   - vars: loop variables of the include, above its own `vars`.
    public func includeTasks(
        _ file: String, by task: Task, vars: Dict = [:], in play: Play
    ) throws(Diagnostic) -> [Block] {
        let path = includePath(file, by: task, in: play)
        guard let document = try files.written(at: path, askedAt: task.span), !document.isNull else { return [] }
        guard document.elements != nil else {
            throw Diagnostic("included task files must contain a list of tasks", at: document.span)
        }
        var apply: Apply?
        if case .includeTasks(let include) = task.kind { apply = include.apply }
        let inner = task.included(vars: vars).inside(
            apply?.draft ?? Draft(noun: "Block"), origin: .tasks(file))
        let context = PlayContext(loader: self, play: play)
        return try TaskReader(context: context).blocks(document, at: inner, what: "tasks")
    }

    /// The role that `task`, an `include_role`, brings in while the play runs.
    ///
    /// Handlers that static imports inside the role bring along come after the role's own.
    public func includeRole(
        _ request: RoleRequest, by task: Task, vars: Dict = [:], in play: Play
    ) throws(Diagnostic) -> IncludedRole {
        var apply: Apply?
        if case .includeRole(let include) = task.kind { apply = include.apply }
        let context = PlayContext(loader: self, play: play)
        var included = try RoleReader(context: context).include(
            request, at: task.included(vars: vars), draft: apply?.draft ?? Draft(noun: "Block"),
            vars: task.ownVars.merging(vars) { $1 }, span: task.action.roleSpan ?? task.span ?? play.span)
        included.handlers += context.importedHandlers
        included.imported = Array(context.roles.dropFirst(play.roles.count).dropLast())
        return included
    }

    /// The role that a ``DeferredRole`` is for the hosts whose variables make its name `name`.
    public func resolveRole(_ name: String, by task: Task, in play: Play) throws(Diagnostic) -> IncludedRole {
        guard case .deferredRole(let role) = task.kind else {
            throw Diagnostic("'\(task.action.name)' is no role", at: task.span)
        }
        let context = PlayContext(loader: self, play: play)
        let reader = RoleReader(context: context)
        let use = RoleReader.Use(collections: context.collections)
        let instance = try reader.instance(role.entry, name: name, use: use, parents: [])
        let compiled = try reader.compile(instance, at: task.scope)
        return IncludedRole(
            instance: instance, blocks: compiled.blocks, imported: Array(context.roles.dropFirst(play.roles.count)),
            handlers: compiled.handlers + context.importedHandlers)
    }
}

extension Task {
    /// What holds for tasks that this include brings in: its surroundings' keywords and its variables, but not its own
    /// keywords.
    fileprivate func included(vars extra: Dict) -> Scope {
        Scope(
            effective: scope.effective, vars: vars.merging(extra) { $1 },
            includeParameters: scope.includeParameters.merging(ownVars) { $1 }.merging(extra) { $1 },
            role: scope.role, dependencyChain: scope.dependencyChain, includes: scope.includes,
            includingRoles: scope.includingRoles, isHandler: scope.isHandler)
    }
}
