import Values

/// What became of a scenario: the ends of its steps and what was seen in them.
struct ScenarioResult: Sendable {
    var name: String
    var label: String
    /// The names of its platforms.
    var platforms: [String] = []
    /// Platforms that cannot be had here, with the reasons.
    var skipped: [String: String] = [:]
    var steps: [StepResult] = []
    /// The exit status; 0 where nothing failed.
    var code: Int32 = 0
    /// What is to be said where it failed: what to do next.
    var hints: [String] = []

    /// The end of the scenario as a whole.
    var completion: Completion {
        // It may fail before any step.
        code != 0 && failed == nil ? Completion(.failed) : .summary(of: steps.map(\.completion))
    }
    var seconds: Double { steps.reduce(0) { $0 + $1.seconds } }
    /// The step that failed first.
    var failed: StepResult? { steps.first { $0.completion.state == .failed } }
    var isSkipped: Bool { code == 0 && !platforms.isEmpty && platforms.allSatisfy { skipped[$0] != nil } }
}

/// What became of one step.
struct StepResult: Sendable {
    var name: String
    var arguments: [String] = []
    /// The ends of its parts: of each playbook, of each kind of dependency.
    var completions: [Completion] = []
    var seconds = 0.0
    var tasks: [TaskResult] = []
    /// Findings of the step, such as what is not idempotent.
    var findings: [Finding] = []
    /// What was printed.
    var output = ""
    /// Playbooks that ran on no host at all.
    var idlePlaybooks: [String] = []

    var completion: Completion { .summary(of: completions) }
    var title: String { ([name] + arguments).joined(separator: " ") }
}

/// How a task, or one item of its loop, or a check, ended on one host.
struct TaskResult: Sendable {
    enum Status: String, Sendable { case ok, changed, failed, skipped, unreachable }

    /// Why it was skipped, of what coverage asks for.
    enum Skip: String, Sendable {
        case condition
        case noItems = "no items"
    }

    var host: String
    var name: String
    var action: String
    /// `file:line`.
    var path: String?
    var item: String?
    var status: Status
    var skip: Skip?
    var isIgnored = false
    var seconds = 0.0
    var message = ""
    /// The same for all hosts and items of one task.
    var task: Int
    /// Whether it can fail where the host is not as it should be: an assertion, a test, a condition for failure.
    var isCheck = false
    /// The expressions of an assertion and whether they held.
    var assertions: [Assertion] = []

    struct Assertion: Sendable {
        var expression: String
        /// nil where it was not reached.
        var holds: Bool?
        var values = ""
    }

    var fails: Bool { (status == .failed || status == .unreachable) && !isIgnored }
}

/// Something that a step found, of one task, host and item.
struct Finding: Sendable {
    var kind: String
    var host: String
    var task: String
    var action: String
    var path: String?
    var item: String?
    var explanation: String
    /// Fields that differ: name, before, after.
    var fields: [(name: String, before: String, after: String)] = []
    var diff = ""
}
