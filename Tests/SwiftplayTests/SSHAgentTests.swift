import Foundation
import Testing

/// The agent for ssh that a run starts, or finds, as the setting `ssh_agent` says.
@Suite struct SSHAgentTests {
    private struct Place {
        let directory = FileManager.default.temporaryDirectory.appending(path: "agent-\(UUID().uuidString.prefix(8))")

        init() throws { try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true) }

        func write(_ name: String, _ text: String, mode: Int = 0o600) throws {
            let file = directory.appending(path: name)
            try Data(text.utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
        }

        func run(_ arguments: [String], _ environment: [String: String]) throws -> Command.Result {
            let settings = ["HOME": directory.path, "ANSIBLE_LOCAL_TEMP": directory.appending(path: "tmp").path]
            return try Command(
                name: "ansible", directory: directory, environment: settings.merging(environment) { $1 }
            ).run(arguments)
        }
    }

    private func inPlace(_ body: (Place) throws -> Void) throws {
        let place = try Place()
        defer { try? FileManager.default.removeItem(at: place.directory) }
        try body(place)
    }

    @Test func aStartedAgentGetsTheKeysOfHostsAndEndsWithTheRun() throws {
        try inPlace { place in
            let key = Process()
            key.executableURL = URL(filePath: "/usr/bin/ssh-keygen")
            key.arguments = ["-q", "-t", "rsa", "-N", "open sesame", "-f", place.directory.appending(path: "key").path]
            try key.run()
            key.waitUntilExit()
            try place.write(
                "hosts",
                """
                here ansible_connection=local
                far ansible_host=127.0.0.1 ansible_port=1 ansible_ssh_private_key_passphrase='open sesame'
                """)
            let variable = "{\"ansible_ssh_private_key\": \"{{ lookup('file', 'key') }}\\n\"}"
            let result = try place.run(
                ["far", "-i", "hosts", "-m", "ping", "-vvv", "-e", variable], ["ANSIBLE_SSH_AGENT": "auto"])
            #expect(result.status == 4)
            let started = result.output.firstMatch(of: #/SSH_AGENT: ssh-agent\[(\d+)\] started and bound to (\S+)/#)
            let (pid, socket) = try #require(started.map { ($0.1, $0.2) })
            #expect(result.output.contains(#/SSH: SSH_AGENT adding SHA256:\S+ to agent/#), "\(result)")
            // How the host is reached is told as an ssh command, in the log too where only that asks for it.
            let log = place.directory.appending(path: "log").path
            _ = try place.run(
                ["far", "-i", "hosts", "-m", "ping"], ["ANSIBLE_LOG_PATH": log, "ANSIBLE_LOG_VERBOSITY": "3"])
            #expect(try String(contentsOfFile: log, encoding: .utf8).contains("SSH: EXEC ssh -o Port=1 "))
            #expect(result.output.contains("<127.0.0.1> ESTABLISH SSH CONNECTION FOR USER: None"), "\(result)")
            #expect(
                result.output.contains(#/<127.0.0.1> SSH: EXEC ssh -o Port=1 .*127.0.0.1 '/bin/sh -c swiftplay-agent'/#)
            )
            // It is gone with the run.
            #expect(!FileManager.default.fileExists(atPath: String(socket)))
            #expect(kill(try #require(Int32(pid)), 0) != 0)
            // Programs of the run find it.
            let listed = try place.run(
                ["here", "-i", "hosts", "-m", "command", "-a", "ssh-add -l"], ["ANSIBLE_SSH_AGENT": "auto"])
            #expect(listed.output.contains("The agent has no identities"), "\(listed)")
            // So do plugins, and other commands that such a program runs.
            let lookup = "msg={{ lookup('env', 'SSH_AUTH_SOCK', 'ANSIBLE_SSH_AGENT') }}"
            let seen = try place.run(
                ["here", "-i", "hosts", "-m", "debug", "-a", lookup], ["ANSIBLE_SSH_AGENT": "auto"])
            #expect(seen.output.contains(#/ssh_agent-[^,]*\/agent.sock,[^,]*ssh_agent-[^,]*\/agent.sock"/#), "\(seen)")
        }
    }

    @Test(
        arguments: [
            ("nowhere", nil, "SSH_AGENT set to auto, but cannot find ssh-agent binary"),
            ("shebang", "#!/does/not/exist\n", "Could not start ssh-agent"),
            ("other", "#!/bin/sh\necho some other program\nsleep 1\n", "did not match expected 'SSH_AUTH_SOCK'"),
            ("short", "#!/bin/sh\necho why >&2\necho SSH_A\nexit 42\n", "The ssh-agent terminated prematurely"),
            ("mute", "#!/bin/sh\nexec sleep 20\n", "Timed out waiting for expected stdout 'SSH_AUTH_SOCK'"),
        ] as [(String, String?, String)])
    func whatIsNoAgentIsRefused(_ name: String, _ script: String?, _ reason: String) throws {
        try inPlace { place in
            if let script { try place.write(name, script, mode: 0o755) }
            let program = place.directory.appending(path: name).path
            let result = try place.run(
                ["localhost", "-m", "ping"],
                ["ANSIBLE_SSH_AGENT": "auto", "ANSIBLE_SSH_AGENT_EXECUTABLE": program])
            let said = result.error.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(result.status == 1 && said.contains(reason), "\(result)")
            #expect(!result.output.contains("pong"))
        }
    }

    @Test func aSocketThatNobodyListensToIsRefused() throws {
        try inPlace { place in
            let result = try place.run(["localhost", "-m", "ping"], ["ANSIBLE_SSH_AGENT": "/nowhere/agent.sock"])
            #expect(result.status == 1)
            #expect(result.error.contains("Could not communicate with ssh-agent using auth sock '/nowhere/agent.sock'"))
        }
    }
}
