public import Values

/// One run of one module on a target.
public struct TaskRequest: Sendable {
    /// Fully qualified: `ansible.builtin.copy`.
    public var module: String
    /// As the author called it, for messages.
    public var calledAs: String
    /// As the task gives them, rendered, not yet validated.
    public var arguments: Dict
    public var check: Bool
    public var diff: Bool
    public var verbosity: Int
    public var noLog: Bool
    /// Added to the environment of whatever the module runs.
    public var environment: [String: String]
    /// What the module may ask for by name, such as the source file of copy.
    public var contents: [String: Content]
    /// What to run where the module is no native one.
    public var foreign: ForeignModule?
    /// What the module is run by. For a native module only what is wrong with it, or what is found, counts.
    public var interpreter: Interpreter?
    /// Set where the module is to run in the background.
    public var job: JobRequest?
    /// Takes what the module's programs print while they run. It stays here; what travels is ``isTapped``.
    public var tap: OutputTap? { didSet { isTapped = tap != nil } }
    /// Whether somebody takes what the module's programs print while they run.
    public internal(set) var isTapped = false

    public init(
        module: String, arguments: Dict, check: Bool = false, diff: Bool = false, verbosity: Int = 0,
        noLog: Bool = false, environment: [String: String] = [:], contents: [String: Content] = [:],
        foreign: ForeignModule? = nil, interpreter: Interpreter? = nil
    ) {
        self.module = module
        calledAs = module
        self.arguments = arguments
        self.check = check
        self.diff = diff
        self.verbosity = verbosity
        self.noLog = noLog
        self.environment = environment
        self.contents = contents
        self.foreign = foreign
        self.interpreter = interpreter
    }
}

/// What a module returned, with Ansible's keys: `changed`, `failed`, `msg`, `invocation` and its own.
public struct TaskResponse: Sendable {
    public var result: Dict
    /// How long the module ran, in seconds; 0 where it was not measured.
    public var seconds: Double

    public init(result: Dict, seconds: Double = 0) {
        self.result = result
        self.seconds = seconds
    }

    /// A result that says why there is no other.
    public static func failure(_ message: String) -> TaskResponse {
        TaskResponse(result: ["failed": true, "msg": .string(message), "changed": false])
    }
}
