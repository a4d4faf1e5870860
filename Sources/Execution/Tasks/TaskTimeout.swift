import Diagnostics
import Synchronization
import Values

/// `timeout`: a limit on the time that one attempt of a task may take.
struct TaskTimeout {
    private static let longest = 100_000_000

    /// Nil for no limit.
    private let seconds: Int?

    init(_ seconds: Int) throws(TaskFailure) {
        guard (0...Self.longest).contains(seconds) else {
            throw TaskFailure(
                Diagnostic("Timeout \(seconds) is invalid, it must be between 0 and \(Self.longest)."))
        }
        self.seconds = seconds == 0 ? nil : seconds
    }

    /// Runs `work` and cancels it when its time is up; what it runs on the target ends with it.
    func limit(_ work: @escaping () async throws(TaskFailure) -> TaskResult) async throws(TaskFailure) -> TaskResult {
        guard let seconds else { return try await work() }
        // Nobody else touches what the work holds while it is waited for here.
        nonisolated(unsafe) let work = work
        let task = Task { () async -> Result<TaskResult, TaskFailure> in
            do throws(TaskFailure) { return .success(try await work()) } catch { return .failure(error) }
        }
        let isOver = Mutex(false)
        let clock = Task {
            try await Task.sleep(nanoseconds: UInt64(seconds) * 1_000_000_000)
            isOver.withLock { $0 = true }
            task.cancel()
        }
        let result = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        clock.cancel()
        guard !isOver.withLock({ $0 }) else { throw Self.failure(after: seconds) }
        return try result.get()
    }

    private static func failure(after seconds: Int) -> TaskFailure {
        TaskFailure(
            Diagnostic("Timed out after \(seconds) second(s)."),
            values: [
                "timedout": .dict([
                    "frame": "Configure `DISPLAY_TRACEBACK` to see a traceback on timeout errors.",
                    "period": .int(seconds),
                ])
            ])
    }
}
