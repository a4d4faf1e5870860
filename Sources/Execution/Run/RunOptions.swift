public import Templating
public import Values

/// What the command line asks of a run.
public struct RunOptions: Sendable {
    public var isCheckMode = false
    public var showsDiff = false
    public var verbosity = 0
    public var forks = 50
    public var onlyTags: [String] = ["all"]
    public var skipTags: [String] = []
    /// The pattern of `--limit`; nil for all hosts.
    public var limit: String?
    public var startAtTask: String?
    public var forcesHandlers = false
    public var extraVariables: Dict = [:]
    public var flushesCache = false
    /// `--step`: asks before each task.
    public var asksBeforeTasks = false
    /// Connection words of the command line; they stand below variables.
    public var connection = ConnectionDefaults()
    public var environment: [String: String] = [:]
    public var directory = "/"
    /// Any setting that there is, for the lookup `config`.
    public var setting: @Sendable (_ query: SettingQuery) throws(ValueError) -> SettingAnswer? = { _ in nil }
    /// Hides the secrets of the run, which it learns as they come.
    public var mask = SecretMask()
    /// Whether outputs are told what programs print while their tasks run.
    public var streamsOutput = false
    public var version = "2.19.14"
    /// Whether a `rescue` catches that a host cannot be reached, also where no retries are given.
    public var rescuesUnreachable = false
    /// Goes on with a host whose task failed, as long as no `rescue` is to run; the run has failed all the same.
    public var keepsGoing = false
    /// Answers of hosts that a role test has from an earlier run of its step; nil where there are none.
    public var answers: (any TaskJournal)?
    /// The journal that the run is written to, and resumed from; nil for a run without one.
    public var journal: Journal?
    /// Asks the run to come to its end.
    public var stop = RunStop()

    public init() {}
}

/// How to connect where neither keywords nor variables say.
public struct ConnectionDefaults: Sendable {
    public var transport: String?
    public var user: String?
    public var port: Int?
    public var password: String?
    public var privateKey: String?
    public var timeout: Int?
    public var commonArguments: String?
    public var extraArguments: String?
    public var become: Bool?
    public var becomeMethod: String?
    public var becomeUser: String?
    public var becomePassword: String?

    public init() {}
}
