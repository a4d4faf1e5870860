import Testing
import Values

@testable import HostModules

@Suite struct UnitStatusTests {
    @Test func onlyCommandsSpanLines() {
        let text = """
            Description={unbalanced
            ExecStart={ path=/bin/sh ; argv[]=/bin/sh -c echo a
            b ; }
            ActiveState=active
            nonsense
            """
        #expect(
            UnitStatus.parse(text) == [
                "Description": "{unbalanced", "ExecStart": "{ path=/bin/sh ; argv[]=/bin/sh -c echo a\nb ; }",
                "ActiveState": "active",
            ])
    }

    @Test(arguments: ["a*", "b?", "c[1]"]) func patternsAreRefused(_ name: String) async throws {
        try await ModuleRun.inDirectory { run in
            let result = await run.result("ansible.builtin.systemd", ["name": .string(name), "state": "started"])
            #expect(
                result["msg"]?.text?.hasPrefix("This module does not currently support using glob patterns, found")
                    == true)
        }
    }
}
