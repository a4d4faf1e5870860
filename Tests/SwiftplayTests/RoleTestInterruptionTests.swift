import Foundation
import Testing

/// What role tests leave behind that are told to end, or have no room or no right to go on. They need root.
@Suite(.enabled(if: RoleTestProject.hasHosts), .serialized) struct RoleTestInterruptionTests {
    private static let steps = ["create", "prepare", "converge", "idempotence", "side_effect", "verify", "cleanup"]

    /// A task on this machine that says that `step` runs and waits there, where that is the wanted one.
    private static func waiting(_ step: String) -> String {
        RoleTestProject.play(
            """
                - shell: '[ "$WAIT" != \(step) ] || { echo begun >"$PLACE/fifo"; exec sleep 1000; }'
                  delegate_to: localhost
                  connection: local
                  run_once: true
                  changed_when: false
                - raw: 'true'
                  changed_when: false
                - assert: {that: true}

            """)
    }

    /// Converge runs a second time as idempotence.
    private static let converge = RoleTestProject.play(
        """
            - shell: |
                echo >>"$PLACE/times"
                case $WAIT.$(wc -l <"$PLACE/times") in
                converge.1|idempotence.2) echo begun >"$PLACE/fifo"; exec sleep 1000;;
                esac
              delegate_to: localhost
              connection: local
              changed_when: false

        """)

    private static func files(waitingIn step: String) -> [String: String] {
        var files = [
            "molecule/default/molecule.yml": """
            driver: {name: host}
            platforms: [{name: one, image: 'debian:12', pre_build_image: \(step != "create")}]
            scenario: {test_sequence: [create, prepare, converge, idempotence, side_effect, verify, cleanup, destroy]}

            """,
            "molecule/default/converge.yml": converge,
        ]
        for step in ["prepare", "side_effect", "verify", "cleanup"] {
            files["molecule/default/\(step).yml"] = waiting(step)
        }
        if step == "create" { files["molecule/default/Dockerfile.j2"] = "FROM debian:12\nRUN sleep 1000\n" }
        return files
    }

    private func fleets(_ project: RoleTestProject) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: project.cache.appending(path: "hosts").path)) ?? []
    }

    /// What there is of hosts of these fleets.
    private func left(_ project: RoleTestProject, _ fleets: [String]) throws -> [String] {
        var left = self.fleets(project)
        left += try String(contentsOfFile: "/proc/mounts", encoding: .utf8).split(separator: "\n").map(String.init)
            .filter {
                $0.contains(project.folder.path)
            }
        for process in try FileManager.default.contentsOfDirectory(atPath: "/proc") where Int(process) != nil {
            let words = (try? Data(contentsOf: URL(filePath: "/proc/\(process)/cmdline"))) ?? Data()
            let text = String(decoding: words, as: UTF8.self)
            if text.contains(project.folder.path) { left.append(text) }
        }
        for group in FileManager.default.enumerator(atPath: "/sys/fs/cgroup")?.compactMap({ $0 as? String }) ?? []
        where fleets.contains(where: { group.hasSuffix("swiftplay-\($0)") }) { left.append(group) }
        return left
    }

    private func start(_ project: RoleTestProject, _ words: [String], _ more: [String: String]) throws -> Process {
        let link = project.folder.appending(path: "swiftplay")
        if !project.exists("swiftplay") {
            try FileManager.default.createSymbolicLink(
                at: link, withDestinationURL: Command.programs.appending(path: "swiftplay"))
        }
        let process = Process()
        // Signals are what this is about: none may be ignored because this program, or who started it, ignores it.
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["--default-signal", link.path, "test"] + words
        process.currentDirectoryURL = project.directory
        process.environment = ProcessInfo.processInfo.environment.merging(project.environment) { $1 }.merging(more) {
            $1
        }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// Waits until the step has begun: what waits there opens the other end, and a layer is built in a fleet of its own.
    private func wait(for step: String, _ project: RoleTestProject, _ process: Process) throws {
        guard step == "create" else {
            let reader = try #require(FileHandle(forReadingAtPath: project.folder.appending(path: "fifo").path))
            #expect(try reader.read(upToCount: 6) == Data("begun\n".utf8))
            return
        }
        while !fleets(project).contains(where: { $0.hasPrefix("build-") }), process.isRunning { usleep(20_000) }
    }

    @Test(arguments: steps) func interruptionLeavesNothing(step: String) throws {
        try RoleTestProject.withImages(Self.files(waitingIn: step)) { project in
            #expect(mkfifo(project.folder.appending(path: "fifo").path, 0o600) == 0)
            let process = try start(project, [], ["WAIT": step])
            try wait(for: step, project, process)
            let fleets = fleets(project)
            kill(process.processIdentifier, SIGINT)
            process.waitUntilExit()
            #expect(process.terminationStatus == 99)
            #expect(!fleets.isEmpty)
            let remains = try left(project, fleets)
            #expect(remains.isEmpty, "\(remains)")
            #expect(
                try project.test("list", "--format", "plain").output.contains(
                    "one     host    ansible default false   false"))
            let destroyed = try project.test("destroy")
            #expect(destroyed.status == 0, "\(destroyed)")
        }
    }

    /// Hosts that an earlier command has made stay, and go when they are told to.
    @Test func interruptionLeavesHostsOfOtherCommands() throws {
        try RoleTestProject.withImages(Self.files(waitingIn: "verify")) { project in
            #expect(mkfifo(project.folder.appending(path: "fifo").path, 0o600) == 0)
            #expect(try project.test("converge").status == 0)
            let process = try start(project, ["verify"], ["WAIT": "verify"])
            try wait(for: "verify", project, process)
            let fleets = fleets(project)
            kill(process.processIdentifier, SIGINT)
            process.waitUntilExit()
            #expect(process.terminationStatus == 99)
            #expect(self.fleets(project) == fleets && fleets.count == 1)
            #expect(try project.test("verify").status == 0)
            #expect(try project.test("destroy").status == 0)
            #expect(try left(project, fleets) == [])
        }
    }

    /// Runs a script with `$SWIFTPLAY` in the role's directory, in namespaces as `words` of unshare(1) say.
    private func script(_ project: RoleTestProject, _ words: [String], _ script: String) throws -> String {
        let process = Process(), output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words + ["sh", "-c", script]
        process.currentDirectoryURL = project.directory
        process.environment = ProcessInfo.processInfo.environment.merging(project.environment) { $1 }.merging([
            "SWIFTPLAY": Command.programs.appending(path: "swiftplay").path, "CACHE": RoleTestProject.realCache.path,
        ]) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return text
    }

    @Test func fullDiskLeavesNothing() throws {
        var files = Self.files(waitingIn: "")
        files["molecule/default/converge.yml"] = RoleTestProject.play(
            "    - raw: dd if=/dev/zero of=/big bs=1M\n")
        try RoleTestProject.withImages(files) { project in
            let text = try script(
                project, ["unshare", "--mount", "--propagation", "private"],
                """
                mkdir "$PLACE/disk" && mount -t tmpfs -o size=8m none "$PLACE/disk" || exit
                export HOME=$PLACE/disk; hosts=$HOME/.cache/swiftplay/hosts; mkdir -p "$HOME/.cache/swiftplay"
                for name in \(RoleTestProject.images.joined(separator: " ")); do
                    ln -s "$CACHE/$name" "$HOME/.cache/swiftplay/$name"
                done
                "$SWIFTPLAY" test; echo "test ended with $?, left: $(ls "$hosts")"
                "$SWIFTPLAY" test --destroy never >/dev/null 2>&1; echo "kept: $(ls "$hosts" | wc -l)"
                rm -rf "$HOME/.ansible"; dd if=/dev/zero of="$HOME/full" bs=4k 2>/dev/null
                "$SWIFTPLAY" test destroy; echo "destroy ended with $?, left: $(ls "$hosts")"
                """)
            #expect(text.contains("No space left on device"))
            #expect(text.contains("test ended with 2, left: \n"), "\(text)")
            #expect(text.contains("kept: 1\n") && text.contains("destroy ended with 0, left: \n"), "\(text)")
        }
    }

    @Test(
        arguments: [
            (
                ["setpriv", "--bounding-set=-sys_admin"],
                "which is refused here (cannot run /bin/true: Operation not permitted)"
            ),
            (["unshare", "--user", "--map-root-user"], "which is refused here (sysctl user.max_mnt_namespaces is 0)"),
        ]) func saysThatNamespacesAreRefused(words: [String], reason: String) throws
    {
        try RoleTestProject.withImages(Self.files(waitingIn: "")) { project in
            let text = try script(
                project, words,
                """
                [ \(words[0]) = setpriv ] || echo 0 >/proc/sys/user/max_mnt_namespaces
                "$SWIFTPLAY" test; echo "ended with $?"
                """)
            #expect(text.contains("hosts without Docker need the right to make namespaces, \(reason)"), "\(text)")
            #expect(text.contains("ended with 1\n"), "\(text)")
            #expect(fleets(project).isEmpty)
        }
    }

    /// The machines of vagrant are entered as its user.
    @Test func entersMachinesAsTheirUser() throws {
        let files = [
            "molecule/default/molecule.yml": """
            driver: {name: vagrant}
            platforms: [{name: one, box: debian/bookworm64}]

            """,
            "molecule/default/converge.yml": Self.converge,
        ]
        try RoleTestProject.withImages(files) { project in
            let created = try project.test("create")
            #expect(created.status == 0, "\(created)")
            try project.write("id -un; pwd\n", "input")
            var command = Command(name: "swiftplay", directory: project.directory, environment: project.environment)
            command.input = project.directory.appending(path: "input")
            let seen = try command.run(["test", "login", "--host", "one"])
            #expect(seen.output.hasSuffix("vagrant\n/home/vagrant\n"), "\(seen)")
            #expect(try project.test("destroy").status == 0)
        }
    }

    /// Those that the author's own playbook makes are entered by SSH, as it writes down.
    @Test func entersMachinesOfPlaybooksBySSH() throws {
        let files = [
            "molecule/default/molecule.yml": """
            driver: {name: vagrant}
            platforms: [{name: one, box: debian/bookworm64}]

            """,
            "molecule/default/create.yml": """
            - hosts: localhost
              gather_facts: false
              tasks:
                - copy:
                    content: >-
                      [{instance: one, address: 192.0.2.1, user: vagrant, port: 2222, identity_file: /key}]
                    dest: "{{ molecule_instance_config }}"

            """,
            "molecule/default/converge.yml": Self.converge,
            "bin/ssh": "#!/bin/sh\necho \"ssh $*\"\n",
        ]
        try RoleTestProject.with(files) { project in
            let program = project.directory.appending(path: "bin/ssh").path
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
            var environment = project.environment
            environment["PATH"] = "\(project.directory.path)/bin:/usr/bin:/bin"
            let seen = try Command(name: "swiftplay", directory: project.directory, environment: environment).run([
                "test", "login", "--host", "one",
            ])
            #expect(seen.output.contains("ssh 192.0.2.1 -l vagrant -p 2222 -i /key"), "\(seen)")
        }
    }
}
