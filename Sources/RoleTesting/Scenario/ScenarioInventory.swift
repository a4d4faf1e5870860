import Values

/// The inventory of a scenario's platforms.
///
/// Source: Molecule's documentation, "Provisioner", and the variables that its playbooks count on.
struct ScenarioInventory {
    let platforms: [Platform]
    /// Host variables by the platform's name.
    let variables: [String: Dict]
    /// `provisioner.connection_options`, over those of each host.
    let connectionOptions: Dict

    static let groupVariables: Dict = [
        "molecule_file": "{{ lookup('env', 'MOLECULE_FILE') }}",
        "molecule_ephemeral_directory": "{{ lookup('env', 'MOLECULE_EPHEMERAL_DIRECTORY') }}",
        "molecule_scenario_directory": "{{ lookup('env', 'MOLECULE_SCENARIO_DIRECTORY') }}",
        "molecule_project_directory": "{{ lookup('env', 'MOLECULE_PROJECT_DIRECTORY') }}",
        "molecule_yml": "{{ lookup('file', molecule_file) | from_yaml }}",
        "molecule_instance_config": "{{ lookup('env', 'MOLECULE_INSTANCE_CONFIG') }}",
        "molecule_no_log":
            "{{ lookup('env', 'MOLECULE_NO_LOG') or not molecule_yml.provisioner.log|default(False) | bool }}",
    ]

    var data: Dict {
        var groups: Dict = ["all": ["vars": .dict(Self.groupVariables)], "ungrouped": ["vars": [:]]]
        for platform in platforms {
            let host = (variables[platform.name] ?? [:]).merged(with: connectionOptions)
            groups.set(.dict(host), at: ["all", "hosts", platform.name])
            for group in platform.groups.isEmpty ? ["ungrouped"] : platform.groups {
                groups.set(.dict(host), at: [group, "hosts", platform.name])
                groups.set(.dict(Self.groupVariables), at: [group, "vars"])
                for child in platform.children {
                    groups.set(.dict(host), at: [group, "children", child, "hosts", platform.name])
                }
            }
        }
        return groups
    }
}
