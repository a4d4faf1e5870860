import Diagnostics

/// What commands that look at scenarios work with.
struct ProgramContext {
    let project: Project
    let invocation: Invocation
    let view: any RunView
    let runner: any PlaybookRunner

    /// The scenarios that the command line names; all of them where it names none and `all` is true.
    func scenarios(all: Bool) throws(Diagnostic) -> [Scenario] {
        for remark in project.discovery.pattern.remarks where !invocation.isNative {
            view.log(remark.level, remark.text)
        }
        let names = invocation.scenarioNames
        guard !(all && names.isEmpty) else {
            let scenarios = try read(try project.discovery.all())
            for (index, scenario) in scenarios.enumerated()
            where scenarios[..<index].contains(where: { $0.name == scenario.name }) {
                throw Diagnostic("Duplicate scenario name '\(scenario.name)' found.  Exiting.")
            }
            return scenarios
        }
        var scenarios: [Scenario] = []
        for name in names.isEmpty ? [Discovery.defaultScenario] : names { scenarios += try named(name) }
        return scenarios
    }

    /// The scenarios in the directory of this name; for commands that only look, any that calls itself so as well.
    private func named(_ name: String) throws(Diagnostic) -> [Scenario] {
        do throws(Diagnostic) { return try read(try project.discovery.named(name)) } catch {
            guard Self.looking.contains(invocation.command) else { throw error }
            let files = try project.discovery.all()
            // Where the scenario has no directory of its name, every file has to be looked at.
            let scenarios = files.compactMap { try? Scenario(file: $0, project: project, invocation) }
            let found = scenarios.filter { $0.name == name }
            guard found.isEmpty else { return found }
            throw Diagnostic("Scenario '\(name)' not found.  Exiting.")
        }
    }

    /// Commands that look at scenarios and run no steps.
    static let looking: Set = ["list", "login", "matrix"]

    private func read(_ files: [String]) throws(Diagnostic) -> [Scenario] {
        var scenarios: [Scenario] = []
        for file in files { scenarios.append(try Scenario(file: file, project: project, invocation)) }
        return scenarios
    }
}
