import Synchronization

/// Waiting that has an end, whatever the work that is waited for does.
enum LimitedWait {
    /// How long what was cancelled may take to end in order, in seconds: the controller's own clock decides.
    static let afterCancellation = 0.5

    /// The value of `task`; nil once `seconds` have passed, or soon after the caller was cancelled. Cancelling
    /// the caller cancels the task; one that goes on all the same is the caller's to clean up after.
    nonisolated(nonsending) static func value<Value: Sendable>(
        of task: Task<Value, Never>, for seconds: Double? = nil, grace: Double = afterCancellation
    ) async -> Value? {
        let race = Race<Value>()
        Task { race.end(await task.value) }
        let clock = seconds.map { seconds in
            Task {
                try await Task.sleep(for: .seconds(seconds))
                race.end(nil)
            }
        }
        defer { clock?.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { race.wait($0) }
        } onCancel: {
            task.cancel()
            Task {
                try? await Task.sleep(for: .seconds(grace))
                race.end(nil)
            }
        }
    }

    /// The first to come decides.
    private final class Race<Value: Sendable>: Sendable {
        private enum State {
            case running
            case waiting(CheckedContinuation<Value?, Never>)
            case over(Value?)
        }

        private let state = Mutex(State.running)

        func end(_ value: Value?) {
            let waiting = state.withLock { state -> CheckedContinuation<Value?, Never>? in
                switch state {
                case .running: state = .over(value)
                case .over: break
                case .waiting(let continuation):
                    state = .over(value)
                    return continuation
                }
                return nil
            }
            waiting?.resume(returning: value)
        }

        func wait(_ continuation: CheckedContinuation<Value?, Never>) {
            let value = state.withLock { state -> Value?? in
                if case .over(let value) = state { return .some(value) }
                state = .waiting(continuation)
                return nil
            }
            if let value { continuation.resume(returning: value) }
        }
    }
}
