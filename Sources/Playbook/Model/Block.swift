public import Diagnostics
public import Values

/// A list of tasks with what is to be done when one fails (`rescue`) and in any case (`always`).
///
/// Tasks that stand outside any written block are gathered in implicit ones.
public final class Block: Sendable {
    /// What a list of tasks holds.
    public enum Item: Sendable {
        case task(Task)
        case block(Block)
    }

    public let id: Task.ID
    /// Where its mapping begins; nil for a block that the engine adds.
    public let span: Span?
    /// As written.
    public let name: Value?
    /// What `block` holds.
    public let items: [Item]
    /// What `rescue` holds; it runs after a failure.
    public let rescue: [Item]
    /// What `always` holds; it runs in any case.
    public let always: [Item]
    /// Whether the engine added it.
    public let isImplicit: Bool
    /// What holds for its tasks before their own keywords, the block's included.
    public let scope: Scope

    /// Its keywords together with those around it.
    public var effective: Attributes { scope.effective }
    /// The role that it belongs to.
    public var role: RoleInstance? { scope.role }

    init(
        id: Task.ID, span: Span?, name: Value? = nil, items: [Item], rescue: [Item] = [], always: [Item] = [],
        isImplicit: Bool, scope: Scope
    ) {
        self.id = id
        self.span = span
        self.name = name
        self.items = items
        self.rescue = rescue
        self.always = always
        self.isImplicit = isImplicit
        self.scope = scope
    }

    /// Every task in it, in the order written: the body, then `rescue`, then `always`.
    public var tasks: [Task] {
        (items + rescue + always).flatMap { item in
            switch item {
            case .task(let task): [task]
            case .block(let block): block.tasks
            }
        }
    }
}
