import Foundation
import Testing
import Values

@testable import RoleTesting

/// Ends of steps, and verdicts that follow from them.
@Suite struct CompletionTests {
    @Test func theWorstEndCountsWithAllCounts() {
        let missing = Completion(.missing, "Missing playbook", note: "n")
        #expect(Completion.summary(of: []).text == "Executed: Successful")
        #expect(Completion.summary(of: [missing]).text == "Executed: Missing playbook")
        #expect(Completion.summary(of: [missing, missing]).text == "Executed: 2 missing")
        let mixed = Completion.summary(of: [Completion(.successful), missing, Completion(.failed, note: "m")])
        #expect(mixed.state == .failed && mixed.text == "Executed: 1 successful, 1 missing, 1 failed")
        #expect(mixed.note == "See details above")
    }

    @Test func aScenarioThatFailsBeforeItsStepsHasFailed() {
        var early = ScenarioResult(name: "default", label: "default", platforms: ["a"])
        early.code = 1
        let report = MoleculeReport(results: [early], paint: Paint(isOn: false))
        #expect(report.line == "Molecule executed 1 scenario (1 failed)" && report.level == .error)
    }

    private func result(_ steps: [StepResult]) -> ScenarioResult {
        var result = ScenarioResult(name: "default", label: "default", platforms: ["a", "b"])
        result.steps = steps
        result.code = steps.contains { $0.completion.state == .failed } ? 2 : 0
        return result
    }

    private func task(_ host: String, _ status: TaskResult.Status, check: Bool = false) -> TaskResult {
        var task = TaskResult(host: host, name: "t", action: "assert", path: "v.yml:3", status: status, task: 1)
        task.isCheck = check
        return task
    }

    private func step(_ name: String, _ state: Completion.State, _ tasks: [TaskResult]) -> StepResult {
        var step = StepResult(name: name)
        step.completions = [Completion(state)]
        step.tasks = tasks
        return step
    }

    @Test func onlyThePlatformThatFailedHasFailed() {
        let failing = result([step("verify", .failed, [task("a", .failed, check: true), task("b", .ok, check: true)])])
        let verdicts = Verdict.all(of: failing, command: "test")
        #expect(verdicts.map(\.kind) == [.failed, .stopped])
        #expect(verdicts[0].detail == "at verify: t (v.yml:3)")
    }

    @Test func verifyWithoutAssertionsTestsNothing() {
        let steps = [step("converge", .successful, [task("a", .ok)]), step("verify", .successful, [task("a", .ok)])]
        #expect(Verdict.all(of: result(steps), command: "test").map(\.kind) == [.untested, .untested])
        #expect(
            Verdict.all(of: result([step("converge", .successful, [task("a", .ok)])]), command: "test")[0].kind
                == .passed)
        #expect(Verdict.all(of: result([]), command: "test")[0].detail == "no task ran")
    }

    @Test func casesOfVerifyAreItsChecksOnEachHost() {
        let tasks = (0..<5).flatMap { index in
            ["a", "b"].map { task($0, index == 2 && $0 == "b" ? .failed : .ok, check: true) }
        }
        let text = JUnitReport(results: [result([step("verify", .failed, tasks)])]).text
        #expect(text.contains("<testsuites tests=\"10\" failures=\"1\" errors=\"0\">"))
        #expect(text.components(separatedBy: "<testsuite ").count == 3)
    }

    @Test func resultsSurviveTheWayThroughJSON() throws {
        var failing = result([step("verify", .failed, [task("a", .failed, check: true)])])
        failing.skipped = ["b": "no image"]
        failing.hints = ["look"]
        let text = try JSON.text(failing.data)
        let copy = try #require(ScenarioResult(try JSON.parse(text)))
        let again = try JSON.text(copy.data)
        #expect(again == text)
        #expect(copy.code == 2)
    }
}
