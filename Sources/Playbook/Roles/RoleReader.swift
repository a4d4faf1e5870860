import Diagnostics
import Loading
import Templating
import Values
import YAML

/// Reads uses of roles: finds the role, reads its files and dependencies, and what tasks and handlers it brings.
struct RoleReader {
    let context: PlayContext
    var loader: Loader { context.loader }

    /// How a role comes to be used.
    struct Use {
        var from = RoleFiles()
        var isIncluded = false
        var isPublic = true
        var validates = true
        /// What an include says; the role's metadata decides where it is nil.
        var allowDuplicates: Bool?
        var collections: [String]
        /// The directory of the role that depends on it.
        var baseDirectory: String?
    }

    /// The tasks and handlers of one use, its dependencies' first.
    struct Compiled {
        var parts: [RoleGraph.Part] = []
        var handlers: [Block] = []

        var blocks: [Block] { parts.flatMap(\.blocks) }
    }

    /// A role with its dependencies.
    ///
    /// - Parameter scope: what stands around the role.
    func instance(
        _ entry: RoleEntry, name: String, use: Use, parents: [RoleInstance]
    ) throws(Diagnostic) -> RoleInstance {
        try loader.checkGroups(of: entry.draft, at: entry.span)
        let place = RolePlace(context: context)
        let found = try place.find(name, use: use, at: entry.span)
        let key = RoleKey(name: found.name, path: found.path, from: use.from)
        let role = try loader.definition(key) { () throws(Diagnostic) in
            try RoleFilesReader(files: loader.files, place: found, from: use.from).definition()
        }
        loader.plugins.add(role.path)
        return try context.importing(
            role.path, from: use.from, title: role.fullName, at: entry.span,
            message: "A recursion loop was detected with the roles specified. Make sure child roles do not have "
                + "dependencies on parent roles"
        ) { () throws(Diagnostic) in
            try instance(of: role, entry: entry, use: use, parents: parents)
        }
    }

    private func instance(
        of role: Role, entry: RoleEntry, use: Use, parents: [RoleInstance]
    ) throws(Diagnostic) -> RoleInstance {
        func make(_ dependencies: [RoleInstance]) -> RoleInstance {
            RoleInstance(
                role: role, span: entry.span, parameters: entry.parameters, vars: entry.draft.vars,
                draft: entry.draft, from: use.from, parents: parents, dependencies: dependencies,
                isIncluded: use.isIncluded, isPublic: use.isPublic, validates: use.validates,
                allowDuplicates: use.allowDuplicates ?? role.metadata.allowDuplicates)
        }
        guard !role.metadata.dependencies.isEmpty else { return make([]) }
        let chain = parents + [make([])]
        var collections = role.metadata.collections.filter { $0 != role.collection }
        if let own = role.collection { collections.insert(own, at: 0) }
        let dependencyUse = Use(
            collections: collections + ["ansible.legacy"], baseDirectory: loader.files.parent(of: role.path))
        let dependencies = try role.metadata.dependencies.map { entry throws(Diagnostic) in
            try instance(entry, name: try renderedName(entry), use: dependencyUse, parents: chain)
        }
        return make(dependencies)
    }

    private func renderedName(_ entry: RoleEntry) throws(Diagnostic) -> String {
        do {
            return try context.text(entry.name, context.layers())
        } catch {
            throw error.diagnostic
        }
    }

    /// What a use of a role brings into the play.
    func compile(_ instance: RoleInstance, at scope: Scope) throws(Diagnostic) -> Compiled {
        var result = Compiled()
        var predecessors: Set<Int> = []
        for dependency in instance.dependencies {
            let compiled = try compile(dependency, at: scope)
            result.parts.append(shifted: compiled.parts)
            result.handlers += compiled.handlers
            predecessors.insert(result.parts.count - 1)
        }
        let source = self.source(of: instance)
        let reader = TaskReader(context: context)
        let tasks = scope.inside(instance, isHandler: false)
        let handlers = scope.inside(instance, isHandler: true)
        return try context.importing(
            instance.path, from: instance.from, title: instance.fullName, at: instance.span,
            message: "A recursion loop was detected with the roles specified. Make sure a role does not import itself"
        ) { () throws(Diagnostic) in
            let blocks = try reader.blocks(
                try source.tasks(), at: tasks, what: "tasks", leading: validation(of: instance, at: tasks))
            result.parts.append(
                RoleGraph.Part(
                    name: instance.fullName, role: instance, blocks: blocks + [roleEnd(at: tasks)],
                    predecessors: predecessors))
            result.handlers += try reader.blocks(try source.handlers(), at: handlers, what: "handlers")
            return result
        }
    }

