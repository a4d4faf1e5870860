public import Templating
public import Values

/// What the command line asks of a run.
public struct RunOptions: Sendable {
    /// `--check`.
    public var isCheckMode = false
    /// `--diff`.
    public var showsDiff = false
    /// How many `-v` there are, with those of the configuration.
    public var verbosity = 0
    /// How many hosts act at a time.
    public var forks = 50
    /// `--tags`.
    public var onlyTags: [String] = ["all"]
    /// `--skip-tags`.
    public var skipTags: [String] = []
    /// The pattern of `--limit`; nil for all hosts.
    public var limit: String?
    /// `--start-at-task`: a name or a pattern of one.
    public var startAtTask: String?
    /// `--force-handlers`.
    public var forcesHandlers = false
    /// `--extra-vars`; they come before all other variables.
    public var extraVariables: Dict = [:]
    /// `--flush-cache`: forgets cached facts first.
    public var flushesCache = false
    /// `--step`: asks before each task.
    public var asksBeforeTasks = false
    /// Connection words of the command line; they stand below variables.
    public var connection = ConnectionDefaults()
    /// The environment of this process.
    public var environment: [String: String] = [:]
    /// The directory that relative paths start from.
    public var directory = "/"
    /// Any setting that there is, for the lookup `config`.
    public var setting: @Sendable (_ query: SettingQuery) throws(ValueError) -> SettingAnswer? = { _ in nil }
    /// Hides the secrets of the run, which it learns as they come.
    public var mask = SecretMask()
    /// Whether outputs are told what programs print while their tasks run.
    public var streamsOutput = false
    /// The version of ansible-core that `ansible_version` holds.
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
    /// `--connection`: the name of a connection plugin.
    public var transport: String?
    /// `--user`.
    public var user: String?
    /// The port to connect to.
    public var port: Int?
    /// The password of the login, asked for by `--ask-pass` or read from a file.
    public var password: String?
    /// `--private-key`: the path of a file.
    public var privateKey: String?
    /// `--timeout`, in seconds.
    public var timeout: Int?
    /// `--ssh-common-args`.
    public var commonArguments: String?
    /// `--ssh-extra-args`.
    public var extraArguments: String?
    /// `--become`.
    public var become: Bool?
    /// `--become-method`.
    public var becomeMethod: String?
    /// `--become-user`.
    public var becomeUser: String?
    /// The password of become, asked for by `--ask-become-pass` or read from a file.
    public var becomePassword: String?

    public init() {}
}
