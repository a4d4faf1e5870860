import Callbacks
import Diagnostics
import Glibc
import System
import Values

/// Gets what a scenario depends on: by ansible-galaxy, or by a command of the author.
///
/// Source: Molecule's documentation, "Dependency".
struct DependencyStep {
    let run: ScenarioRun

    private var scenario: Scenario { run.scenario }
    private static let pauses = [3, 6, 9]

    func perform() async throws(StepFailure) {
        let name = scenario.config.text("dependency", "name") ?? "galaxy"
        guard scenario.config.flag("dependency", "enabled") else {
            if name == "shell" { run.log(.warning, "Skipping, dependency is disabled.") }
            for _ in name == "shell" ? 0..<1 : 0..<2 { run.complete(Completion(.disabled)) }
            return
        }
        switch name {
        case "shell":
            guard let command = scenario.config.text("dependency", "command"), !command.isEmpty else {
                throw StepFailure("dependency.command says nothing to run")
            }
            try await repeatedly(["/bin/sh", "-c", command], shown: command)
        case "galaxy":
            try await galaxy(
                kind: "roles", file: "requirements.yml", option: "role-file", other: "requirements-file", ["install"])
            try await galaxy(
                kind: "collections", file: "collections.yml", option: "requirements-file", other: "role-file",
                ["collection", "install"])
        default: throw StepFailure("there is no dependency manager '\(name)'")
        }
    }

    private func galaxy(
        kind: String, file: String, option: String, other: String, _ command: [String]
    ) async throws(StepFailure) {
        var options: Dict = ["force": false]
        if scenario.invocation.debug { options["vvv"] = true }
        let given: Dict
        do throws(Diagnostic) { given = try scenario.config.dict("dependency", "options") } catch {
            throw StepFailure("\(error)")
        }
        options = options.withOptions(given, isDebugging: scenario.invocation.debug)
        options.removeValue(forKey: .string(other))
        let written = options[.string(option)]?.plainText
        let path = written.map { FilePath.absolute($0, in: scenario.project.directory) } ?? scenario.path(file)
        options[.string(option)] = .string(written ?? path)
        guard Disk.isFile(path) else {
            let message = "Missing \(kind) requirements file: \(FilePath.name(path))"
            run.log(.warning, message)
            return run.completeMissing(message)
        }
        try await repeatedly(["ansible-galaxy"] + command + ScenarioRun.words(of: options))
    }

    /// Runs the command, up to three more times where it fails.
    ///
    /// - Parameter shown: what people see of it; nil for its words.
    private func repeatedly(_ words: [String], shown: String? = nil) async throws(StepFailure) {
        var status = try await once(words, shown)
        for (index, pause) in Self.pauses.enumerated() where status != 0 {
            run.log(.warning, "Retrying dependency ... \(index + 1)/\(Self.pauses.count) time(s)")
            run.log(.warning, "Sleeping for \(pause) seconds before retrying ...")
            try? await Task.sleep(nanoseconds: UInt64(pause) * 1_000_000_000)
            status = try await once(words, shown)
        }
        guard status == 0 else {
            let command = shown ?? words.map(ShellQuote.quoted).joined(separator: " ")
            throw StepFailure("Command '\(command)' returned non-zero exit status \(status).", code: status)
        }
        run.log(.information, "Dependency completed successfully.")
    }

    private func once(_ words: [String], _ shown: String?) async throws(StepFailure) -> Int32 {
        do throws(Diagnostic) {
            var environment = try ScenarioEnvironment.playbook(
                scenario, found: ContentPaths(), colours: run.view.paint.isOn)
            environment["ANSIBLE_CONFIG"] = scenario.project.environment["ANSIBLE_CONFIG"]
            for (name, value) in try scenario.config.dict("dependency", "env") {
                environment[name.plainText] = value.plainText
            }
            let program =
                words[0] == "ansible-galaxy"
                ? ChildProgram.own(words, in: scenario.project.directory, environment: environment)
                : ChildProgram(words, in: scenario.project.directory, environment: environment)
            return try await run.show(program, as: shown.map(ShellWords.split), step: "dependency")
        } catch {
            throw StepFailure("\(error)")
        }
    }
}
