public import Templating
public import Values

/// The keywords that plays, roles, blocks and tasks hand down to what they hold.
///
/// A value is what was written: a literal of any type or a template, to be rendered and converted when it is used.
/// Nil (or an empty list) means that nothing was written.
public struct Attributes: Sendable {
    public var connection: Value?
    public var port: Value?
    public var remoteUser: Value?
    public var become: Value?
    public var becomeMethod: Value?
    public var becomeUser: Value?
    public var becomeFlags: Value?
    public var becomeExe: Value?
    /// Weakest first; each is a dict or a template that renders to one.
    public var environment: [Value] = []
    /// Weakest first; keys are fully qualified action names or `group/namespace.collection.name`.
    public var moduleDefaults: [Dict] = []
    public var noLog: Value?
    public var runOnce: Value?
    public var ignoreErrors: Value?
    public var ignoreUnreachable: Value?
    /// How often to try again to reach the host, and the seconds between.
    public var unreachableRetries: Value?
    public var unreachableDelay: Value?
    public var checkMode: Value?
    public var diff: Value?
    public var anyErrorsFatal: Value?
    public var throttle: Value?
    public var timeout: Value?
    public var debugger: Value?
    /// Conditions in the order in which they are to be evaluated, the outermost first.
    public var when: [Value] = []
    /// Tags, the nearest first; strings, numbers, or templates that render to one tag or a list of them.
    public var tags: [Value] = []
    public var collections: [String]?
    public var notify: Value?
    public var delegateTo: Value?
    public var delegateFacts: Value?

    /// Variables of it and of everything around it that have names which they should not have.
    public var reservedNames: [ReservedName] = []

    public init() {}
}
