import System
import Testing
import Values

@testable import HostModules

@Suite struct AccountTests {
    @Test(arguments: [
        ("*", true), ("!", true), ("plain", false), ("$6$abc$short", false),
        ("$6$salt$" + String(repeating: "a", count: 86), true),
        ("$2b$12$" + String(repeating: "a", count: 53), true),
        ("$y$j9T$salt$" + String(repeating: "b", count: 43), true),
        ("!$6$salt$" + String(repeating: "a", count: 86), false),
    ]) func hashes(_ password: String, _ isHashed: Bool) { #expect(UserRequest.isHashed(password) == isHashed) }

    @Test func jobsAreFoundByTheirNameOrText() {
        var table = Crontab(lines: ["A=1", "#Ansible: one", "* * * * * x", "0 0 * * * y"])
        #expect(table.jobNames == ["one"])
        #expect(table.variableNames == ["A"])
        if case .exact(let job) = table.find("one", job: nil) {
            #expect(job == "* * * * * x")
        } else {
            Issue.record("no job")
        }
        guard case .renamed = table.find("two", job: "0 0 * * * y") else {
            Issue.record("not found by its text")
            return
        }
        #expect(table.lines[3] == "#Ansible: two")
        table.replace("one", with: nil)
        #expect(table.text == "A=1\n#Ansible: two\n0 0 * * * y\n")
    }

    @Test func aFileOfJobs() async throws {
        try await ModuleRun.inDirectory { run in
            var arguments: Dict = [
                "name": "clean", "job": "/bin/true", "user": "root", "minute": "5", "cron_file": run.path("jobs"),
            ]
            #expect(await run.result("ansible.builtin.cron", arguments, check: true)["changed"] == true)
            #expect(await run.read("jobs") == nil)
            let made = await run.result("ansible.builtin.cron", arguments)
            #expect(made["changed"] == true)
            #expect(made["jobs"] == ["clean"])
            #expect(await run.read("jobs") == "#Ansible: clean\n5 * * * * root /bin/true\n")
            #expect(await run.result("ansible.builtin.cron", arguments)["changed"] == false)
            arguments["special_time"] = "daily"
            #expect(
                await run.result("ansible.builtin.cron", arguments)["msg"]
                    == "You cannot combine special_time with any of the time or day/date parameters.")
            arguments["minute"] = "*"
            arguments["disabled"] = true
            #expect(await run.result("ansible.builtin.cron", arguments)["changed"] == true)
            #expect(await run.read("jobs") == "#Ansible: clean\n#@daily root /bin/true\n")
            arguments["state"] = "absent"
            #expect(await run.result("ansible.builtin.cron", arguments)["changed"] == true)
            #expect(await run.read("jobs") == nil)
            #expect(await run.result("ansible.builtin.cron", arguments)["changed"] == false)
        }
    }

    private static let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGw9NOTrZCCFIumapxqnAQYP6GHJaxDLqJz4nx64lOeu"

    @Test func keysThatMayLogIn() async throws {
        try await ModuleRun.inDirectory { run in
            try await run.write("keys", "# mine\nfrom=\"a,b\" \(Self.key) old\n", mode: 0o600)
            var arguments: Dict = [
                "user": "root", "path": run.path("keys"), "manage_dir": false, "key": .string(Self.key + " old"),
                "key_options": "from=\"a,b\"",
            ]
            #expect(await run.result("ansible.posix.authorized_key", arguments)["changed"] == false)
            arguments["key_options"] = "no-pty"
            arguments["comment"] = "new"
            #expect(await run.result("ansible.posix.authorized_key", arguments)["changed"] == true)
            #expect(await run.read("keys") == "# mine\nno-pty \(Self.key) new\n")
            arguments["exclusive"] = true
            #expect(await run.result("ansible.posix.authorized_key", arguments)["changed"] == true)
            #expect(await run.read("keys") == "no-pty \(Self.key) new\n")
            arguments["key"] = "not a key"
            #expect(
                await run.result("ansible.posix.authorized_key", arguments)["msg"] == "invalid key specified: not a key"
            )
        }
    }

    @Test func keysOfHosts() async throws {
        try await ModuleRun.inDirectory { run in
            var arguments: Dict = [
                "name": "H1.example", "path": run.path("known"), "key": .string("h1.example \(Self.key)"),
            ]
            #expect(await run.result("ansible.builtin.known_hosts", arguments)["changed"] == true)
            #expect(await run.read("known") == "h1.example \(Self.key)\n")
            #expect(await run.result("ansible.builtin.known_hosts", arguments)["changed"] == false)
            arguments["hash_host"] = true
            #expect(await run.result("ansible.builtin.known_hosts", arguments)["changed"] == true)
            #expect(await run.read("known")?.hasPrefix("|1|") == true)
            arguments["state"] = "absent"
            arguments["key"] = Value.none
            arguments["hash_host"] = false
            #expect(await run.result("ansible.builtin.known_hosts", arguments)["changed"] == true)
            #expect(await run.read("known") == "")
        }
    }

    @Test func aGroupThatIsThereIsLeftAlone() async throws {
        try await ModuleRun.inDirectory { run in
            let result = await run.result("ansible.builtin.group", ["name": "root"])
            #expect(result["changed"] == false)
            #expect(result["gid"] == 0)
            #expect(
                await run.result("ansible.builtin.group", ["name": "no-such-group"], check: true)["changed"] == true)
        }
    }

    @Test func anAccountThatIsThereIsLeftAlone() async throws {
        try await ModuleRun.inDirectory { run in
            let result = await run.result("ansible.builtin.user", ["name": "root", "create_home": false])
            #expect(result["changed"] == false)
            #expect(result["uid"] == 0)
            #expect(await run.result("ansible.builtin.user", ["name": "no-such-user"], check: true)["changed"] == true)
            let refused = await run.result("ansible.builtin.user", ["name": "x", "login_class": "y"])
            #expect(refused["msg"] == "'login_class' is not supported on Linux")
        }
    }
}
