import Diagnostics
import Playbook
import Synchronization

/// `--step`: asks before each task, until the operator wants to go on without being asked.
final class Stepper: Sendable {
    private let prompts: any Prompter
    private let isOver = Mutex(false)

    init(prompts: any Prompter) { self.prompts = prompts }

    /// Asks again: each play, and each batch of one, is asked for by itself.
    func begin() { isOver.withLock { $0 = false } }

    /// Whether `task` is to run, on `host` where it is asked for each host by itself.
    func takes(_ task: Task, on host: String? = nil, _ events: any EventSink) async throws(Diagnostic) -> Bool {
        if isOver.withLock({ $0 }) { return true }
        let kind = task.isHandler ? "HANDLER" : "TASK"
        let place = host.map { "on \($0) " } ?? ""
        let question = "Perform task: \(kind): \(task.title()) \(place)(N)o/(y)es/(c)ontinue: "
        guard let answer = try await prompts.ask(question, isPrivate: false) else {
            throw Diagnostic("--step needs answers, and the input has ended.")
        }
        events.receive(.banner(question))
        switch answer.lowercased() {
        case "y", "yes": return true
        case "c", "continue":
            isOver.withLock { $0 = true }
            return true
        default: return false
        }
    }
}
