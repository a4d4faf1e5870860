import Diagnostics
import Values
import YAML

/// Reads a play with its roles, tasks and handlers.
struct PlayReader {
    let loader: Loader
    /// The directory of the playbook.
    let directory: String
    /// The collection in which the playbook stands, where short names are looked up first; nil for none.
    var collection: String?

    /// - Parameters:
    ///   - inherited: what the imports around the playbook give to the play.
    func play(_ mapping: Mapping, inherited: PlayImports) throws(Diagnostic) -> Play {
        var draft = Draft(noun: "Play")
        if mapping.contains("user"), mapping.contains("remote_user") {
            throw Diagnostic(
                "both 'user' and 'remote_user' are set for this play. The use of 'user' is deprecated, and should be "
                    + "removed", at: mapping.span)
        }
        for entry in mapping.entries { try Keyword.read(entry, at: .play, into: &draft) }
        try loader.checkGroups(of: draft, at: mapping.span)
        if !mapping.contains("hosts") {
            throw Diagnostic("the field 'hosts' is required but was not set", at: mapping.span)
        }
        let id = loader.nextID()
        let context = PlayContext(loader: loader, directory: directory)
        context.vars = inherited.weakVars.merging(draft.vars) { $1 }.merging(inherited.strongVars) { $1 }
        let tags = inherited.tags(over: draft.attributes.tags)
        draft.attributes.tags = tags
        if !tags.isEmpty, let keyword = Keyword.table["tags"], !draft.written.contains(where: { $0.name == "tags" }) {
            draft.written.append(keyword)
        }
        if let collection, draft.attributes.collections?.contains(collection) != true {
            draft.attributes.collections = [collection] + (draft.attributes.collections ?? [])
            if let keyword = Keyword.table["collections"] { draft.written.append(keyword) }
        }
        context.collections = draft.attributes.collections ?? []
        try context.loadVarsFiles(draft.play.varsFiles)
        let base = Scope(effective: draft.effective(over: Attributes()))
        var guarded = base.effective
        guarded.when = inherited.conditions
        let scope = Scope(effective: guarded)
        let handlerScope = Scope(effective: base.effective, isHandler: true)

        let roles = try self.roles(draft.sections["roles"], at: scope, in: context)
        let reader = TaskReader(context: context)
        let handlers = try reader.blocks(draft.sections["handlers"], at: handlerScope, what: "handlers")
        let preTasks = try reader.blocks(draft.sections["pre_tasks"], at: scope, what: "pre_tasks")
        let postTasks = try reader.blocks(draft.sections["post_tasks"], at: scope, what: "post_tasks")
        let tasks = try reader.blocks(draft.sections["tasks"], at: scope, what: "tasks")
        let forcesHandlers = draft.play.forceHandlers.map { $0.switchValue ?? true } ?? loader.settings.forceHandlers
        let assembly = PlayAssembly(loader: loader, scope: base, forcesHandlers: forcesHandlers)
        let blocks = assembly.blocks([preTasks, roles.blocks + tasks, postTasks])
        var graph: RoleGraph?
        if roles.parts.count > 1 {
            graph = RoleGraph(roles.parts, in: assembly.blocks([preTasks, [assembly.allRoles] + tasks, postTasks]))
        }
        return Play(
            id: id, span: mapping.span, name: draft.name, keywords: draft.play, attributes: draft.attributes,
            vars: context.vars, varsFiles: context.varsFiles, roles: context.roles, blocks: blocks, roleGraph: graph,
            handlers: roles.handlers + handlers + context.importedHandlers,
            importConditions: inherited.conditions, directory: directory)
    }

    private func roles(
        _ list: Written?, at scope: Scope, in context: PlayContext
    ) throws(Diagnostic) -> RoleReader.Compiled {
        guard let list, !list.isNull else { return RoleReader.Compiled() }
        guard let nodes = list.elements else {
            throw Diagnostic("A malformed role declaration was encountered.", at: list.span)
        }
        let reader = RoleReader(context: context)
        let entries = try nodes.map { node throws(Diagnostic) in try RoleEntry(node) }
        let resolved = try entries.map { entry throws(Diagnostic) -> RoleInstance? in
            guard let name = try self.name(of: entry, in: context) else { return nil }
            let use = RoleReader.Use(isPublic: loader.settings.areRolesPublic, collections: context.collections)
            return try reader.instance(entry, name: name, use: use, parents: [])
        }
        context.roles += resolved.compactMap { $0 }
        reader.readAhead(resolved.dropFirst().compactMap { $0 })
        var result = RoleReader.Compiled()
        for (entry, instance) in zip(entries, resolved) {
            if let instance {
                let compiled = try reader.compile(instance, at: scope)
                result.parts.append(shifted: compiled.parts)
                result.handlers += compiled.handlers
            } else if case .template(let name) = entry.name {
                let block = deferred(DeferredRole(name: name, entry: entry), at: scope)
                result.parts.append(RoleGraph.Part(name: name.text, role: nil, blocks: [block]))
            }
        }
        return result
    }

    /// The name of a role; nil where it holds variables that only hosts have.
    private func name(of entry: RoleEntry, in context: PlayContext) throws(Diagnostic) -> String? {
        do {
            return try context.text(entry.name, context.layers())
        } catch {
            if error.isUndefined { return nil }
            throw error.diagnostic
        }
    }

    private func deferred(_ role: DeferredRole, at scope: Scope) -> Block {
        let draft = role.entry.draft
        let task = Task(
            id: loader.nextID(), kind: .deferredRole(role), span: role.entry.span, name: draft.name,
            action: Action(role.name.text, resolved: nil), attributes: draft.attributes,
            effective: draft.effective(over: scope.effective), vars: draft.vars, scope: scope, isImplicit: true)
        return Block(
            id: loader.nextID(), span: role.entry.span, items: [.task(task)], isImplicit: true, scope: scope)
    }
}
