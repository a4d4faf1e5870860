import Diagnostics
import Values

/// A scenario that was read, with all that its steps need to know.
struct Scenario: Sendable {
    let project: Project
    let config: ScenarioConfig
    let invocation: Invocation
    let place: EphemeralDirectory
    /// What people see: the scenario's name, the role's path before it where several roles are tested at once.
    var label: String
    let platforms: [Platform]
    let isShared: Bool

    var name: String { config.name }
    var directory: String { config.directory }
    /// Where the sequence came from: the command that was given.
    var command: String { invocation.command }

    init(file: String, project: Project, _ invocation: Invocation) throws(Diagnostic) {
        let variables = project.environment.merging(project.envFileVariables) { $1 }
        // What the scenario is called decides the values of the variables that its own file may use.
        let first = try ScenarioConfig(file: file, bases: project.baseConfigs, variables: variables)
        let isShared = invocation.sharedState ?? first.flag("shared_state")
        let place = EphemeralDirectory(project: project, scenario: first.name, isShared: isShared)
        let own = ScenarioEnvironment.variables(first, project, invocation, place)
        var config = try ScenarioConfig(
            file: file, bases: project.baseConfigs,
            variables: project.environment.merging(own) { $1 }.merging(project.envFileVariables) { $1 })
        if let shared = invocation.sharedState { config.data["shared_state"] = .bool(shared) }
        var platforms = try config.platforms()
        if let wanted = invocation.platform ?? project.setting("MOLECULE_PLATFORM_NAME"), !wanted.isEmpty {
            platforms = platforms.filter { $0.name == wanted }
            guard !platforms.isEmpty else {
                throw Diagnostic("Instances missing from the 'platform' section of molecule.yml.")
            }
            config.data["platforms"] = .list(platforms.map { .dict($0.keys) })
        }
        self.project = project
        self.config = config
        self.invocation = invocation
        self.place = place
        label = config.name
        self.platforms = platforms
        self.isShared = isShared
    }

    /// The steps of a command. Throws for steps that there are not.
    func sequence(of command: String) throws(Diagnostic) -> [Step] {
        guard ScenarioDefaults.sequences.contains(where: { $0.key == command }) else {
            return Step.Action(rawValue: command).map { [Step($0)] } ?? []
        }
        var steps: [Step] = []
        for text in try config.texts("scenario", "\(command)_sequence") { steps.append(try Step(text)) }
        return steps
    }

    /// A path of the scenario file, from the scenario's directory.
    func path(_ written: String) -> String { FilePath.absolute(written, in: directory) }

    /// The author's playbook of a step; nil where there is none.
    func playbook(_ step: String) -> String? {
        var value = config.data.value("ansible", "playbooks", step)
        // Molecule once took playbooks by driver as well.
        if let byDriver = config.data.value("ansible", "playbooks", config.driverName)?.mapping {
            value = byDriver[.string(step)] ?? value
        }
        guard let written = value?.text, !written.isEmpty else { return nil }
        let path = path(written)
        if Disk.isFile(path) { return path }
        let old = FilePath.parent(path) + "/" + Self.oldConverge
        return FilePath.name(path) == "converge.yml" && Disk.isFile(old) ? old : nil
    }

    /// What converge.yml was called before.
    private static let oldConverge = "playbook.yml"

    /// Whether a playbook is used as converge.yml by the name that this had before.
    func isOldConverge(_ playbook: String) -> Bool {
        FilePath.name(playbook) == Self.oldConverge && self.playbook("converge") == playbook
            && config.text("ansible", "playbooks", "converge").map(path) != playbook
    }
}
