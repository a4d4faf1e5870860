import Diagnostics
import Values
import YAML

/// Reads lists of tasks: gathers bare ones in blocks, expands what is imported.
struct TaskReader {
    let context: PlayContext
    var loader: Loader { context.loader }

    /// The blocks of a task list.
    ///
    /// - Parameters:
    ///   - list: the list's node; null counts as empty.
    ///   - what: what the list is called when it is none.
    ///   - leading: a task that the engine puts before all others.
    func blocks(_ list: Written?, at scope: Scope, what: String, leading: Task? = nil) throws(Diagnostic) -> [Block] {
        var nodes: [Written] = []
        if let list, !list.isNull {
            guard let elements = list.elements else {
                throw malformed(what, try list.complaint("%@ should be a list or None but is"), at: list.span)
            }
            nodes = elements
        }
        var blocks: [Block] = []
        var bare: [Block.Item] = leading.map { [.task($0)] } ?? []
        var start = leading == nil ? nil : nodes.first?.span
        func closeImplicit() {
            guard !bare.isEmpty else { return }
            blocks.append(
                Block(id: loader.nextID(), span: start, items: bare, isImplicit: true, scope: scope))
            bare = []
            start = nil
        }
        for node in nodes {
            if let mapping = Mapping(node), Self.isBlock(mapping) {
                closeImplicit()
                blocks.append(try block(mapping, at: scope))
            } else if node.isNull {
                closeImplicit()
            } else {
                start = start ?? node.span
                bare += try items(node, at: scope, what: "a block")
            }
        }
        closeImplicit()
        return blocks
    }

    private static let sections = ["block", "rescue", "always"]
    private static func isBlock(_ mapping: Mapping) -> Bool { sections.contains { mapping.contains($0) } }

    private func malformed(_ what: String, _ cause: String, at span: Span) -> Diagnostic {
        Diagnostic("A malformed block was encountered while loading \(what): \(cause)", at: span)
    }

    private func block(_ mapping: Mapping, at scope: Scope) throws(Diagnostic) -> Block {
        var draft = Draft(noun: "Block")
        for entry in mapping.entries { try Keyword.read(entry, at: .block, into: &draft) }
        try loader.checkGroups(of: draft, at: mapping.span)
        let id = loader.nextID()
        let inner = scope.inside(draft)
        var lists: [[Block.Item]] = []
        for name in Self.sections {
            guard let node = draft.sections[name], !node.isNull else {
                lists.append([])
                continue
            }
            guard let elements = node.elements else {
                throw malformed(
                    name == "block" ? "a block" : name, try node.complaint("The ds (%@) should be a list but was a"),
                    at: node.span)
            }
            if name != "block", !elements.isEmpty, draft.sections["block"] == nil {
                throw Diagnostic("'\(name)' keyword cannot be used without 'block'", at: mapping.span)
            }
            var items: [Block.Item] = []
            for node in elements { items += try self.items(node, at: inner, what: name) }
            lists.append(items)
        }
        return Block(
            id: id, span: mapping.span, name: draft.name, items: lists[0], rescue: lists[1], always: lists[2],
            isImplicit: false, scope: inner)
    }

    /// What one entry of a task list becomes: a task, a block, or all that an import brings in.
    private func items(_ node: Written, at scope: Scope, what: String) throws(Diagnostic) -> [Block.Item] {
        guard let mapping = Mapping(node) else {
            throw malformed(what, try node.complaint("The ds (%@) should be a dict but was a"), at: node.span)
        }
        if mapping.contains("block") {
            if scope.isHandler { throw Diagnostic("Using a block as a handler is not supported.", at: mapping.span) }
            return [.block(try block(mapping, at: scope))]
        }
        let collections =
            try mapping["collections"]?.nameList(of: "collections") ?? scope.effective.collections
            ?? context.collections
        let found = try ActionReader(
            catalog: loader.settings.catalog, collections: collections, plugins: loader.plugins
        ).read(mapping)
        let builtin = BuiltinAction(found.action.name)
        let draft = try self.draft(mapping, found, builtin: builtin, isHandler: scope.isHandler, role: scope.role)
        let entry = TaskEntry(mapping: mapping, action: found.action, draft: draft, scope: scope)
        switch builtin {
        case .importTasks: return try importTasks(entry)
        case .importRole: return try importRole(entry)
        case .includeTasks: return [.task(task(entry, kind: .includeTasks(try includeTasks(entry))))]
        case .includeRole: return [.task(task(entry, kind: .includeRole(try includeRole(entry))))]
        case .meta: return [.task(task(entry, kind: try meta(entry)))]
        case .importPlaybook, nil: return [.task(task(entry, kind: .action))]
        }
    }

