import Execution
import Synchronization
import Values

/// What hosts answered in a step, so that the step goes on where it failed, or from the first task that has changed.
final class StepJournal: TaskJournal {
    /// What becomes of a request that differs from the one that was made in its place.
    enum Mode: Sendable {
        /// The run is refused: what ran before is not what would run now.
        case resumes
        /// From here on everything runs.
        case follows
    }

    struct Entry: Sendable {
        var request: JournaledRequest
        var result: Execution.TaskResult
    }

    private struct State {
        /// Answers of the earlier run that have not been asked for, by host.
        var left: [String: ArraySlice<Entry>]
        var done: [String: [Entry]] = [:]
        /// Where the task begins that failed last.
        var failed: [String: Int] = [:]
        var refusal: String?
    }

    private let mode: Mode
    private let state: Mutex<State>

    init(_ entries: [String: [Entry]] = [:], mode: Mode) {
        self.mode = mode
        state = Mutex(State(left: entries.mapValues { $0[...] }))
    }

    /// Why the run cannot go on; nil where it can.
    var refusal: String? { state.withLock { $0.refusal } }

    func recall(_ request: JournaledRequest) -> JournalAnswer {
        state.withLock { state in
            guard let entry = state.left[request.host]?.first else { return .unknown }
            if entry.request.digest == request.digest {
                state.left[request.host]?.removeFirst()
                state.done[request.host, default: []].append(entry)
                return .known(entry.result)
            }
            switch mode {
            case .follows:
                state.left[request.host] = nil
                return .unknown
            case .resumes:
                let reason =
                    "the task '\(request.task)' (\(request.path)) is not what ran before on \(request.host): that was "
                    + "'\(entry.request.task)' (\(entry.request.path))"
                state.refusal = state.refusal ?? reason
                return .refused(reason)
            }
        }
    }

    func record(_ request: JournaledRequest, _ result: Execution.TaskResult) {
        state.withLock { $0.done[request.host, default: []].append(Entry(request: request, result: result)) }
    }

    /// A task has failed: the answers to its requests are not to be used again, should the host go no further.
    func noteFailure(of host: String, at path: String?) {
        state.withLock { state in
            let done = state.done[host] ?? []
            state.failed[host] = done.count - done.reversed().prefix { $0.request.path == path }.count
        }
    }

    /// The answers that count for the next run.
    ///
    /// - Parameter lost: hosts that did not reach the end.
    func entries(lost: Set<String>) -> [String: [Entry]] {
        state.withLock { state in
            var entries = state.done
            for host in lost { entries[host] = state.failed[host].map { Array(entries[host]?.prefix($0) ?? []) } }
            return entries
        }
    }
}

extension StepJournal.Entry {
    var data: Value {
        var data: Dict = [
            "task": .string(request.task), "path": .string(request.path), "digest": .string(request.digest),
            "result": .dict(result.values),
        ]
        if result.isSecret { data["secret"] = true }
        if result.keepsFacts { data["cacheable"] = true }
        if result.detail == .always { data["detail"] = "always" }
        if result.detail == .never { data["detail"] = "never" }
        if let cause = result.cause { data["cause"] = .string(cause) }
        return .dict(data)
    }

    init?(_ value: Value, host: String) {
        guard let data = value.mapping, let digest = data["digest"]?.text, let values = data["result"]?.mapping else {
            return nil
        }
        request = JournaledRequest(
            host: host, task: data["task"]?.text ?? "", path: data["path"]?.text ?? "", digest: digest)
        result = Execution.TaskResult(values)
        result.isSecret = data["secret"] != nil
        result.keepsFacts = data["cacheable"] != nil
        result.detail = data["detail"]?.text == "always" ? .always : data["detail"] == nil ? .normal : .never
        result.cause = data["cause"]?.text
    }
}
