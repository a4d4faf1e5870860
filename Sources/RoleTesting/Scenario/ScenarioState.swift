import Values

/// What has been done to the hosts of a scenario, kept in its state file.
struct ScenarioState: Equatable {
    var converged = false
    var created = false
    var driver: String?
    var prepared = false
    /// When the scenario file last changed as its hosts were made, in seconds since 1970.
    var modified: Double?
    /// The same for all steps of one life of the hosts.
    var run = ""
    var isParallel = false

    init(run: String, isParallel: Bool) {
        self.run = run
        self.isParallel = isParallel
    }

    /// As the file has it; what it lacks is as before any step.
    init(file: String, run: String, isParallel: Bool) {
        self.init(run: run, isParallel: isParallel)
        guard let data = try? Value.ofYAMLFile(file)?.mapping else { return }
        converged = data["converged"]?.isTrue ?? false
        created = data["created"]?.isTrue ?? false
        prepared = data["prepared"]?.isTrue ?? false
        driver = data["driver"]?.text
        switch data["molecule_yml_date_modified"] {
        case .double(let date): modified = date
        case .int(let date): modified = Double(date)
        default: break
        }
        if let text = data["run_uuid"]?.text { self.run = text }
    }

    /// As before any step, for hosts that are not there any more.
    mutating func forget() { self = ScenarioState(run: run, isParallel: isParallel) }

    var data: Dict {
        [
            "converged": .bool(converged), "created": .bool(created),
            "driver": driver.map { .string($0) } ?? .none, "is_parallel": .bool(isParallel),
            "molecule_yml_date_modified": modified.map { .double($0) } ?? .none, "prepared": .bool(prepared),
            "run_uuid": .string(run),
        ]
    }

    /// A new identifier of a run: a random UUID (RFC 9562, version 4).
    static func newRun() -> String {
        var bytes = (0..<16).map { _ in UInt8.random(in: 0...255) }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        var text = ""
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text += "-" }
            text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return text
    }
}