    private func source(of instance: RoleInstance) -> RoleFilesReader {
        RoleFilesReader(files: loader.files, place: RolePlace.Found(instance.role), from: instance.from)
    }

    /// Has the files of many roles parsed before they are compiled one after the other.
    func readAhead(_ instances: [RoleInstance]) {
        let sources = instances.map(source)
        loader.files.parseAhead { sources.flatMap(\.paths) }
    }

    /// A role that a task brings in, statically or while the play runs.
    ///
    /// - Parameters:
    ///   - scope: where the task stands.
    ///   - draft: the keywords that hold for the role's tasks: those of an import, or `apply` of an include.
    ///   - vars: variables of a dynamic include, for the role and everything in it.
    func include(
        _ request: RoleRequest, at scope: Scope, draft: Draft, vars: Dict? = nil, span: Span
    ) throws(Diagnostic) -> IncludedRole {
        var entry = RoleEntry(name: request.name, at: span)
        entry.draft.vars = vars ?? draft.vars
        entry.parameters = request.parameters
        let use = Use(
            from: request.from, isIncluded: true, isPublic: request.isPublic, validates: request.rolespecValidate,
            allowDuplicates: request.allowDuplicates,
            collections: scope.effective.collections ?? context.collections)
        let instance = try instance(entry, name: request.name, use: use, parents: scope.dependencyChain)
        let around = scope.inside(draft, origin: .role(instance.path))
        let compiled = try compile(instance, at: around)
        context.roles.append(instance)
        return IncludedRole(instance: instance, blocks: compiled.blocks, handlers: compiled.handlers)
    }

    /// The engine's mark behind a role's last task.
    private func roleEnd(at scope: Scope) -> Block {
        var attributes = Attributes()
        attributes.tags = ["always"]
        attributes.runOnce = false
        var effective = scope.effective
        effective.tags = attributes.tags + effective.tags
        effective.runOnce = false
        let task = Task(
            id: loader.nextID(), kind: .meta(.roleComplete), span: nil, name: nil,
            action: Action(
                "meta", resolved: BuiltinAction.meta.qualified,
                arguments: ["_raw_params": .string(MetaAction.roleComplete.rawValue)]),
            attributes: attributes, effective: effective, vars: scope.vars, scope: scope, isImplicit: true)
        return Block(id: loader.nextID(), span: nil, items: [.task(task)], isImplicit: true, scope: scope)
    }

    /// The task that checks a role's arguments; nil where it has no specification for what is used of it.
    private func validation(of instance: RoleInstance, at scope: Scope) -> Task? {
        guard instance.validates else { return nil }
        let entryPoint = instance.from.tasks?.written ?? "main"
        guard case .dict(let spec) = instance.role.metadata.argumentSpecs[.string(entryPoint)], !spec.items.isEmpty
        else { return nil }
        var name = "Validating arguments against arg spec '\(entryPoint)'"
        if let description = spec.items["short_description"] { name += " - \(description.written)" }
        let context: Dict = [
            "type": "role", "name": .string(instance.name), "argument_spec_name": .string(entryPoint),
            "path": .string(instance.path),
        ]
        let arguments: Dict = [
            "argument_spec": spec.items["options"] ?? .dict(Dict()),
            "provided_arguments": .dict(ValueDict(instance.parameters, mayHoldTemplates: true)),
            "validate_args_context": .dict(context),
        ]
        var draft = Draft(noun: "Task")
        draft.attributes.tags = ["always"]
        if let keyword = Keyword.table["tags"] { draft.written = [keyword] }
        let action = "ansible.builtin.validate_argument_spec"
        return Task(
            id: loader.nextID(), kind: .action, span: nil, name: .authored(name, span: nil),
            action: Action(action, resolved: action, arguments: arguments), attributes: draft.attributes,
            effective: draft.effective(over: scope.effective), vars: scope.vars, scope: scope)
    }
}
