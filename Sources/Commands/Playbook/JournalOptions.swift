/// Whether a run is written down, so that it can be resumed.
struct JournalOptions: Sendable {
    /// Nil where the command line says nothing.
    var isOn: Bool?

    static let arguments: [Argument<Self>] = [
        Argument(["--journal"], .none, help: "write the run down in .swiftplay/runs, so that it can be resumed") {
            options, _ in options.isOn = true
        },
        Argument(["--no-journal"], .none, help: "do not write the run down") { options, _ in options.isOn = false },
    ]
}
