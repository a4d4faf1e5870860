import Diagnostics

/// What commands that look at scenarios work with.
struct ProgramContext {
    let project: Project
    let invocation: Invocation
    let view: any RunView
    let runner: any PlaybookRunner

    /// The scenarios that the command line names; all of them where it names none and `all` is true.
    func scenarios(all: Bool) throws(Diagnostic) -> [Scenario] {
        let names = invocation.scenarioNames
        let discovery = project.discovery
        var files: [String] = []
        if all, names.isEmpty {
            files = try discovery.all()
        } else {
            for name in names.isEmpty ? [Discovery.defaultScenario] : names { files += try discovery.named(name) }
        }
        var scenarios: [Scenario] = []
        for file in files { scenarios.append(try Scenario(file: file, project: project, invocation)) }
        return scenarios
    }
}
