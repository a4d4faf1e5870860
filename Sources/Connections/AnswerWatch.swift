public import System

/// Hands on each answer to requests that were sent together as soon as it is there, while the others are waited for.
///
/// (A class and no closure: a task-local value that is an optional closure crashes optimized builds.)
public final class AnswerWatch: Sendable {
    /// Takes an answer with the place of its request among those that were handed to ``Connection/run(_:)``.
    public typealias Receiver = @Sendable (_ place: Int, TaskResponse) -> Void

    /// The watch of the current Swift task; nil where nothing waits for single answers.
    @TaskLocal public static var current: AnswerWatch?

    private let receiver: Receiver

    public init(_ receiver: @escaping Receiver) { self.receiver = receiver }

    /// Hands an answer on.
    func receive(_ response: TaskResponse, at place: Int) { receiver(place, response) }

    /// Runs `body` with places counted from `start` on, for requests that are sent in parts.
    static func shifted<Result>(by start: Int, _ body: () async -> Result) async -> Result {
        guard start > 0, let outer = current else { return await body() }
        let shifted = AnswerWatch { outer.receive($1, at: $0 + start) }
        return await $current.withValue(shifted) { await body() }
    }
}
