/// What a call's answer comes as.
public enum SystemCallEvent: Sendable {
    /// What a program at a terminal has said; a turn of the conversation is waited for.
    case said([UInt8])
    /// A program that is watched prints something.
    case output([UInt8], isError: Bool)
    /// The end.
    case answer(Result<[UInt8], SystemError>)
}

/// A way to a machine that answers the calls of a ``RemoteSystem``; many may be under way at once.
public protocol SystemCaller: Sendable {
    /// Sends an encoded call. The events end with an answer. `isTapped` says whether output of programs may come before.
    func begin(_ call: [UInt8], isTapped: Bool) async -> (id: UInt32, events: AsyncStream<SystemCallEvent>)
    /// Answers what a program of call `id` has said.
    func reply(_ turn: Conversation.Turn, to id: UInt32) async
    /// Asks the machine to give call `id` up; its answer still comes.
    func cancel(_ id: UInt32) async
}
