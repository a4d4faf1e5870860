/// A program to run on a machine.
public struct Command: Sendable {
    /// The program (looked up in PATH when it holds no slash) and its arguments.
    public var arguments: [String]
    public var input: [UInt8]
    public var directory: String?
    /// Added to the session's environment.
    public var environment: [String: String]
    /// Seconds after which its process group is killed; nil waits for ever.
    public var timeout: Double?
    public var umask: UInt32?
    /// Runs in a session of its own that outlives the agent, its output thrown away.
    public var detached: Bool
    /// Whether its output is wanted as text alone, by ``CommandResult/text``: what is large is then held once.
    public var isText = false

    public init(
        _ arguments: [String], input: [UInt8] = [], directory: String? = nil, environment: [String: String] = [:],
        timeout: Double? = nil, umask: UInt32? = nil, detached: Bool = false
    ) {
        self.arguments = arguments
        self.input = input
        self.directory = directory
        self.environment = environment
        self.timeout = timeout
        self.umask = umask
        self.detached = detached
    }

    /// `script` by `/bin/sh -c`, or by another shell.
    public static func shell(
        _ script: String, shell: String = "/bin/sh", input: [UInt8] = [], directory: String? = nil,
        environment: [String: String] = [:]
    ) -> Command {
        Command([shell, "-c", script], input: input, directory: directory, environment: environment)
    }
}

/// How a program ended.
public struct CommandResult: Sendable {
    /// The exit status, or minus the number of the signal that ended it.
    public var status: Int32
    public var output: [UInt8]
    public var error: [UInt8]
    /// Whether it was killed because its time was up.
    public var timedOut: Bool

    public init(status: Int32, output: [UInt8], error: [UInt8], timedOut: Bool = false) {
        self.status = status
        self.output = output
        self.error = error
        self.timedOut = timedOut
    }

    /// The output of a program whose text alone is wanted.
    init(status: Int32, text: String, errorText: String, timedOut: Bool) {
        self.init(status: status, output: [], error: [], timedOut: timedOut)
        texts = (text, errorText)
    }

    private var texts: (output: String, error: String)?

    public var succeeded: Bool { status == 0 }
    /// The output as text, invalid UTF-8 replaced.
    public var text: String { texts?.output ?? String(decoding: output, as: UTF8.self) }
    public var errorText: String { texts?.error ?? String(decoding: error, as: UTF8.self) }
}
