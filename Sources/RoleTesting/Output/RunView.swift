import Callbacks

/// Shows a run to people.
protocol RunView: Sendable {
    var paint: Paint { get }
    /// Something that is known of a step, or of the run where no scenario is named.
    func log(_ level: LogLevel, _ text: String, scenario: String?, step: String?)
    /// A step begins.
    func stepStarted(_ step: String, of scenario: String)
    /// A step has ended.
    func stepEnded(_ step: String, of scenario: String, _ completion: Completion)
    /// Takes the output of a program that a step runs.
    ///
    /// - Parameter words: its command line, for people.
    func programStarted(_ words: [String], step: String, of scenario: String) -> any ProgramOutput
    /// The whole run has ended.
    func report(_ results: [ScenarioResult])
}

/// Output of one program; `end` is called once.
protocol ProgramOutput: OutputSink {
    func end(status: Int32)
}

extension RunView {
    func log(_ level: LogLevel, _ text: String) { log(level, text, scenario: nil, step: nil) }
}
