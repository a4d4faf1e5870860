/// Results as a JUnit file: a suite for each scenario and platform, a case for each step; for idempotence and verify a
/// case for each task, assertion and test.
///
/// Source: the schema junit-10.xsd of Jenkins' xunit plugin.
struct JUnitReport {
    let results: [ScenarioResult]

    private struct Case {
        var name: String
        var classname: String
        var seconds: Double
        var failure: String?
        var skipped: String?
        var output = ""
    }

    var text: String {
        var suites: [(name: String, cases: [Case])] = []
        for result in results {
            for platform in result.platforms.isEmpty ? ["-"] : result.platforms {
                suites.append(("\(result.label).\(platform)", cases(of: result, platform)))
            }
        }
        let all = suites.flatMap(\.cases)
        var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<testsuites tests=\"\(all.count)\" "
        text += "failures=\"\(all.count { $0.failure != nil })\" errors=\"0\">\n"
        for suite in suites {
            let seconds = suite.cases.reduce(0) { $0 + $1.seconds }
            text += "  <testsuite name=\"\(Markup.escaped(suite.name))\" tests=\"\(suite.cases.count)\" "
            text += "failures=\"\(suite.cases.count { $0.failure != nil })\" errors=\"0\" "
            text += "skipped=\"\(suite.cases.count { $0.skipped != nil })\" time=\"\(Self.time(seconds))\">\n"
            for item in suite.cases { text += self.text(item) }
            text += "  </testsuite>\n"
        }
        return text + "</testsuites>\n"
    }

    private func text(_ item: Case) -> String {
        var text =
            "    <testcase name=\"\(Markup.escaped(item.name))\" classname=\"\(Markup.escaped(item.classname))\" "
        text += "time=\"\(Self.time(item.seconds))\""
        guard item.failure != nil || item.skipped != nil else { return text + "/>\n" }
        text += ">\n"
        if let reason = item.skipped { text += "      <skipped message=\"\(Markup.escaped(reason))\"/>\n" }
        if let failure = item.failure {
            let first = failure.split(separator: "\n").first.map(String.init) ?? ""
            text +=
                "      <failure message=\"\(Markup.escaped(first))\" type=\"failed\">\(Markup.escaped(failure))</failure>\n"
        }
        if !item.output.isEmpty {
            text += "      <system-out>\(Markup.escaped(BorderedOutput.withoutColours(item.output)))</system-out>\n"
        }
        return text + "    </testcase>\n"
    }

    static func time(_ seconds: Double) -> String {
        let thousandths = Int((max(0, seconds) * 1000).rounded())
        let rest = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }

    private func cases(of result: ScenarioResult, _ platform: String) -> [Case] {
        if let reason = result.skipped[platform] {
            return [Case(name: "create", classname: result.label, seconds: 0, skipped: reason)]
        }
        var cases: [Case] = []
        for step in result.steps {
            let classname = "\(result.label).\(step.name)"
            let fine = finer(step, platform, classname)
            if !fine.isEmpty {
                cases += fine
                continue
            }
            var item = Case(name: step.title, classname: result.label, seconds: step.seconds)
            let completion = step.completion
            switch completion.state {
            case .failed:
                let hosts = Set(step.tasks.filter(\.fails).map(\.host))
                if hosts.isEmpty || platform == "-" || hosts.contains(platform) {
                    let failing = step.tasks.filter { $0.fails && (platform == "-" || $0.host == platform) }
                    item.failure = failing.map { "\($0.name): \($0.message)" }.joined(separator: "\n")
                    if failing.isEmpty { item.failure = completion.note ?? "failed" }
                    item.output = step.output
                }
            case .missing, .skipped, .disabled: item.skipped = completion.note ?? completion.state.rawValue
            case .successful: break
            }
            cases.append(item)
        }
        if result.code != 0, result.failed == nil {
            cases.append(
                Case(name: "start", classname: result.label, seconds: 0, failure: result.hints.first ?? "failed"))
        }
        return cases
    }

    /// Cases of a step whose tasks count one by one.
    private func finer(_ step: StepResult, _ platform: String, _ classname: String) -> [Case] {
        guard ["idempotence", "verify"].contains(step.name) else { return [] }
        let isVerify = step.name == "verify"
        var cases: [Case] = []
        for task in step.tasks where task.host == platform || platform == "-" || task.host.isEmpty {
            guard !isVerify || task.isCheck || task.fails else { continue }
            let item = task.item.map { " (item=\($0))" } ?? ""
            let finding = step.findings.first {
                $0.host == task.host && $0.task == task.name && $0.item == task.item
            }
            var single = Case(name: task.name + item, classname: classname, seconds: task.seconds)
            if let finding, task.status == .changed {
                single.failure = FindingText(finding).lines.joined(separator: "\n")
            }
            if task.fails {
                let values = task.assertions.filter { $0.holds == false }.map { "\($0.expression) \($0.values)" }
                single.failure = ([task.message] + values).joined(separator: "\n")
                single.output = step.output
            }
            if task.status == .skipped { single.skipped = "skipped" }
            cases.append(single)
        }
        return cases
    }
}
