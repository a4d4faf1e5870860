import Values

/// What controller and agent say to each other. `id` is the request's that a message belongs to.
public enum Message: Sendable {
    // The agent's
    /// The first message.
    case hello(AgentHello)
    case result(id: UInt32, TaskResponse)
    /// A part of a result that is too large for one message.
    case resultPart(id: UInt32, [UInt8])
    /// The end of a result that has come in parts.
    case resultEnd(id: UInt32)
    /// Asks for a content of the request that did not travel with it.
    case need(id: UInt32, content: String)
    /// A piece of the file that a fetch asked for.
    case piece(id: UInt32, [UInt8])
    /// The end of a fetch.
    case fetched(id: UInt32)
    case failed(id: UInt32, SystemError)
    /// A part of a call's answer, not the last.
    case answerPart(id: UInt32, [UInt8])
    /// The end of a call: its answer, or the last part of it.
    case answer(id: UInt32, [UInt8])
    /// What a program at a terminal has said, which waits for a turn.
    case said(id: UInt32, [UInt8])

    /// What a program prints while it runs, for a request or a call that is watched.
    case output(id: UInt32, isError: Bool, [UInt8])

    // The controller's
    case run(id: UInt32, TaskRequest)
    /// A piece of a content that was asked for.
    case content(id: UInt32, [UInt8])
    /// The end of that content; `failure` says why it is not whole.
    case contentEnd(id: UInt32, failure: String?)
    /// Asks for the first `limit` bytes of a file.
    case fetch(id: UInt32, path: String, limit: Int)
    case cancel(id: UInt32)
    /// A part of a ``SystemCall``, not the last.
    case callPart(id: UInt32, [UInt8])
    /// A ``SystemCall``, or its last part.
    case call(id: UInt32, [UInt8])
    /// The answer to what a program at a terminal has said.
    case turn(id: UInt32, Conversation.Turn)

    /// Both ends refuse another.
    public static let version = 6

    /// Which end says a message.
    public enum Sender: Sendable { case agent, controller }
}