    private func draft(
        _ mapping: Mapping, _ found: ActionReader.Result, builtin: BuiltinAction?, isHandler: Bool, role: RoleInstance?
    ) throws(Diagnostic) -> Draft {
        let isInclude = builtin == .includeTasks || builtin == .includeRole
        var draft = Draft(noun: Self.noun(builtin, isHandler: isHandler))
        draft.roleNames = role.map { $0.fullName == $0.name ? [$0.name] : [$0.fullName, $0.name] } ?? []
        for entry in mapping.entries where !found.usedNames.contains(entry.name) {
            if entry.name.hasPrefix("with_"), hasLookup(String(entry.name.dropFirst(5))) {
                guard let terms = try entry.value.optionalValue(of: entry.name, .any) else {
                    throw Diagnostic("you must specify a value when using \(entry.name)", at: mapping.span)
                        .asGeneralError
                }
                let lookup = String(entry.name.dropFirst(5))
                try draft.setLoop(.lookup(lookup, terms), keyword: lookup, at: mapping.span)
            } else {
                let isListener = isHandler && entry.name == "listen"
                let place: Keyword.Places =
                    isListener || (isHandler && !isInclude) ? .handler : isInclude ? .include : .task
                if !loader.settings.failsOnInvalidAttributes, !Keyword.has(entry.name, at: place) {
                    loader.warn("Ignoring invalid attribute: \(entry.name)")
                    continue
                }
                try Keyword.read(entry, at: place, into: &draft)
            }
        }
        try loader.checkGroups(of: draft, at: mapping.span)
        if found.isLocal {
            draft.attributes.delegateTo = "localhost"
            if let keyword = Keyword.table["delegate_to"] { draft.written.append(keyword) }
        }
        return draft
    }

    private func hasLookup(_ name: String) -> Bool {
        loader.settings.catalog.hasLookup(name) || loader.plugins.plugin(name, .lookup) != nil
    }

    private static func noun(_ builtin: BuiltinAction?, isHandler: Bool) -> String {
        switch builtin {
        case .includeTasks, .importTasks: isHandler ? "HandlerTaskInclude" : "TaskInclude"
        case .includeRole, .importRole: "IncludeRole"
        default: isHandler ? "Handler" : "Task"
        }
    }

    private func task(_ entry: TaskEntry, kind: Task.Kind) -> Task {
        let draft = entry.draft, scope = entry.scope
        return Task(
            id: loader.nextID(), kind: kind, span: entry.mapping.span, name: draft.name, action: entry.action,
            keywords: draft.task, attributes: draft.attributes,
            effective: draft.effective(over: scope.effective), ownVars: draft.vars,
            vars: draft.vars.isEmpty ? scope.vars : scope.vars.merging(draft.vars) { $1 }, scope: scope,
            isHandler: scope.isHandler)
    }

    private func meta(_ entry: TaskEntry) throws(Diagnostic) -> Task.Kind {
        let name = entry.action.rawParameters?.writtenText ?? ""
        guard let action = MetaAction(rawValue: name), action != .roleComplete else {
            let near = Suggestion.nearest(to: name, among: MetaAction.allCases.map(\.rawValue))
            throw Diagnostic(
                "invalid meta action requested: \(name)", at: entry.mapping.span,
                help: near.map { "Did you mean '\($0)'?" })
        }
        if action == .endRole {
            if entry.scope.isHandler {
                throw Diagnostic("Cannot execute 'end_role' from a handler", at: entry.mapping.span)
            }
            if entry.scope.role == nil {
                throw Diagnostic("Cannot execute 'end_role' from outside of a role", at: entry.mapping.span)
            }
        }
        return .meta(action)
    }
}

extension Written {
    /// `words` with the value in the place of `%@`, and its type behind them, as Python shows both.
    fileprivate func complaint(_ words: String) throws(Diagnostic) -> String {
        let shown = (try? value().string()) ?? scalarText ?? ""
        let parts = words.split(separator: "%@", maxSplits: 1, omittingEmptySubsequences: false)
        return "\(parts.joined(separator: shown)) <class '\(try kindName())'>"
    }
}

/// A task whose action and keywords are read, with where it stands.
struct TaskEntry {
    let mapping: Mapping
    let action: Action
    let draft: Draft
    let scope: Scope
}
