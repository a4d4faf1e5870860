import Foundation
import Testing

/// What comes from inventories, facts and repositories runs nothing on the controller, and a reboot never reaches it.
@Suite struct ControlNodeTests {
    /// A directory with a playbook in it; `marker` appears where a payload was run.
    private struct Place {
        let directory = FileManager.default.temporaryDirectory.appending(path: "node-\(UUID().uuidString)")
        var marker: String { directory.appending(path: "marker").path }
        var isMarked: Bool { FileManager.default.fileExists(atPath: marker) }

        init() throws { try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true) }

        func write(_ name: String, _ text: String) throws {
            let file = directory.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }

        func play(_ text: String, _ arguments: [String] = []) throws -> Command.Result {
            try write("play.yml", text)
            return try Command(directory: directory, environment: ["HOME": directory.path]).run(
                ["-i", "localhost,", "play.yml"] + arguments)
        }
    }

    @Test(arguments: [
        "ansible_host: 'a;touch${IFS}MARK'", "ansible_host: '$(touch${IFS}MARK)'", "ansible_user: 'a`touch${IFS}MARK`'",
        "ansible_user: '$(touch${IFS}MARK)'", "ansible_host: \"a\\ntouch MARK\"",
    ])
    func namesAreNoCommands(_ payload: String) throws {
        let place = try Place()
        defer { try? FileManager.default.removeItem(at: place.directory) }
        let result = try place.play(
            """
            - hosts: localhost
              gather_facts: false
              vars:
                ansible_connection: ssh
                ansible_ssh_common_args: '-o ProxyCommand="echo %h %r %n %p; false"'
                \(payload.replacingOccurrences(of: "MARK", with: place.marker))
              tasks: [ping: ]
            """)
        #expect(result.status == 4, "\(result)")
        #expect(result.output.contains("contains invalid characters"))
        #expect(!place.isMarked)
    }

    @Test func noReboot() throws {
        let place = try Place()
        defer { try? FileManager.default.removeItem(at: place.directory) }
        let command = "reboot: {reboot_timeout: 2, reboot_command: 'touch \(place.marker)'}"
        let result = try place.play(
            """
            - hosts: localhost
              connection: local
              gather_facts: false
              tasks:
                - \(command)
                  ignore_errors: true
                - \(command)
                  check_mode: true
                  ignore_errors: true
            - hosts: localhost
              connection: ssh
              gather_facts: false
              tasks:
                - \(command)
                  delegate_to: 127.0.0.1
                  vars: {ansible_connection: local}
                  ignore_errors: true
                - \(command)
                  vars: {ansible_connection: chroot, ansible_host: /}
                  ignore_errors: true
            """)
        let refusals = result.output.components(
            separatedBy: "connection would reboot the control node.\", \"rebooted\"")
        #expect(result.status == 0 && refusals.count == 5, "\(result)")
        #expect(!place.isMarked)
    }

    /// A host that says that its package manager is `command`, or how it wants to be reached, is not believed.
    @Test func factsChooseNoModule() throws {
        let place = try Place()
        defer { try? FileManager.default.removeItem(at: place.directory) }
        let facts =
            #"{"changed": false, "ansible_facts": {"ansible_pkg_mgr": "command", "ansible_service_mgr": "command", "#
            + #""ansible_package_use": "command", "ansible_rsync_path": "evil", "ansible_ssh_common_args": "evil", "#
            + #""ansible_ssh_host_key_checking": false, "ansible_sudo_exe": "evil", "ansible_docker_extra_args": "evil", "#
            + #""ansible_docker_gwbridge": "kept"}}"#
        try place.write("library/claims", "#!/bin/sh\necho '\(facts)'\n")
        let result = try place.play(
            """
            - hosts: localhost
              connection: local
              gather_facts: false
              tasks:
                - claims:
                - package: {name: "touch \(place.marker)", use: "{{ omit }}"}
                  ignore_errors: true
                - service: {name: "touch \(place.marker)", state: started}
                  ignore_errors: true
                - debug:
                    msg: "left: {{ ['ansible_rsync_path', 'ansible_ssh_common_args', 'ansible_ssh_host_key_checking',
                      'ansible_sudo_exe', 'ansible_docker_extra_args', 'ansible_package_use'] | select('in', vars) }}{{
                      ansible_docker_gwbridge }}"
            """)
        #expect(result.output.contains("Could not find a matching action for the \\\"command\\\" package manager."))
        #expect(result.output.contains("left: []kept"), "\(result)")
        #expect(!place.isMarked)
    }

    @Test(arguments: [
        "repo: ext::sh -c touch% MARK", "repo: --upload-pack=touch MARK", "{repo: ., version: --exec=x}",
        "{repo: ., refspec: --upload-pack=x}", "{repo: ., remote: -x}",
    ])
    func gitTakesNoOptionsAndNoPrograms(_ arguments: String) throws {
        let place = try Place()
        defer { try? FileManager.default.removeItem(at: place.directory) }
        let written = arguments.hasPrefix("{") ? arguments.dropLast() + ", dest: copy}" : "{\(arguments), dest: copy}"
        let result = try place.play(
            """
            - hosts: localhost
              connection: local
              gather_facts: false
              tasks:
                - git: \(written.replacingOccurrences(of: "MARK", with: place.marker))
            """)
        #expect(result.status == 2, "\(result)")
        #expect(result.output.contains("must not begin with '-'") || result.output.contains("names a program to run"))
        #expect(!place.isMarked)
    }

    @Test(arguments: [
        "{src: 'ext::sh -c true', scm: git, name: r}", "{src: 'file:///none', scm: git, version: --x, name: r}",
    ])
    func roleSourcesAreNoPrograms(_ entry: String) throws {
        let place = try Place()
        defer { try? FileManager.default.removeItem(at: place.directory) }
        try place.write("requirements.yml", "- \(entry)\n")
        let result = try Command(
            name: "ansible-galaxy", directory: place.directory, environment: ["HOME": place.directory.path]
        ).run(["role", "install", "-r", "requirements.yml", "-p", "roles"])
        #expect(result.status == 1)
        #expect(
            result.error.contains("is not the address of a git") || result.error.contains("is not a version of a git"))
    }
}
