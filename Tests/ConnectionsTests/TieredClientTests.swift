import Glibc
import HostModules
import Modules
import MoreModules
import System
import Testing
import Values

@testable import Connections

/// A host whose agent holds some of the modules: the others run here, and the difference is not seen.
@Suite struct TieredClientTests {
    private static let program =
        CommandLine.arguments[0].split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/swiftplay-agent"

    private func withClient(_ work: (TieredClient, _ directory: String) async throws -> Void) async throws {
        let channel = try await ProgramTransport(["/bin/sh", "-c"]).open("exec '\(Self.program)'")
        let greeting = try await AgentGreeting.read(from: channel)
        #expect(greeting.hello.uid == geteuid())
        let agent = AgentClient(channel, decoder: greeting.decoder)
        await agent.start()
        let client = TieredClient(agent, greeting.hello, ControllerModules(ModuleRegistry.host.merging(.more)))
        let directory = try await LocalSystem().makeTemporary(
            in: "/tmp", prefix: "swiftplay-tiers-", suffix: "", isDirectory: true)
        do { try await work(client, directory) } catch {
            await client.close()
            throw error
        }
        await client.close()
        try await LocalSystem().remove(directory, recursive: true)
    }

    private func shell(_ script: String) -> TaskRequest {
        TaskRequest(module: "ansible.builtin.shell", arguments: ["_raw_params": .string(script)])
    }

    private func ini(_ path: String, _ option: Value) -> TaskRequest {
        TaskRequest(
            module: "community.general.ini_file",
            arguments: ["path": .string(path), "section": "s", "option": option, "value": "1"])
    }

    @Test func theAgentHoldsWhatHostsUseMost() async throws {
        try await withClient { _, _ in }
        #expect(ModuleRegistry.host["community.general.ini_file"] == nil)
        #expect(ModuleRegistry.more["community.general.ini_file"] != nil)
        #expect(Set(ModuleRegistry.host.modules.keys).isDisjoint(with: ModuleRegistry.more.modules.keys))
    }

    @Test func requestsOfBothKindsRunInOrder() async throws {
        try await withClient { client, directory in
            let path = "\(directory)/f.ini"
            let answers = try await client.run([
                shell("echo '[s]' > \(path)"), ini(path, "a"), shell("cat \(path)"), ini(path, "b"),
                shell("cat \(path)"),
            ]).map { try $0.get().result }
            #expect(answers.map { $0["changed"] == true } == [true, true, true, true, true])
            #expect(answers[2]["stdout"] == "[s]\na = 1")
            #expect(answers[4]["stdout"] == "[s]\na = 1\nb = 1")
        }
    }

    @Test func aJobOfAModuleThatRunsHereLeavesItsResult() async throws {
        try await withClient { client, directory in
            var request = ini("\(directory)/f.ini", "a")
            request.job = JobRequest(id: "j1", directory: "\(directory)/jobs/below", limit: 60)
            let begun = try await client.run([request])[0].get().result
            let id = try #require(begun["ansible_job_id"]?.text)
            #expect(begun["started"] == true)
            await client.settle()
            let status = try await client.run([
                TaskRequest(
                    module: "ansible.builtin.async_status",
                    arguments: ["jid": .string(id), "_async_dir": .string("\(directory)/jobs/below")])
            ])[0].get().result
            #expect(status["finished"] == true || status["finished"] == 1, "\(status)")
            #expect(status["changed"] == true, "\(status)")
            #expect(try await LocalSystem().info("\(directory)/jobs", follow: false)?.mode == 0o700)
        }
    }

    @Test func theEndOfTheAgentEndsWhatRunsHere() async throws {
        try await withClient { client, directory in
            let make = TaskRequest(
                module: "community.general.make",
                arguments: ["chdir": .string(directory), "make": .string("\(directory)/kill"), "target": "x"])
            try await LocalSystem().write(
                "\(directory)/kill", Array("#!/bin/sh\nkill -9 $PPID\nsleep 60\n".utf8), mode: 0o755, append: false)
            let answers = await client.run([make, shell("true")])
            #expect(answers.count == 2)
            for answer in answers {
                guard case .failure(let error) = answer else {
                    Issue.record("no failure: \(answer)")
                    continue
                }
                #expect(error.kind == .agentEnded)
            }
        }
    }

    @Test func cancellationEndsWhatTheAgentRuns() async throws {
        try await withClient { client, directory in
            try await LocalSystem().write(
                "\(directory)/wait", Array("#!/bin/sh\ntouch \(directory)/begun\nexec sleep 1000\n".utf8), mode: 0o755,
                append: false)
            let make = TaskRequest(
                module: "community.general.make",
                arguments: ["chdir": .string(directory), "make": .string("\(directory)/wait"), "target": "x"])
            let task = Task { await client.run([make]) }
            while try await LocalSystem().info("\(directory)/begun", follow: false) == nil {
                try await Task.sleep(for: .milliseconds(20))
            }
            task.cancel()
            let result = try await task.value[0].get().result
            #expect(result["failed"] == true)
            let left = try await client.run([shell("pgrep -f '\(directory)/[w]ait' || true")])[0].get().result
            #expect(left["stdout"] == "")
        }
    }
}
