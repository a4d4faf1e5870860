public import System

/// Tells of each answer to requests that were sent together as soon as it is there, while the others are waited for.
public enum AnswerWatch {
    /// Takes an answer with the place of its request among those that were handed to ``Connection/run(_:)``.
    public typealias Receiver = @Sendable (_ place: Int, TaskResponse) -> Void

    /// Who is told by the task that runs now.
    @TaskLocal public static var receiver: Receiver?

    /// Runs `body` with places counted from `start` on, for requests that are sent in parts.
    static func shifted<Result>(
        by start: Int, _ body: () async -> Result
    ) async -> Result {
        guard start > 0, let outer = receiver else { return await body() }
        return await $receiver.withValue({ outer($0 + start, $1) }) { await body() }
    }
}
