import Callbacks
import Diagnostics
import Execution
import System
import Values

extension ScenarioRun {
    /// Runs a playbook for a step; nil stands for one that is missing.
    ///
    /// - Parameters:
    ///   - extra: options of ansible-playbook besides those of the scenario.
    ///   - verifier: whose environment is added.
    ///   - journal: knows what hosts answered before, and takes down what they answer now.
    ///   - withoutHosts: hosts that are not reached are no failure, since there are none.
    /// - Returns: what was seen; nil where there was no playbook.
    @discardableResult
    func play(
        _ step: String, _ playbook: String?, extra: Dict = [:], verifier: Dict? = nil, journal: StepJournal? = nil,
        withoutHosts: Bool = false
    ) async throws(StepFailure) -> TaskObserver.Seen? {
        guard let playbook else {
            completeMissing()
            return nil
        }
        if scenario.isOldConverge(playbook) {
            log(.warning, "playbook.yml was deprecated, rename it to converge.yml")
        }
        let words: [String]
        var environment: [String: String]
        do throws(Diagnostic) {
            words = try self.words(step, playbook, extra)
            environment = try ScenarioEnvironment.playbook(
                scenario, found: content, colours: view.paint.isOn, verifier: verifier)
        } catch {
            throw StepFailure("\(error)")
        }
        // What is not idempotent is told with what differs.
        if step == "idempotence" { environment["ANSIBLE_DIFF_ALWAYS"] = "1" }
        let observer = TaskObserver(places: places, journal: journal)
        let shown = view.programStarted(["ansible-playbook"] + words, step: step, of: scenario.label)
        let output = CopiedOutput(shown)
        let status = await runner.run(
            PlaybookCall(
                words: words, directory: scenario.directory, environment: environment, output: output,
                observer: observer, journal: journal, keepsGoing: step == "verify" && scenario.invocation.keepsGoing))
        output.end(status: status)
        let seen = observer.seen
        note { result in
            result.tasks += seen.tasks
            result.output += output.text
            if seen.tasks.isEmpty, extra["syntax-check"] == nil { result.idlePlaybooks.append(playbook) }
        }
        if let journal {
            let lost = seen.counts.filter { $0.value.failed > 0 || $0.value.unreachable > 0 }.keys
            journalEntries = journal.entries(lost: Set(lost))
            if let refusal = journal.refusal {
                let message = "The step cannot go on where it failed: \(refusal)."
                isRefused = true
                complete(Completion(.failed, note: message))
                throw StepFailure(message + " Restart it by --resume=step.")
            }
        }
        if withoutHosts, status == Self.unreachable {
            let message = "The hosts are not there."
            log(.warning, message)
            note { $0.tasks.removeAll(where: \.fails) }
            complete(Completion(.successful, note: message))
            return seen
        }
        guard status == 0 else {
            let command = (["ansible-playbook"] + words).map(ShellQuote.quoted).joined(separator: " ")
            let message = "Ansible return code was \(status), command was: \(command)"
            complete(Completion(.failed, note: message))
            throw StepFailure(message, code: status)
        }
        try checkThatSomethingRan(step, playbook, seen, extra)
        complete(Completion(.successful))
        return seen
    }

    /// The exit status of a playbook where hosts were not reached and no task failed.
    private static let unreachable: Int32 = 4

    /// A playbook of the test itself that ran on no host has tested nothing.
    private func checkThatSomethingRan(
        _ step: String, _ playbook: String, _ seen: TaskObserver.Seen, _ extra: Dict
    ) throws(StepFailure) {
        guard scenario.invocation.isNative, ["converge", "verify"].contains(step), extra.isEmpty else { return }
        guard seen.tasks.isEmpty, seen.counts.isEmpty else { return }
        let why = seen.plays == 0 ? "has no plays" : "matched no host or has no task to run"
        let message = "\(step) ran on no host: \(FilePath.relative(playbook, to: scenario.project.directory)) \(why)."
        complete(Completion(.failed, note: message))
        throw StepFailure(message)
    }

    private func words(_ step: String, _ playbook: String, _ extra: Dict) throws(Diagnostic) -> [String] {
        let invocation = scenario.invocation
        var tags = "molecule-notest,notest"
        if step == "idempotence" { tags += ",molecule-idempotence-notest" }
        var options: Dict = ["skip-tags": .string(tags)]
        if invocation.debug {
            options["vvv"] = true
            options["diff"] = true
        }
        if !["create", "destroy"].contains(step) {
            let given = try scenario.config.dict("provisioner", "options")
            options = options.withOptions(given, isDebugging: invocation.debug)
        }
        if !["converge", "idempotence", "check", "syntax"].contains(step) { options.removeValue(forKey: "become") }
        options["inventory"] = .string(scenario.place.inventoryDirectory)
        options = options.merged(with: extra)
        return Self.words(of: options) + (passesArguments(step) ? try arguments() : []) + [playbook]
    }

    /// Arguments of the author and of the command line go to create and destroy only where the playbook is the author's.
    private func passesArguments(_ step: String) -> Bool {
        guard ["create", "destroy"].contains(step) else { return true }
        let isStrict = scenario.project.setting("MOLECULE_ANSIBLE_ARGS_STRICT_MODE").map { !$0.isEmpty } ?? false
        return !isStrict && scenario.playbook(step) != nil
    }

    private func arguments() throws(Diagnostic) -> [String] {
        if let backend = scenario.config.text("ansible", "executor", "backend"), backend != "ansible-playbook" {
            guard backend == "ansible-navigator" else { throw Diagnostic("Unsupported backend: \(backend)") }
        }
        return try scenario.config.texts("ansible", "executor", "args", "ansible_playbook") + scenario.invocation.words
    }

    /// Options as words of a command line, in the order of their names.
    static func words(of options: Dict) -> [String] {
        var words: [String] = []
        for (key, value) in options.sorted(by: { $0.key.plainText < $1.key.plainText }) {
            let name = key.plainText
            if case .bool(false) = value { continue }
            if name.allSatisfy({ $0 == "v" }), !name.isEmpty {
                if value.isTrue { words.append("-" + name) }
                continue
            }
            words.append((name.count == 1 ? "-" : "--") + name.replacing("_", with: "-"))
            if case .bool(true) = value { continue }
            words.append(value.plainText)
        }
        return words
    }
}
