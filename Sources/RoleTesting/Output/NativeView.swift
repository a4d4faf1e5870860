import Glibc
import Synchronization

/// Shows a run under our own name: a line a step, and in full only what failed.
final class NativeView: RunView {
    let paint: Paint
    /// Shows everything that playbooks print.
    private let isVerbose: Bool
    private let kept = Mutex<[String: [KeptOutput]]>([:])
    private let folds: Folds?

    init(paint: Paint, isVerbose: Bool, folds: Folds?) {
        self.paint = paint
        self.isVerbose = isVerbose
        self.folds = folds
    }

    func log(_ level: LogLevel, _ text: String, scenario: String?, step: String?) {
        switch level {
        case .debug: return
        case .information where !isVerbose: return
        case .warning where !isVerbose && text.hasPrefix("Missing "): return
        default: break
        }
        let head = scenario.map { "\($0): " } ?? ""
        let colour: Colour = level == .warning ? .magenta : level == .information ? .dim : .red
        let word = level == .information ? "" : level == .warning ? "warning: " : "error: "
        Terminal.write(head + paint(word, colour) + text + "\n", isError: true)
    }

    func stepStarted(_ step: String, of scenario: String) {
        kept.withLock { $0[scenario] = [] }
        if let folds { Terminal.write(folds.start(scenario, step, paint), isError: false) }
        if isatty(STDERR_FILENO) != 0 {
            Terminal.write("\r\u{1B}[K" + paint("\(scenario): \(step) …", .dim), isError: true)
        }
    }

    func stepEnded(_ step: String, of scenario: String, _ completion: Completion) {
        if isatty(STDERR_FILENO) != 0 { Terminal.write("\r\u{1B}[K", isError: true) }
        defer { if let folds { Terminal.write(folds.end(scenario, step), isError: false) } }
        let outputs = kept.withLock { $0.removeValue(forKey: scenario) } ?? []
        if completion.state == .failed, !isVerbose {
            for output in outputs where !output.text.isEmpty { Terminal.write(output.text, isError: false) }
        }
        guard completion.state != .missing else { return }
        let word: String =
            switch completion.state {
            case .successful: "ok"
            case .failed: "FAILED"
            default: completion.state.rawValue
            }
        let note = completion.state == .failed ? "" : completion.note.map { " (\($0))" } ?? ""
        Terminal.write("\(scenario): \(step) \(paint(word, completion.colour))\(note)\n", isError: false)
    }

    func programStarted(_ words: [String], step: String, of scenario: String) -> any ProgramOutput {
        if isVerbose { return PlainOutput() }
        let output = KeptOutput()
        kept.withLock { $0[scenario, default: []].append(output) }
        return output
    }

    func report(_ results: [ScenarioResult]) {}
}
