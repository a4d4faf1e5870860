public import Templating
public import Values

/// The keywords of a task that are its own and never inherited.
public struct TaskKeywords: Sendable {
    public var loop: Loop?
    public var loopControl = LoopControl()
    public var register: String?
    /// The name of ``register`` where no variable should be called so.
    public var reservedRegister: ReservedName?
    public var changedWhen: [Value] = []
    public var failedWhen: [Value] = []
    public var until: [Value] = []
    public var retries: Value?
    public var delay: Value?
    public var async: Value?
    public var poll: Value?
    /// Topics of a handler, as written and with the role's name before them (`role : topic`).
    public var listen: [String] = []

    public init() {}
}

/// What a task repeats over.
public enum Loop: Sendable {
    /// `loop:`
    case items(Value)
    /// `with_<lookup>:`
    case lookup(String, Value)
}

/// `loop_control:`
public struct LoopControl: Sendable {
    public var loopVar: Value?
    public var indexVar: Value?
    public var label: Value?
    public var pause: Value?
    public var extended: Value?
    public var extendedAllItems: Value?
    public var breakWhen: [Value] = []

    public init() {}
}
