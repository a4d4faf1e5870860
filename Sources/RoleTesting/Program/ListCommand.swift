import Diagnostics
import Values

/// Lists the hosts of scenarios and what has been done to them.
struct ListCommand {
    let context: ProgramContext

    private static let headers = [
        "Instance Name", "Driver Name", "Provisioner Name", "Scenario Name", "Created", "Converged",
    ]

    func run() throws(Diagnostic) -> Int32 {
        var rows: [[String]] = []
        for scenario in try context.scenarios(all: true) {
            context.view.stepStarted("list", of: scenario.name)
            var state = ScenarioState(file: scenario.place.stateFile, run: "", isParallel: false)
            if state.created, !isThere(scenario, state) { state.forget() }
            let isManaged = scenario.config.data.value("driver", "options", "managed")?.isTrue ?? true
            let names = scenario.hostNames
            for name in names.isEmpty ? [""] : names {
                rows.append([
                    name, state.driver ?? scenario.config.driverName,
                    scenario.config.text("provisioner", "name") ?? "ansible", scenario.name,
                    isManaged ? String(state.created) : "unknown", String(state.converged),
                ])
            }
            context.view.stepEnded("list", of: scenario.name, Completion(.successful))
        }
        switch context.invocation.format {
        case "plain":
            for row in rows { Terminal.write(Self.expanded(row.joined(separator: "\t")) + "\n", isError: false) }
        case "yaml":
            let data: [Value] = rows.map { row in
                .dict(Dict(uniqueKeysWithValues: zip(Self.headers, row).map { (.string($0), .string($1)) }))
            }
            Terminal.write(try Value.list(data).yamlFile(), isError: false)
        default: Terminal.write(table(rows), isError: false)
        }
        return 0
    }

    private func isThere(_ scenario: Scenario, _ state: ScenarioState) -> Bool {
        let selection = DriverSelection(scenario: scenario, name: state.driver ?? scenario.config.driverName) { _ in }
        return (try? selection.choice())?.isThere(scenario.platforms) ?? true
    }

    /// Tabs as blanks, to columns of eight.
    static func expanded(_ text: String) -> String {
        var result = ""
        var column = 0
        for character in text {
            if character == "\t" {
                let count = 8 - column % 8
                result += String(repeating: " ", count: count)
                column += count
            } else {
                result.append(character)
                column += 1
            }
        }
        return result
    }

    private func table(_ rows: [[String]]) -> String {
        let widths = Self.headers.indices.map { column in
            ([Self.headers] + rows).map { $0[column].count }.max() ?? 0
        }
        func line(_ cells: [String], _ separator: String, _ fill: Character = " ") -> String {
            zip(cells, widths).map { cell, width in
                String(fill) + cell + String(repeating: fill, count: width - cell.count) + String(fill)
            }.joined(separator: separator)
        }
        let empty = widths.map { _ in "" }
        var text = " " + line(empty, "╷") + " \n" + " " + line(Self.headers, "│") + " \n"
        text += "╶" + line(empty, "┼", "─") + "╴\n"
        for row in rows { text += " " + line(row, "│") + " \n" }
        return text + " " + line(empty, "╵") + " \n"
    }
}
