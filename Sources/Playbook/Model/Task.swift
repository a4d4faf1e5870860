public import Diagnostics
public import Values

/// A call of a module or action with everything that decides how it runs; a handler is one too.
public final class Task: Sendable {
    /// Names a task (or block) for as long as its loader lives; loading in the same order gives the same numbers.
    public struct ID: Hashable, Sendable {
        public let number: Int
        public init(_ number: Int) { self.number = number }
    }

    /// What Execution itself has to do with it.
    public enum Kind: Sendable {
        /// Hand it to the action or module.
        case action
        case meta(MetaAction)
        case includeTasks(IncludeTasks)
        case includeRole(IncludeRole)
        /// A role of `roles:` whose name only a host's variables can tell.
        case deferredRole(DeferredRole)
        /// All roles of `roles:`, as the play's ``RoleGraph`` has them.
        case roles
    }

    public let id: ID
    public let kind: Kind
    /// Where its mapping begins; nil for tasks that the engine adds.
    public let span: Span?
    /// Text or template; nil where none was written.
    public let name: Value?
    /// The module or action that it names, with its arguments.
    public let action: Action
    /// The keywords that are its own.
    public let keywords: TaskKeywords
    /// What was written at the task itself.
    public let attributes: Attributes
    /// What holds for it: its own keywords and those of everything around it, by each keyword's rule.
    public let effective: Attributes
    /// The `vars:` of the task itself.
    public let ownVars: Dict
    /// The `vars:` of the task and of all blocks and includes around it, the nearest winning.
    public let vars: Dict
    /// Where it stands.
    public let scope: Scope
    /// Whether it runs only where it is notified.
    public let isHandler: Bool
    /// Whether the engine put it there: the flush of handlers, the end of a role.
    public let isImplicit: Bool

    /// The role that it belongs to.
    public var role: RoleInstance? { scope.role }

    init(
        id: ID, kind: Kind, span: Span?, name: Value?, action: Action, keywords: TaskKeywords = TaskKeywords(),
        attributes: Attributes, effective: Attributes, ownVars: Dict = [:], vars: Dict, scope: Scope,
        isHandler: Bool = false, isImplicit: Bool = false
    ) {
        self.id = id
        self.kind = kind
        self.span = span
        self.name = name
        self.action = action
        self.keywords = keywords
        self.attributes = attributes
        self.effective = effective
        self.ownVars = ownVars
        self.vars = vars
        self.scope = scope
        self.isHandler = isHandler
        self.isImplicit = isImplicit
    }
}

/// What `meta:` can ask of the engine.
public enum MetaAction: String, Sendable, CaseIterable {
    case noop
    case flushHandlers = "flush_handlers"
    case refreshInventory = "refresh_inventory"
    case clearFacts = "clear_facts"
    case clearHostErrors = "clear_host_errors"
    case endHost = "end_host"
    case endPlay = "end_play"
    case endBatch = "end_batch"
    case endRole = "end_role"
    case resetConnection = "reset_connection"
    /// Put at the end of each role by the engine, never written.
    case roleComplete = "role_complete"
}
