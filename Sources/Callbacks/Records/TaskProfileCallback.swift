public import Execution
import Synchronization

/// How long each task took, and the longest at the end (`ansible.posix.profile_tasks`).
public final class TaskProfileCallback: EventSink {
    private struct Timing: Sendable {
        var name: String
        var path: String?
        var elapsed = 0.0
    }

    private struct State: Sendable {
        var timings: [Timing] = []
        var current: Int?
        var last: Double
    }

    private let display: Display
    private let begin: Double
    private let order: String
    /// How many tasks the recap shows; nil for all.
    private let limit: Int?
    private let isSummaryOnly: Bool
    private let state: Mutex<State>

    /// - Parameter environment: `PROFILE_TASKS_SORT_ORDER`, `PROFILE_TASKS_TASK_OUTPUT_LIMIT` and
    ///   `PROFILE_TASKS_SUMMARY_ONLY` are taken from it.
    public init(display: Display, environment: [String: String]) {
        self.display = display
        begin = ClockTime.now.seconds
        order = environment["PROFILE_TASKS_SORT_ORDER"] ?? "descending"
        let limit = environment["PROFILE_TASKS_TASK_OUTPUT_LIMIT"] ?? "20"
        self.limit = limit == "all" ? nil : Int(limit) ?? 20
        isSummaryOnly = ["1", "true", "yes", "on"].contains(
            environment["PROFILE_TASKS_SUMMARY_ONLY"]?.lowercased() ?? "")
        state = Mutex(State(last: begin))
    }

    public func receive(_ event: Event) {
        switch event {
        case .taskStarted(let task):
            if !isSummaryOnly { display.show(timeLine()) }
            state.withLock { state in
                Self.stop(&state)
                state.current = state.timings.count
                state.timings.append(Timing(name: task.name, path: display.verbosity >= 2 ? task.path : nil))
            }
        case .recap: recap()
        default: break
        }
    }

    /// Adds the time since the last task began to what that task took.
    private static func stop(_ state: inout State) {
        let now = ClockTime.now.seconds
        if let current = state.current { state.timings[current].elapsed += now - state.last }
        state.last = now
    }

    private func timeLine() -> String {
        let now = ClockTime.now
        let since = now.seconds - state.withLock { $0.last }
        let text =
            now.formatted("%A %d %B %Y  %H:%M:%S %z", isLocal: true)
            + " (\(ClockTime.duration(since)))       \(ClockTime.duration(now.seconds - begin))"
        return Self.filled(text + " ", "*", to: 79) + " "
    }

    private func recap() {
        display.banner("TASKS RECAP")
        display.show(timeLine())
        display.show(String(repeating: "=", count: 79) + " ")
        var timings = state.withLock { state in
            Self.stop(&state)
            state.current = nil
            return state.timings
        }
        switch order {
        case "ascending": timings.sort { $0.elapsed < $1.elapsed }
        case "none": break
        default: timings.sort { $0.elapsed > $1.elapsed }
        }
        for timing in timings.prefix(limit ?? timings.count) {
            let hundredths = Int((timing.elapsed * 100).rounded())
            let took = " \(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)s"
            let width = display.columns - 9
            let name = Self.filled(timing.name + " ", "-", to: width)
            let padding = String(repeating: "-", count: max(0, 9 - took.count))
            var line = name + padding + took
            if let path = timing.path { line += "\n" + Self.filled(path + " ", "-", to: display.columns) }
            display.show(line)
        }
    }

    private static func filled(_ text: String, _ filler: String, to width: Int) -> String {
        text + String(repeating: filler, count: max(filler == "*" ? 3 : 0, width - text.count))
    }
}
