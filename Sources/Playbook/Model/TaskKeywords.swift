public import Diagnostics
public import Templating
public import Values

/// The keywords of a task that are its own and never inherited.
public struct TaskKeywords: Sendable {
    /// `loop` or `with_<lookup>`.
    public var loop: Loop?
    /// `loop_control`.
    public var loopControl = LoopControl()
    /// `register`: the variable that takes the result.
    public var register: String?
    /// The name of ``register`` where no variable should be called so.
    public var reservedRegister: ReservedName?
    /// `changed_when`: conditions that all hold for a change.
    public var changedWhen: [Value] = []
    /// `failed_when`: conditions that all hold for a failure.
    public var failedWhen: [Value] = []
    /// `until`: conditions that all hold when no further try is needed.
    public var until: [Value] = []
    /// `retries`: how many tries there are after the first.
    public var retries: Value?
    /// `delay`: seconds between tries.
    public var delay: Value?
    /// `async`: seconds that a job in the background may take; 0 for none.
    public var async: Value?
    /// `poll`: seconds between looks at the job; 0 leaves it alone.
    public var poll: Value?
    /// Topics of a handler, as written and with the role's name before them (`role : topic`).
    public var listen: [String] = []

    public init() {}
}

/// What a task repeats over.
public enum Loop: Sendable {
    /// `loop:`, and where its value is written.
    case items(Value, at: Span?)
    /// `with_<lookup>:`
    case lookup(String, Value)
}

/// `loop_control:`
public struct LoopControl: Sendable {
    /// `loop_var`: the variable of the item; `item` by default.
    public var loopVar: Value?
    /// `index_var`: a variable for the item's number, from 0.
    public var indexVar: Value?
    /// `label`: what outputs show in place of the item.
    public var label: Value?
    /// `pause`: seconds between items.
    public var pause: Value?
    /// `extended`: whether `ansible_loop` is defined.
    public var extended: Value?
    /// `extended_allitems`: whether `ansible_loop.allitems` is defined; true by default.
    public var extendedAllItems: Value?
    /// `break_when`: conditions after which the loop ends.
    public var breakWhen: [Value] = []

    public init() {}
}
