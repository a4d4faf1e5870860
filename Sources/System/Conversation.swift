/// How a program is talked to at a terminal; the words themselves come from the caller of ``System/converse``.
public struct Conversation: Sendable {
    /// What to do with what the program has said since the last answer.
    public enum Turn: Sendable {
        /// Nothing that needs an answer yet.
        case wait
        case type([UInt8])
        /// Ends the program.
        case stop
    }

    /// Whether the terminal shows what is typed.
    public var echoes: Bool
    /// Seconds from one answer to the next question after which the program is ended; nil waits for ever.
    public var patience: Double?

    public init(echoes: Bool = false, patience: Double? = nil) {
        self.echoes = echoes
        self.patience = patience
    }
}
