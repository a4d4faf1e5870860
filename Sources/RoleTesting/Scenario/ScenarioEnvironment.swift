import Diagnostics
import Values

/// The variables that children of a scenario find.
enum ScenarioEnvironment {
    /// `MOLECULE_*`.
    ///
    /// Source: Molecule's documentation, "Configuration", "Variable substitution".
    static func variables(
        _ config: ScenarioConfig, _ project: Project, _ invocation: Invocation, _ place: EphemeralDirectory
    ) -> [String: String] {
        let verifier = (try? config.verifiers().first) ?? [:]
        return [
            "MOLECULE_DEBUG": invocation.debug ? "True" : "False",
            "MOLECULE_FILE": place.configFile,
            "MOLECULE_ENV_FILE": project.envFile,
            "MOLECULE_STATE_FILE": place.stateFile,
            "MOLECULE_INVENTORY_FILE": place.inventoryFile,
            "MOLECULE_EPHEMERAL_DIRECTORY": place.path,
            "MOLECULE_SCENARIO_DIRECTORY": config.directory,
            "MOLECULE_PROJECT_DIRECTORY": project.environment["MOLECULE_PROJECT_DIRECTORY"] ?? project.directory,
            "MOLECULE_INSTANCE_CONFIG": place.instanceConfig,
            "MOLECULE_DEPENDENCY_NAME": config.text("dependency", "name") ?? "galaxy",
            "MOLECULE_DRIVER_NAME": invocation.driver ?? config.driverName,
            "MOLECULE_PROVISIONER_NAME": config.text("provisioner", "name") ?? "ansible",
            "MOLECULE_SCENARIO_NAME": config.name,
            "MOLECULE_VERIFIER_NAME": verifier["name"]?.plainText ?? "ansible",
            "MOLECULE_VERIFIER_TEST_DIRECTORY": verifierDirectory(verifier, config),
        ]
    }

    static func verifierDirectory(_ verifier: Dict, _ config: ScenarioConfig) -> String {
        FilePath.absolute(verifier["directory"]?.text ?? "tests", in: config.directory)
    }

    /// The whole environment of a playbook of the scenario.
    ///
    /// - Parameter found: paths where roles and collections are found besides the configured ones.
    static func playbook(
        _ scenario: Scenario, found: ContentPaths, colours: Bool, verifier: Dict? = nil
    ) throws(Diagnostic) -> [String: String] {
        var environment = scenario.project.environment
        environment.merge(variables(scenario.config, scenario.project, scenario.invocation, scenario.place)) { $1 }
        environment["ANSIBLE_CONFIG"] = scenario.place.ansibleConfig
        if scenario.invocation.verbosity > 0 {
            environment["ANSIBLE_VERBOSITY"] = String(scenario.invocation.verbosity)
        }
        if colours, environment["ANSIBLE_FORCE_COLOR"] == nil { environment["ANSIBLE_FORCE_COLOR"] = "1" }
        for (name, value) in try scenario.config.dict("ansible", "env") {
            environment[name.plainText] = value.plainText
        }
        found.add(to: &environment, scenario)
        for (name, value) in verifier?.dict("env") ?? [:] { environment[name.plainText] = value.plainText }
        return environment
    }
}
