/// What a command line of role tests says.
struct Invocation: Sendable {
    enum Destroy: String, CaseIterable, Sendable {
        case always, never
        /// Keeps the hosts of a scenario that failed.
        case onSuccess = "on-success"
    }

    /// The name that the program was called by: `molecule`, `swiftplay test`.
    var program = "molecule"
    var command = ""
    // Before the command.
    var debug = false
    var verbosity = 0
    var baseConfigs: [String] = []
    var envFile = ".env.yml"
    // Behind it.
    var scenarioNames: [String] = []
    var excludes: [String] = []
    var all = false
    var report: Bool?
    var borders: Bool?
    var sharedState: Bool?
    var driver: String?
    var platform: String?
    var destroy = Destroy.always
    var workers = 1
    var continuesOnFailure = false
    var isParallel = false
    var force = false
    var format = "simple"
    var host: String?
    /// Positional words: arguments for Ansible, the subcommand of `matrix`, the name of a new scenario.
    var words: [String] = []
    // Ours.
    var jobs: Int?
    var strictImages = false
    var junit: String?
    var html: String?
    var json: String?

    /// Whether it is called by its own name, which prints in its own way.
    var isNative: Bool { program != "molecule" }
}
