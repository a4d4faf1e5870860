import Diagnostics

/// Shows the steps of a command for each scenario, with the playbooks that they run.
struct MatrixCommand {
    let context: ProgramContext

    func run() throws(Diagnostic) -> Int32 {
        let word = context.invocation.words.first ?? "test"
        let command = word.replacing("-", with: "_")
        let paint = context.view.paint
        var title = "", isFirst = true
        for character in word {
            title += isFirst ? character.uppercased() : String(character)
            isFirst = !character.isLetter
        }
        let header = "\(title) matrix"
        var text = "\n\(header)\n" + String(repeating: "-", count: header.count) + "\n"
        for scenario in try context.scenarios(all: true) {
            text += paint(scenario.name, .green) + "\n"
            let steps = try scenario.sequence(of: command)
            for (index, step) in steps.enumerated() {
                let branch = index == steps.count - 1 ? "└─" : "├─"
                text += "  \(branch) \(paint(step.title, .yellow)) \(paint(source(step, scenario, command), .dim))\n"
            }
            text += "\n"
        }
        Terminal.write(text, isError: false)
        return 0
    }

    private func source(_ step: Step, _ scenario: Scenario, _ command: String) -> String {
        if !step.arguments.isEmpty { return step.arguments.map(scenario.path).joined(separator: " ") }
        switch step.action {
        case .dependency, .lint: return "built in"
        case .syntax, .idempotence, .check: return scenario.playbook("converge") ?? missing(command)
        case .create, .destroy:
            if let own = scenario.playbook(step.action.rawValue) { return own }
            let driver = scenario.config.driverName
            return ["default", "delegated"].contains(driver) ? missing(command) : "built in"
        default: return scenario.playbook(step.action.rawValue) ?? missing(command)
        }
    }

    private func missing(_ command: String) -> String {
        "Missing playbook (remove from \(command)_sequence to suppress)"
    }
}
