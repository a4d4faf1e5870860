import Diagnostics

/// Makes the files of a new scenario.
struct InitCommand {
    let directory: String
    let invocation: Invocation
    let view: any RunView

    func run() throws(Diagnostic) -> Int32 {
        let name = invocation.words.first ?? Discovery.defaultScenario
        guard !name.contains(".."), !name.hasPrefix("/") else {
            throw Diagnostic("Invalid scenario name '\(name)': path traversal is not allowed.")
        }
        view.log(.information, "Initializing new scenario \(name)...", scenario: name, step: "init")
        let isCollection = CollectionMetadata(in: directory) != nil
        let relative = "\(isCollection ? Discovery.collectionRoot : Discovery.root)/\(name)"
        let place = FilePath.absolute(relative, in: directory)
        guard !Disk.exists(place) else {
            throw Diagnostic("The directory \(relative) exists. Cannot create new scenario.")
        }
        try Disk.makeDirectory(place)
        for (file, text) in NewScenario(name: name, role: try role()).files {
            try Disk.write(text, to: "\(place)/\(file)", mode: 0o644)
        }
        view.log(.information, "Initialized scenario in \(place) successfully.", scenario: name, step: "init")
        return 0
    }

    /// The role under test by its full name; nil where the directory is no role.
    private func role() throws(Diagnostic) -> String? {
        guard Disk.exists(directory + "/tasks") || Disk.exists(directory + "/meta/main.yml") else { return nil }
        return try RoleName(directory: directory).qualified
    }
}

/// The files of a new scenario: hosts by the scenario's own playbooks, which at first make none.
struct NewScenario {
    let name: String
    let role: String?

    var files: KeyValuePairs<String, String> {
        [
            "molecule.yml": """
            ---
            # Where hosts come from: 'default' leaves it to create.yml and destroy.yml beside this file.
            driver:
              name: default

            scenario:
              name: \(name)

            """,
            "create.yml": """
            ---
            - name: Create
              hosts: localhost
              connection: local
              gather_facts: false
              tasks:
                - name: Say how the hosts are reached
                  ansible.builtin.copy:
                    content: |
                      # One entry a platform: instance, address, user, port, identity_file
                      []
                    dest: "{{ molecule_instance_config }}"
                    mode: "0600"

            """,
            "converge.yml": """
            ---
            - name: Converge
              hosts: \(role == nil ? "localhost" : "all")
              tasks:
                - name: \(role == nil ? "Replace this with what is to be tested" : "Apply the role under test")
            \(role.map { "      ansible.builtin.include_role:\n        name: \($0)" }
                    ?? "      ansible.builtin.debug:\n        msg: This is the effective test")

            """,
            "verify.yml": """
            ---
            - name: Verify
              hosts: \(role == nil ? "localhost" : "all")
              gather_facts: false
              tasks:
                - name: Replace this with what must be true
                  ansible.builtin.assert:
                    that: true

            """,
            "destroy.yml": """
            ---
            - name: Destroy
              hosts: localhost
              connection: local
              gather_facts: false
              tasks:
                - name: Forget the hosts
                  ansible.builtin.file:
                    path: "{{ molecule_instance_config }}"
                    state: absent

            """,
        ]
    }
}
