import Diagnostics
import Glibc

/// Opens a shell on a host of a scenario.
struct LoginCommand {
    let context: ProgramContext

    func run() async throws(Diagnostic) -> Int32 {
        guard let scenario = try context.scenarios(all: false).first else { return 1 }
        let run = try ScenarioRun(scenario, runner: context.runner, view: context.view)
        context.view.stepStarted("login", of: scenario.name)
        run.forgetLostHosts()
        if !run.state.created, case .driver = run.choice { try await create(run) }
        if !run.state.created, case .managed = run.choice { try await create(run) }
        let host = try self.host(among: scenario.hostNames)
        guard let words = try run.login(host) else {
            context.view.log(
                .warning,
                "Login command is not supported for \(host) host because 'login_cmd_template' was not defined in driver "
                    + "options.", scenario: scenario.name, step: "login")
            return 0
        }
        try ChildProgram(words, in: scenario.directory, environment: scenario.project.environment).become()
    }

    private func create(_ run: ScenarioRun) async throws(Diagnostic) {
        do throws(StepFailure) { try await run.execute(Step(.create)) } catch { throw Diagnostic(error.message) }
    }

    private func host(among hosts: [String]) throws(Diagnostic) -> String {
        let list = hosts.sorted().joined(separator: "\n")
        guard let wanted = context.invocation.host else {
            if hosts.count == 1 { return hosts[0] }
            guard !hosts.isEmpty else {
                throw Diagnostic(
                    "There are 0 running hosts, and none could be found in the configured inventory either. Specify "
                        + "the instance name directly with --host.")
            }
            throw Diagnostic(
                "There are \(hosts.count) running hosts. Please specify which with --host.\n\nAvailable hosts:\n\(list)"
            )
        }
        if hosts.isEmpty || hosts.contains(wanted) { return wanted }
        let matching = hosts.filter { $0.hasPrefix(wanted) }
        guard let first = matching.first else {
            throw Diagnostic("Unable to find host '\(wanted)'.\nThere are:\n\(list)")
        }
        guard matching.count == 1 else {
            throw Diagnostic(
                "There are \(matching.count) hosts that match '\(wanted)'. You can only login to one at a time.\n\n"
                    + "Available hosts:\n\(list)")
        }
        return first
    }
}
