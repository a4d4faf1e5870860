import Values

/// What a process is told that runs one scenario for another one: by its environment, the command line is the same.
struct WorkerTask {
    private static let names = (
        file: "SWIFTPLAY_TEST_FILE", label: "SWIFTPLAY_TEST_LABEL", record: "SWIFTPLAY_TEST_RECORD",
        shared: "SWIFTPLAY_TEST_SHARED"
    )

    var file: String
    var label: String
    /// Where its record goes.
    var record: String
    /// Whether create and destroy are the other process's.
    var isShared: Bool

    init(file: String, label: String, record: String, isShared: Bool) {
        self.file = file
        self.label = label
        self.record = record
        self.isShared = isShared
    }

    /// Nil for a process of its own; what tells of the task is taken out of the environment.
    init?(from environment: inout [String: String]) {
        let names = Self.names
        guard let file = environment.removeValue(forKey: names.file),
            let label = environment.removeValue(forKey: names.label),
            let record = environment.removeValue(forKey: names.record)
        else { return nil }
        self.init(
            file: file, label: label, record: record,
            isShared: environment.removeValue(forKey: names.shared) != nil)
    }

    func added(to environment: [String: String]) -> [String: String] {
        var environment = environment
        environment[Self.names.file] = file
        environment[Self.names.label] = label
        environment[Self.names.record] = record
        if isShared { environment[Self.names.shared] = "1" }
        return environment
    }
}
