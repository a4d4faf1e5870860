import Diagnostics
import Glibc
import Values

/// Installs what a project's own requirement files, and the collection that it is, name and this machine does not have.
///
/// Source: what Molecule's prerun does through ansible-compat. What is there is not asked for again, and what cannot be had
/// is warned of by its name: the test may do without.
struct ProjectRequirements {
    let run: ScenarioRun

    private var scenario: Scenario { run.scenario }
    private var project: Project { scenario.project }
    private var home: String { project.ansibleHome }

    private static let files = ["requirements.yml", "roles/requirements.yml", "collections/requirements.yml"]

    func install() async throws(StepFailure) {
        do throws(Diagnostic) {
            for name in Self.files {
                let file = "\(project.directory)/\(name)"
                guard Disk.isFile(file) else { continue }
                let wanted = try Requirements(file: file)
                try await install(wanted, namedBy: name, ["install", "--role-file", file], ["install", "-r", file])
            }
            if let needed = project.collection?.data["dependencies"]?.mapping, !needed.isEmpty {
                let words = needed.map { "\($0.key.plainText):\($0.value.plainText)" }
                let wanted = Requirements(collections: needed.keys.map(\.plainText))
                try await install(wanted, namedBy: "galaxy.yml", [], ["install"] + words)
            }
        } catch {
            throw StepFailure("\(error)")
        }
    }

    private func install(
        _ wanted: Requirements, namedBy name: String, _ roles: [String], _ collections: [String]
    ) async throws(Diagnostic) {
        guard try !wanted.missing(for: scenario).isEmpty else { return find(wanted) }
        // One run installs at a time, and looks again first: another may have brought it.
        let lock = try await lock()
        defer { close(lock) }
        var missing = try wanted.missing(for: scenario)
        var reasons: [String] = []
        if !missing.roles.isEmpty { reasons += [try await galaxy(["role"] + roles)].compactMap(\.self) }
        if !missing.collections.isEmpty {
            reasons += [try await galaxy(["collection"] + collections)].compactMap(\.self)
        }
        missing = try wanted.missing(for: scenario)
        let reason = reasons.first.map { ": \($0)" } ?? ""
        for role in missing.roles { warn("\(name) names the role \(role), which is not installed\(reason)") }
        for collection in missing.collections {
            warn("\(name) names the collection \(collection), which is not installed\(reason)")
        }
        find(wanted)
    }

    /// Lets playbooks look where things are installed, whatever the scenario's own paths are.
    private func find(_ wanted: Requirements) {
        if !wanted.roles.isEmpty { run.content.roles.append("\(home)/roles") }
        if !wanted.collections.isEmpty { run.content.collections.append("\(home)/collections") }
    }

    private func warn(_ text: String) { run.view.log(.warning, text, scenario: scenario.label, step: "prerun") }

    private func lock() async throws(Diagnostic) -> Int32 {
        try Disk.makeDirectory(home)
        let path = "\(home)/.requirements.lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Disk.failure("cannot open \(path)") }
        _ = try await Blocking.run { () throws(Diagnostic) in flock(descriptor, LOCK_EX) }
        return descriptor
    }

    /// Runs `ansible-galaxy` with the project's environment.
    ///
    /// - Returns: the first error that it prints; nil where it succeeds.
    private func galaxy(_ words: [String]) async throws(Diagnostic) -> String? {
        let output = KeptOutput()
        let program = ChildProgram.own(
            ["ansible-galaxy"] + words, in: project.directory, environment: project.environment)
        let status = try await Blocking.run { () throws(Diagnostic) in try program.run(output) }
        guard status != 0 else { return nil }
        let lines = output.text.split(separator: "\n")
        let error = lines.first { $0.contains("ERROR") } ?? lines.last
        return error.map { String($0).replacing("[ERROR]: ", with: "") } ?? "ansible-galaxy ended with \(status)"
    }
}
