import Diagnostics
import Glibc
import Values

/// Tests in Python that look at hosts through Ansible's connections, run by pytest.
///
/// Source: Molecule's documentation, "Testinfra".
struct Testinfra {
    let run: ScenarioRun
    let verifier: Dict

    private var scenario: Scenario { run.scenario }
    private var directory: String { ScenarioEnvironment.verifierDirectory(verifier, scenario.config) }

    func perform(_ arguments: [String]) async throws(StepFailure) {
        let tests = tests(arguments)
        guard !tests.isEmpty else { return run.log(.warning, "Skipping, no tests found.") }
        run.log(.information, "Executing Testinfra tests found in \(directory)/...")
        let report = scenario.place.path + "/testinfra.xml"
        Disk.remove(report)
        let words = ["pytest"] + ScenarioRun.words(of: options) + ["--junit-xml", report] + tests
        let status: Int32
        do throws(Diagnostic) {
            let environment = try ScenarioEnvironment.playbook(
                scenario, found: run.content, colours: run.view.paint.isOn, verifier: verifier)
            let program = ChildProgram(words, in: scenario.directory, environment: environment)
            status = try await run.show(program, step: "verify")
        } catch {
            throw StepFailure("\(error)")
        }
        take(report)
        guard status == 0 else {
            run.complete(Completion(.failed, note: "Verifier tests failed"))
            throw StepFailure("Verifier tests failed", code: status)
        }
        run.complete(Completion(.successful))
        run.log(.information, "Verifier completed successfully.")
    }

    private var options: Dict {
        var options: Dict = [
            "connection": "ansible", "ansible-inventory": .string(scenario.place.inventoryDirectory),
            "p": "no:cacheprovider",
        ]
        // Testinfra itself would ask docker for hosts that only the connection of that name knows here.
        if case .driver(let driver) = run.choice, driver.name == HostDriver.name { options["force-ansible"] = true }
        if scenario.invocation.debug {
            options["debug"] = true
            options["vvv"] = true
        }
        return options.withOptions(verifier.dict("options"), isDebugging: scenario.invocation.debug)
    }

    private func tests(_ arguments: [String]) -> [String] {
        func found(_ path: String) -> [String] {
            let files = Disk.isFile(path) ? [path] : Disk.files(below: path)
            return files.filter { fnmatch("test_*.py", FilePath.name($0), 0) == 0 }
        }
        if !arguments.isEmpty { return arguments.flatMap { found(scenario.path($0)) }.sorted() }
        let more = (verifier["additional_files_or_dirs"]?.texts ?? []).flatMap { pattern -> [String] in
            if Disk.isDirectory(FilePath.absolute(pattern, in: directory)) {
                return found(FilePath.absolute(pattern, in: directory))
            }
            return PathPattern(pattern).files(in: directory).map { FilePath.absolute($0, in: directory) }
        }
        return Array(Set(found(directory) + more)).sorted()
    }

    /// Takes pytest's own report into ours: one check a test.
    private func take(_ report: String) {
        guard let text = Disk.text(report) else { return }
        let tests = PytestReport(text).tests
        run.note { result in
            for (index, test) in tests.enumerated() {
                let host = test.name.firstMatch(of: /\[ansible:\/\/([^\]]+)\]/).map { String($0.output.1) } ?? ""
                var task = TaskResult(
                    host: host, name: test.name, action: "testinfra", path: test.file, status: test.status,
                    seconds: test.seconds, message: test.message, task: -1 - index)
                task.isCheck = true
                result.tasks.append(task)
            }
        }
        Disk.remove(report)
    }
}
