public import Templating
public import Values

/// The keywords that plays, roles, blocks and tasks hand down to what they hold.
///
/// A value is what was written: a literal of any type or a template, to be rendered and converted when it is used.
/// Nil (or an empty list) means that nothing was written.
public struct Attributes: Sendable {
    /// `connection`: the name of a connection plugin.
    public var connection: Value?
    /// `port`: a number.
    public var port: Value?
    /// `remote_user`: the user to log in as.
    public var remoteUser: Value?
    /// `become`: whether another user is become.
    public var become: Value?
    /// `become_method`: `sudo`, `su`, `doas` and the like.
    public var becomeMethod: Value?
    /// `become_user`: the user to become.
    public var becomeUser: Value?
    /// `become_flags`: options of the program that becomes the user, as one text.
    public var becomeFlags: Value?
    /// `become_exe`: the program that becomes the user.
    public var becomeExe: Value?
    /// Weakest first; each is a dict or a template that renders to one.
    public var environment: [Value] = []
    /// Weakest first; keys are fully qualified action names or `group/namespace.collection.name`.
    public var moduleDefaults: [Dict] = []
    /// `no_log`: whether arguments and results are censored.
    public var noLog: Value?
    /// `run_once`: whether one host of the batch acts for all.
    public var runOnce: Value?
    /// `ignore_errors`: whether a host goes on after a failure.
    public var ignoreErrors: Value?
    /// `ignore_unreachable`: whether a host goes on after a failed connection.
    public var ignoreUnreachable: Value?
    /// How often to try again to reach the host, and the seconds between.
    public var unreachableRetries: Value?
    /// Seconds between those tries.
    public var unreachableDelay: Value?
    /// `check_mode`: overrides `--check`.
    public var checkMode: Value?
    /// `diff`: overrides `--diff`.
    public var diff: Value?
    /// `any_errors_fatal`: whether a failure of one host ends the play for all.
    public var anyErrorsFatal: Value?
    /// `throttle`: how many hosts may run the task at a time; 0 sets no limit.
    public var throttle: Value?
    /// `timeout`: seconds that the task may take; 0 sets no limit.
    public var timeout: Value?
    /// `debugger`: when the task debugger starts (`on_failed`, `always`, ...).
    public var debugger: Value?
    /// Conditions in the order in which they are to be evaluated, the outermost first.
    public var when: [Value] = []
    /// Tags, the nearest first; strings, numbers, or templates that render to one tag or a list of them.
    public var tags: [Value] = []
    /// `collections`: where short names of modules and roles are looked up.
    public var collections: [String]?
    /// `notify`: names and topics of handlers.
    public var notify: Value?
    /// `delegate_to`: the host that does the work.
    public var delegateTo: Value?
    /// `delegate_facts`: whether facts become those of the host that does the work.
    public var delegateFacts: Value?

    /// Variables of it and of everything around it that have names which they should not have.
    public var reservedNames: [ReservedName] = []

    public init() {}
}
