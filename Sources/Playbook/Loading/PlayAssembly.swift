import Values

/// Puts the sections of a play together, with a flush of handlers behind each.
struct PlayAssembly {
    let loader: Loader
    /// The play's own.
    let scope: Scope
    /// Whether handlers run on failed hosts too: then each section becomes a block whose `always` is the flush.
    let forcesHandlers: Bool

    func blocks(_ sections: [[Block]]) -> [Block] {
        guard forcesHandlers else {
            let flush = implicit([.task(meta(.flushHandlers, tags: ["always"]))])
            return sections.flatMap { $0 + [flush] }
        }
        return sections.map { section in
            let items: [Block.Item] = section.isEmpty ? [.task(meta(.noop, tags: []))] : section.map { .block($0) }
            let flush = implicit([.task(meta(.flushHandlers, tags: ["always"]))])
            return Block(
                id: loader.nextID(), span: nil, items: items, always: [.block(flush)], isImplicit: true, scope: scope)
        }
    }

    /// A task in place of all roles of the play.
    var allRoles: Block {
        let task = Task(
            id: loader.nextID(), kind: .roles, span: nil, name: nil, action: Action("roles", resolved: nil),
            attributes: Attributes(), effective: scope.effective, vars: [:], scope: scope, isImplicit: true)
        return implicit([.task(task)])
    }

    private func implicit(_ items: [Block.Item]) -> Block {
        Block(id: loader.nextID(), span: nil, items: items, isImplicit: true, scope: scope)
    }

    private func meta(_ action: MetaAction, tags: [Value]) -> Task {
        var attributes = Attributes()
        attributes.tags = tags
        var effective = scope.effective
        effective.tags = tags + effective.tags
        return Task(
            id: loader.nextID(), kind: .meta(action), span: nil, name: nil,
            action: Action(
                "meta", resolved: BuiltinAction.meta.qualified, arguments: ["_raw_params": .string(action.rawValue)]),
            attributes: attributes, effective: effective, vars: [:], scope: scope, isImplicit: true)
    }
}
