import Values

/// What holds where a scenario file says nothing.
///
/// Source: Molecule's documentation, "Configuration".
enum ScenarioDefaults {
    static func data(scenario: String) -> Dict {
        [
            "ansible": [
                "cfg": [:], "env": [:],
                "executor": [
                    "backend": "ansible-playbook",
                    "args": ["ansible_navigator": [], "ansible_playbook": []],
                ],
                "playbooks": .dict(
                    Dict(uniqueKeysWithValues: playbookSteps.map { (.string($0), .string("\($0).yml")) })),
            ],
            "dependency": ["name": "galaxy", "command": .none, "enabled": true, "options": [:], "env": [:]],
            "driver": [
                "name": "default", "provider": ["name": .none], "options": ["managed": true],
                "ssh_connection_options": [], "safe_files": [],
            ],
            "platforms": [],
            "prerun": true,
            "role_name_check": 0,
            "shared_state": false,
            "provisioner": [
                "name": "ansible", "connection_options": [:], "options": [:],
                "inventory": ["hosts": [:], "host_vars": [:], "group_vars": [:], "links": [:]],
                "children": [:], "log": true,
            ],
            "scenario": .dict(
                Dict(
                    uniqueKeysWithValues: [("name", .string(scenario))]
                        + sequences.map { (.string("\($0.key)_sequence"), words($0.value)) })),
            "verifier": [
                "name": "ansible", "enabled": true, "options": [:], "env": [:], "additional_files_or_dirs": [],
            ],
        ]
    }

    static let playbookSteps = ["cleanup", "create", "converge", "destroy", "prepare", "side_effect", "verify"]

    /// The sequences that a scenario file may set.
    static let sequences: KeyValuePairs<String, String> = [
        "check": "dependency cleanup destroy create prepare converge check cleanup destroy",
        "cleanup": "cleanup",
        "converge": "dependency create prepare converge",
        "create": "dependency create prepare",
        "destroy": "dependency cleanup destroy",
        "test": "dependency cleanup destroy syntax create prepare converge idempotence side_effect verify "
            + "cleanup destroy",
    ]

    private static func words(_ text: String) -> Value { .list(text.split(separator: " ").map { .string(String($0)) }) }
}
