import Callbacks
import Synchronization

/// Prints a run in the lines of Molecule 26.10, so that programs which read them go on working.
struct MoleculeView: RunView {
    let paint: Paint
    let columns: Int
    /// Whether details and recap follow at the end.
    let reports: Bool
    let showsBorders: Bool
    /// Whether output of programs is kept back.
    var isQuiet = false
    let showsDebug: Bool
    let folds: Folds?

    func log(_ level: LogLevel, _ text: String, scenario: String?, step: String?) {
        guard level != .debug || showsDebug else { return }
        Terminal.write(line(level, text, scenario: scenario, step: step), isError: true)
    }

    func line(_ level: LogLevel, _ text: String, scenario: String?, step: String?) -> String {
        let word = level.rawValue + String(repeating: " ", count: 8 - level.rawValue.count)
        let head: String =
            switch level {
            case .information: paint(word, .cyan)
            case .warning: paint(word, .magenta)
            case .error: paint(word, .red)
            case .critical: paint(word, .red, .bold)
            case .debug: paint(word, .dim)
            }
        return head + " " + (scenario.map { place($0, step) + " " } ?? "") + text + "\n"
    }

    private func place(_ scenario: String, _ step: String?) -> String {
        guard paint.isOn else { return step.map { "[\(scenario) > \($0)]" } ?? "[\(scenario)]" }
        return paint(scenario, .green) + (step.map { " ➜ \(paint($0, .yellow)):" } ?? "")
    }

    func stepStarted(_ step: String, of scenario: String) {
        if let folds { Terminal.write(folds.start(scenario, step, paint), isError: false) }
        log(.information, paint("Executing", .cyan), scenario: scenario, step: step)
    }

    func stepEnded(_ step: String, of scenario: String, _ completion: Completion) {
        let note = completion.note.map { " " + paint("(\($0))", .dim) } ?? ""
        let text =
            completion.state == .failed
            ? paint("Executed: Failed", .red) : paint(completion.text, completion.colour) + note
        log(completion.level, text, scenario: scenario, step: step)
        if let folds { Terminal.write(folds.end(scenario, step), isError: false) }
    }

    func programStarted(_ words: [String], step: String, of scenario: String) -> any ProgramOutput {
        if isQuiet { return KeptOutput() }
        guard paint.isOn, showsBorders else { return JoinedOutput() }
        let border = BorderedOutput(paint: paint, columns: columns)
        border.start(words)
        return border
    }

    func report(_ results: [ScenarioResult]) {
        guard !results.isEmpty else { return }
        let summary = MoleculeReport(results: results, paint: paint)
        log(summary.level, summary.line)
        if reports { Terminal.write(summary.details + summary.recap, isError: true) }
    }
}

/// Passes output on line by line, what goes to standard error to standard output as well, as Molecule does.
final class JoinedOutput: ProgramOutput {
    private let buffer = Mutex(LineBuffer())

    func write(_ text: String, isError: Bool) {
        buffer.withLock { buffer in
            for line in buffer.lines(text) { Terminal.write(line + "\n", isError: false) }
        }
    }

    func end(status: Int32) {
        let rest = buffer.withLock { $0.takeRest() }
        if !rest.isEmpty { Terminal.write(rest + "\n", isError: false) }
    }
}

/// Passes output on as it comes.
struct PlainOutput: ProgramOutput {
    func write(_ text: String, isError: Bool) { Terminal.write(text, isError: isError) }
    func end(status: Int32) {}
}
