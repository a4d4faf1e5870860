import System
import Testing
import Values

@Suite struct CommandTests {
    @Test func wordsAreRunWithoutAShell() async throws {
        try await ModuleRun.inDirectory { run in
            let result = await run.result("ansible.builtin.command", ["_raw_params": "echo 'a b'  $UNSET_NAME ;"])
            #expect(result["stdout"] == "a b $UNSET_NAME ;")
            #expect(result["cmd"] == ["echo", "a b", "$UNSET_NAME", ";"])
            #expect(result["rc"] == 0)
            #expect(result["changed"] == true)
            #expect(result["msg"] == "")
            #expect(result["delta"]?.text?.hasPrefix("0:00:0") == true)
        }
    }

    @Test func aFailureTellsItsStatus() async throws {
        try await ModuleRun.inDirectory { run in
            let result = await run.result("ansible.builtin.shell", ["_raw_params": "echo out; echo err >&2; exit 3"])
            #expect(result["failed"] == true)
            #expect(result["rc"] == 3)
            #expect(result["msg"] == "non-zero return code")
            #expect(result["stdout"] == "out")
            #expect(result["stderr"] == "err")
        }
    }

    @Test(arguments: ["creates", "removes"]) func guardsKeepItFromRunning(_ option: String) async throws {
        try await ModuleRun.inDirectory { run in
            if option == "creates" { try await run.write("there", "") }
            let result = await run.result(
                "ansible.builtin.command",
                ["_raw_params": "touch made", "chdir": .string(run.root), .string(option): "the*e"])
            let ending = option == "creates" ? "exists" : "does not exist"
            #expect(result["msg"] == .string("Did not run command since 'the*e' \(ending)"))
            #expect(result["stdout"] == .string("skipped, since the*e \(ending)"))
            #expect(result["changed"] == false)
            #expect(await run.read("made") == nil)
        }
    }

    @Test func checkModeRunsNothing() async throws {
        try await ModuleRun.inDirectory { run in
            let arguments: Dict = ["argv": ["touch", run.path("made")]]
            let result = await run.result("ansible.builtin.command", arguments, check: true)
            #expect(result["skipped"] == true)
            #expect(result["changed"] == false)
            #expect(result["msg"] == "Command would have run if not in check mode")
            #expect(await run.read("made") == nil)
        }
    }

    @Test(arguments: [(true, "abc\n"), (false, "abc")]) func standardInput(_ adds: Bool, _ seen: String) async throws {
        try await ModuleRun.inDirectory { run in
            let result = await run.result(
                "ansible.builtin.command",
                [
                    "_raw_params": "cat", "stdin": "abc", "stdin_add_newline": .bool(adds), "strip_empty_ends": false,
                ])
            #expect(result["stdout"] == .string(seen))
        }
    }

    @Test func aDirectoryThatIsNotThere() async throws {
        try await ModuleRun.inDirectory { run in
            let result = await run.result(
                "ansible.builtin.command", ["_raw_params": "true", "chdir": "/nowhere/at/all"])
            #expect(result["failed"] == true)
            #expect(result["msg"] == "Unable to change directory before execution.")
        }
    }

    @Test func aScriptArrivesWithTheTask() async throws {
        try await ModuleRun.inDirectory { run in
            let script = Content(Array("#!/bin/sh\necho \"got $1 in $PWD\"\n".utf8))
            let result = await run.result(
                "ansible.builtin.script", ["_raw_params": "files/do.sh 'a b'", "chdir": .string(run.root)],
                contents: ["script": script])
            #expect(result["stdout"]?.text?.contains("got a b in \(run.root)") == true)
            #expect(result["rc"] == 0)
        }
    }

    @Test func pingAnswers() async throws {
        try await ModuleRun.inDirectory { run in
            #expect(await run.result("ansible.builtin.ping", [:])["ping"] == "pong")
            #expect(await run.result("ansible.builtin.ping", ["data": "x"])["ping"] == "x")
            #expect(
                await run.result("ansible.builtin.ping", ["data": "crash"])["msg"] == "Task failed: Module failed: boom"
            )
        }
    }
}
