import Testing
import Values

@testable import HostModules

@Suite struct KernelTests {
    @Test func aParameterIsSetOnceInItsFile() {
        let file = SysctlFile(lines: ["# c", "a = 1", "b=2", "a=3", "", "; x=1"])
        #expect(file.values == ["a": "3", "b": "2"])
        #expect(file.rewritten("a", value: "9") == "# c\na=9\nb=2\n\n; x=1\n")
        #expect(file.rewritten("b", value: nil) == "# c\na=1\n\n; x=1\n")
        #expect(file.rewritten("n", value: "1").hasSuffix("; x=1\nn=1\n"))
    }

    @Test func aFileSystemInTheTable() async throws {
        try await ModuleRun.inDirectory { run in
            try await run.write("fstab", "# table\n/dev/a / ext4 defaults 0 1\n")
            var arguments: Dict = [
                "path": "/mnt/my data", "src": "/dev/b", "fstype": "xfs", "opts": "ro", "state": "present",
                "fstab": run.path("fstab"),
            ]
            #expect(await run.result("ansible.posix.mount", arguments, check: true)["changed"] == true)
            #expect(await run.read("fstab") == "# table\n/dev/a / ext4 defaults 0 1\n")
            let result = await run.result("ansible.posix.mount", arguments)
            #expect(result["changed"] == true)
            #expect(result["name"] == "/mnt/my data")
            let line = "/dev/b /mnt/my\\040data xfs ro 0 0\n"
            #expect(await run.read("fstab") == "# table\n/dev/a / ext4 defaults 0 1\n" + line)
            #expect(await run.result("ansible.posix.mount", arguments)["changed"] == false)
            arguments["opts"] = "rw"
            arguments["boot"] = false
            #expect(await run.result("ansible.posix.mount", arguments)["opts"] == "rw,noauto")
            #expect(await run.read("fstab")?.contains("xfs rw,noauto 0 0\n") == true)
            arguments["state"] = "absent_from_fstab"
            #expect(await run.result("ansible.posix.mount", arguments)["changed"] == true)
            #expect(await run.read("fstab") == "# table\n/dev/a / ext4 defaults 0 1\n")
            #expect(await run.result("ansible.posix.mount", arguments)["changed"] == false)
        }
    }
}
