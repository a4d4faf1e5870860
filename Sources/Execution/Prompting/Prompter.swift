public import Diagnostics

/// Who asks the operator.
public protocol Prompter: Sendable {
    /// Whether somebody sits at a terminal in front of this program.
    var isInteractive: Bool { get }
    /// The answer without its line end; nil where no operator can answer.
    func ask(_ question: String, isPrivate: Bool) async throws(Diagnostic) -> String?
    func say(_ text: String)
    /// Shows `message` and takes keys one by one until one of `keys` decides, or the time is up.
    func read(_ message: String, _ keys: PromptKeys) async -> PromptAnswer
}

/// Which keys decide, and how long is waited for them.
public struct PromptKeys: Sendable {
    /// Keys that end the input; nil for Enter.
    public var completing: [UInt8]?
    /// Keys that interrupt; nil for Ctrl+C.
    public var interrupting: [UInt8]?
    public var seconds: Double?
    public var echoes: Bool

    public init(
        completing: [UInt8]? = nil, interrupting: [UInt8]? = nil, seconds: Double? = nil, echoes: Bool = true
    ) {
        self.completing = completing
        self.interrupting = interrupting
        self.seconds = seconds
        self.echoes = echoes
    }
}

public enum PromptAnswer: Sendable, Equatable {
    /// What was typed before a deciding key, or before the time was up.
    case typed(String)
    case interrupted
    /// No operator is there to answer.
    case nobody
}
