import Foundation
import Testing

/// Scenarios without platforms, whose hosts are those of the author's inventory, and dependencies by a command.
@Suite struct RoleTestNativeTests {
    private static let files = [
        "molecule/default/molecule.yml": """
        ansible:
          executor:
            args:
              ansible_playbook: [--inventory=hosts.yml]
        scenario: {test_sequence: [converge, verify]}
        driver: {options: {login_cmd_template: "echo {instance} {address} {user} {port} {identity_file}"}}
        role_name_check: 2

        """,
        "molecule/default/hosts.yml": """
        all:
          vars: {ansible_connection: local}
          hosts:
            web2:
            web1: {ansible_host: 192.0.2.1, ansible_user: me, ansible_port: 2222, ansible_ssh_private_key_file: /key}

        """,
        "molecule/default/converge.yml": RoleTestProject.play("    - debug: {msg: '{{ inventory_hostname }}'}\n"),
        "molecule/default/verify.yml": RoleTestProject.play("    - assert: {that: true}\n"),
    ]

    private func molecule(_ project: RoleTestProject, _ words: String...) throws -> Command.Result {
        try Command(name: "molecule", directory: project.directory, environment: project.environment).run(words)
    }

    @Test func hostsOfTheInventoryAreListed() throws {
        try RoleTestProject.with(Self.files) { project in
            let before = try molecule(project, "list", "-f", "plain")
            let line = { (host: String, state: String) in "\(host)    default ansible default \(state)\n" }
            #expect(before.output == line("web1", "false   false") + line("web2", "false   false"), "\(before.error)")
            #expect(try molecule(project, "converge").status == 0)
            let after = try molecule(project, "list", "-f", "plain")
            #expect(after.output == line("web1", "true    true") + line("web2", "true    true"))
        }
    }

    @Test func placesOfScenariosAndConfigsAreTold() throws {
        try RoleTestProject.with([
            "galaxy.yml": "namespace: acme\nname: tools\n",
            "extensions/molecule/config.yml": "role_name_check: 2\n",
            "extensions/molecule/group/one/molecule.yml": Self.files["molecule/default/molecule.yml"] ?? "",
            "extensions/molecule/group/one/hosts.yml": Self.files["molecule/default/hosts.yml"] ?? "",
        ]) { project in
            let list = try molecule(project, "list", "-f", "plain")
            #expect(list.status == 0 && list.output.contains("web1    default ansible group/one"), "\(list.error)")
            let lines = list.error.split(separator: "\n").map(String.init)
            #expect(lines.first?.hasPrefix("INFO     Found config file /") ?? false)
            #expect(lines.first?.hasSuffix("/extensions/molecule/config.yml") ?? false)
            #expect(
                lines.dropFirst().prefix(2) == [
                    "INFO     Collection 'acme.tools' detected.",
                    "INFO     Scenarios will be used from 'extensions/molecule'",
                ])
        }
    }

    @Test func hostsOfTheInventoryAreLoggedInto() throws {
        try RoleTestProject.with(Self.files) { project in
            #expect(try molecule(project, "converge").status == 0)
            let two = try molecule(project, "login")
            #expect(two.status == 1 && two.error.contains("There are 2 running hosts."))
            let one = try molecule(project, "login", "-h", "web1")
            #expect(one.status == 0 && one.output == "web1 192.0.2.1 me 2222 /key\n", "\(one.error)")
            let missing = try molecule(project, "login", "-h", "web2")
            #expect(missing.status == 1 && missing.error.contains("connection details for instance 'web2'"))
        }
    }

    @Test func scenariosThatShareHostsHaveNotChangedBetweenThem() throws {
        var files = Self.files
        files["molecule/default/molecule.yml", default: ""] += "shared_state: true\n"
        for name in ["molecule.yml", "hosts.yml", "converge.yml"] {
            files["molecule/other/\(name)"] = files["molecule/default/\(name)"]
        }
        for step in ["create", "destroy"] {
            files["molecule/default/\(step).yml"] =
                "- hosts: localhost\n  gather_facts: false\n  tasks: [{debug: }]\n"
        }
        try RoleTestProject.with(files) { project in
            #expect(try molecule(project, "create", "--all").status == 0)
            let again = try molecule(project, "converge", "--all")
            #expect(again.status == 0 && !again.error.contains("has been modified"), "\(again.error)")
        }
    }

    @Test func dependenciesAreGotByAShell() throws {
        var files = Self.files
        files["molecule/default/molecule.yml", default: ""] += """
            dependency:
              name: shell
              command: 'cd / && echo "$WHO from $(pwd)" > "$PLACE/got"'
              env: {WHO: me}

            """
        // What the shell is to replace is not the scenario file's.
        files["molecule/default/molecule.yml"] = files["molecule/default/molecule.yml"]?
            .replacing("$WHO", with: "$$WHO").replacing("$(pwd)", with: "$$(pwd)").replacing("$PLACE", with: "$$PLACE")
        try RoleTestProject.with(files) { project in
            let result = try molecule(project, "dependency")
            #expect(result.status == 0, "\(result.error)")
            #expect(try project.text("got") == "me from /\n")
        }
    }
}
