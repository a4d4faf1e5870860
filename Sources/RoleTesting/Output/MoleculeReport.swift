/// The end of a run: how each step of each scenario ended, and the counts.
///
/// Source: Molecule's `--report`.
struct MoleculeReport {
    let results: [ScenarioResult]
    let paint: Paint

    private typealias State = Completion.State

    private var worst: State {
        let states = results.map(\.completion.state)
        return State.allCases.first(where: states.contains) ?? .successful
    }

    var level: LogLevel { Completion(worst).level }

    /// `Molecule executed 2 scenarios (1 failed and 1 successful)`.
    var line: String {
        let states = results.map(\.completion.state)
        let parts = State.allCases.compactMap { state -> String? in
            let count = states.count { $0 == state }
            let word = state == .missing ? "missing files" : state.rawValue
            return count > 0 ? paint("\(count) \(word)", Completion(state).colour) : nil
        }
        let list =
            switch parts.count {
            case 0, 1: parts.first ?? ""
            case 2: parts.joined(separator: " and ")
            default: parts.dropLast().joined(separator: ", ") + ", and " + parts[parts.count - 1]
            }
        return "Molecule executed \(results.count) scenario\(results.count == 1 ? "" : "s") (\(list))"
    }

    var details: String {
        var text = "\n" + title("DETAILS") + "\n"
        for result in results where !result.steps.isEmpty {
            for step in result.steps {
                let completion = step.completion
                text +=
                    paint.isOn
                    ? "\(paint(result.name, .green)) ➜ \(paint(step.name, .yellow)):" : "\(result.name) > \(step.name):"
                text += " " + paint(completion.text, completion.colour)
                text += (completion.note.map { " " + paint("(\($0))", .dim) } ?? "") + "\n"
            }
            text += "\n"
        }
        return text
    }

    var recap: String {
        var text = title("SCENARIO RECAP")
        for result in results where !result.steps.isEmpty {
            let name = result.name + String(repeating: " ", count: max(0, 26 - result.name.count))
            let all = result.steps.flatMap(\.completions)
            let counts = State.allCases.reversed().map { state in
                let count = all.count { $0.state == state }
                return count > 0 ? paint("\(state.rawValue)=\(count)", Completion(state).colour) : "\(state.rawValue)=0"
            }
            text += "\n\(paint(name, .green)): \(paint("actions=\(result.steps.count)", .yellow))  "
            text += counts.joined(separator: "  ")
        }
        return text + "\n\n"
    }

    private func title(_ text: String) -> String {
        paint(text + String(repeating: " ", count: 79 - text.count), .bold, .underlined)
    }
}
