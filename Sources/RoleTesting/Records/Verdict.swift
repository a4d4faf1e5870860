/// How one platform of a scenario came out.
struct Verdict: Sendable {
    enum Kind: String, Sendable { case passed, failed, stopped, skipped, untested }

    let scenario: String
    let platform: String
    let kind: Kind
    /// Where it failed or why it was skipped.
    let detail: String
    let seconds: Double

    /// One verdict for each platform; one for a scenario without any.
    static func all(of result: ScenarioResult, command: String) -> [Verdict] {
        let platforms = result.platforms.isEmpty ? ["-"] : result.platforms
        return platforms.map { platform in
            let (kind, detail) = judge(platform, result, command)
            return Verdict(
                scenario: result.label, platform: platform, kind: kind, detail: detail, seconds: result.seconds)
        }
    }

    private static func judge(_ platform: String, _ result: ScenarioResult, _ command: String) -> (Kind, String) {
        if let reason = result.skipped[platform] { return (.skipped, reason) }
        if let step = result.failed {
            let failing = step.tasks.filter(\.fails)
            let hosts = Set(failing.map(\.host) + step.findings.map(\.host))
            guard platform == "-" || hosts.isEmpty || hosts.contains(platform) else {
                return (.stopped, "at \(step.title), which failed on \(hosts.sorted().joined(separator: ", "))")
            }
            return (.failed, "at \(step.title)" + place(step, platform))
        }
        if result.code != 0 { return (.failed, result.hints.first ?? "") }
        if command == "test", let reason = result.untested { return (.untested, reason) }
        return (.passed, "")
    }

    /// The task that failed, with its place.
    private static func place(_ step: StepResult, _ platform: String) -> String {
        if let task = step.tasks.first(where: { $0.fails && ($0.host == platform || platform == "-") })
            ?? step.tasks.first(where: \.fails)
        {
            return ": \(task.name)" + (task.path.map { " (\($0))" } ?? "")
        }
        if let finding = step.findings.first(where: { $0.host == platform }) ?? step.findings.first {
            return ": \(finding.task), \(finding.kind)" + (finding.path.map { " (\($0))" } ?? "")
        }
        return step.completion.note.map { ": \($0)" } ?? ""
    }
}

extension ScenarioResult {
    /// Why a scenario that did not fail has tested nothing; nil where it has tested something.
    var untested: String? {
        guard code == 0, !isSkipped else { return nil }
        let tested = steps.filter { ["converge", "idempotence", "verify", "check", "side_effect"].contains($0.name) }
        guard tested.contains(where: { !$0.tasks.isEmpty }) else { return "no task ran" }
        let verify = tested.filter { $0.name == "verify" && !$0.tasks.isEmpty }
        if !verify.isEmpty, !verify.contains(where: { $0.tasks.contains(where: \.isCheck) }) {
            return "verify asserts nothing"
        }
        return nil
    }
}
