import Diagnostics
import Values

extension ScenarioRun {
    func create() async throws(StepFailure) {
        change { $0.driver = driverName }
        forgetLostHosts()
        if state.created {
            let message = "Skipping, instances already created."
            log(.warning, message)
            return complete(Completion(.skipped, note: message))
        }
        switch choice {
        case .managed, .playbooks: try await play("create", scenario.playbook("create"))
        case .unmanaged:
            if let own = scenario.playbook("create") { try await play("create", own) } else { completeMissing() }
        case .driver(let driver):
            do throws(Diagnostic) {
                try await driver.check()
                if let outcomes = try await restore(by: driver) {
                    try take(outcomes)
                } else {
                    try take(try await driver.create(platforms))
                }
            } catch {
                throw StepFailure("\(error)")
            }
        }
        change { $0.created = true }
        do throws(Diagnostic) { try writeInventory() } catch { throw StepFailure("\(error)") }
    }

    /// Forgets hosts of the state that do not exist any more.
    func forgetLostHosts() {
        guard state.created, !choice.isThere(platforms) else { return }
        change {
            $0.forget()
            $0.driver = driverName
        }
    }

    /// Notes which platforms are there; throws where all of a strict run's are not.
    private func take(_ outcomes: [PlatformOutcome]) throws(Diagnostic) {
        access = []
        for outcome in outcomes {
            switch outcome {
            case .ready(let host): access.append(host)
            case .skipped(let platform, let reason):
                guard !scenario.invocation.strictImages else {
                    throw Diagnostic("platform '\(platform)': \(reason)")
                }
                mark(skipped: platform, reason)
                log(.warning, "platform '\(platform)' skipped: \(reason)")
            }
        }
        platforms = platforms.filter { platform in access.contains { $0.platform == platform.name } }
    }

    func destroy() async throws(StepFailure) {
        switch choice {
        case .managed, .playbooks: try await play("destroy", scenario.playbook("destroy"))
        case .unmanaged:
            if let own = scenario.playbook("destroy") { try await play("destroy", own) } else { completeMissing() }
        case .driver(let driver):
            do throws(Diagnostic) { try await driver.destroy(scenario.platforms.map(\.name)) } catch {
                throw StepFailure("\(error)")
            }
        }
        access = []
        platforms = scenario.platforms
        Disk.remove(ResumePoint.file(scenario.place))
        change { $0 = ScenarioState(run: ScenarioState.newRun(), isParallel: $0.isParallel) }
    }

    func prune() {
        view.log(
            .information, "Pruning extra files from scenario ephemeral directory", scenario: scenario.label,
            step: "scenario")
        let safe = (try? scenario.config.texts("driver", "safe_files")) ?? []
        scenario.place.prune(keeping: safe)
    }

    /// The program that opens a shell on a host; nil where the scenario knows none.
    func login(_ host: String) throws(Diagnostic) -> [String]? {
        let template = scenario.config.text("driver", "options", "login_cmd_template")
        switch choice {
        case .driver(let driver):
            return try driver.access(to: platforms.filter { $0.name == host }).first?.login
        case .playbooks(let connection):
            let program = connection["ansible_connection"] == "podman" ? "podman" : "docker"
            return [program, "exec", "-it", host, "bash"]
        case .unmanaged: return template.map { fill($0, ["instance": host]).split(separator: " ").map(String.init) }
        case .managed:
            var values = ["instance": host]
            if let entry = try InstanceConfig(file: scenario.place.instanceConfig).entry(of: host) {
                for (key, value) in entry where !value.isNone { values[key.plainText] = value.plainText }
            } else {
                values.merge(NativeInventory(scenario: scenario).loginValues(of: host)) { $1 }
            }
            let options = try scenario.config.texts("driver", "ssh_connection_options")
            let given = (options.isEmpty ? InstanceConfig.sshOptions : options).joined(separator: " ")
            let command = template ?? "ssh {address} -l {user} -p {port} -i {identity_file} \(given)"
            let filled = fill(command, values)
            if let missing = filled.firstMatch(of: /\{([a-z_]+)\}/) {
                throw Diagnostic(
                    "Unable to determine connection details for instance '\(host)': missing '\(missing.output.1)'.",
                    help: "The create playbook writes them to instance_config.yml ({{ molecule_instance_config }}).")
            }
            return filled.split(separator: " ").map(String.init)
        }
    }

    private func fill(_ template: String, _ values: [String: String]) -> String {
        values.reduce(template) { $0.replacing("{\($1.key)}", with: $1.value) }
    }
}
