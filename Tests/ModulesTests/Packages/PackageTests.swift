import System
import Testing
import Values

@testable import HostModules

@Suite struct PackageTests {
    /// In the order of deb-version(7), each older than the next.
    @Test func debianVersionsInOrder() {
        let versions = [
            "1.0~rc1", "1.0~rc2-1", "1.0", "1.0-0", "1.0-1", "1.0-1+b1", "1.0a", "1.0+dfsg", "1.2", "1.10", "1:0.1",
            "2:0",
        ]
        for (older, newer) in zip(versions, versions.dropFirst()) where older != "1.0" {
            #expect(DebianVersion(older) < DebianVersion(newer), "\(older) \(newer)")
        }
        #expect(DebianVersion("1.0") == DebianVersion("1.0-0"))
        #expect(DebianVersion("0:1.0") == DebianVersion("1.00"))
    }

    @Test(arguments: [
        ("nginx", "nginx", "9", true), ("nginx=1.2*", "nginx", "1.2.3", true), ("nginx=1.2", "nginx", "1.2.3", false),
        ("nginx>=1.2", "nginx", "1.10", true), ("nginx>=1.2", "nginx", "1.1", false),
    ]) func specifications(_ text: String, _ name: String, _ version: String, _ accepted: Bool) {
        let spec = AptSpec(text)
        #expect(spec.name == name)
        #expect(spec.accepts(version) == accepted)
    }

    @Test(arguments: [
        ("deb http://deb.debian.org/debian bookworm main", "deb_debian_org_debian.list"),
        (
            "deb [arch=amd64 signed-by=/x.gpg] https://user:secret@a.example:8080/b/c/ stable x",
            "a_example_8080_b_c.list"
        ),
        ("ppa:nginx/stable_jammy", "ppa_nginx_stable_jammy.list"),
    ]) func namesOfSourceFiles(_ source: String, _ name: String) {
        #expect(SourcesList.fileName(for: source) == name)
    }

    @Test(arguments: [
        ("deb  http://a  b c # why", "deb http://a b c # why\n"), ("#deb http://a b", "# deb http://a b\n"),
        ("", "\n"), ("# a note", "# a note\n"),
    ]) func linesOfSources(_ line: String, _ written: String) { #expect(SourceLine(line).text == written) }

    @Test func pythonRequirements() {
        let names = PythonRequirement.list(["django>1.11.1", "<1.11.3", "ipaddress", "x[a,b]==1"]).map(\.text)
        #expect(names == ["django<1.11.3,>1.11.1", "ipaddress", "x[a,b]==1"])
        #expect(PythonRequirement("Foo_Bar>=1.2,<2").isMet(by: "foo-bar", version: "1.10"))
        #expect(!PythonRequirement("foo>=1.2,<2").isMet(by: "foo", version: "2.0"))
        #expect(PythonRequirement("foo~=1.4").isMet(by: "foo", version: "1.9"))
        #expect(!PythonRequirement("foo~=1.4").isMet(by: "foo", version: "2.0"))
        #expect(PythonRequirement("foo>1.0rc1").isMet(by: "foo", version: "1.0"))
        #expect(PythonRequirement("foo").with(version: "1.5").text == "foo==1.5")
    }

    @Test func aRepositoryIsClonedAndFollowed() async throws {
        try await ModuleRun.inDirectory { run in
            let script = """
                cd \(run.root) && git init -q -b main up && cd up && git config user.email a@b && git config user.name n
                echo one > f && git add f && git commit -qm one && git tag v1
                """
            let made = try await LocalSystem().run(.shell(script))
            try #require(made.succeeded, "\(made.errorText)")
            var arguments: Dict = ["repo": run.path("up"), "dest": run.path("copy")]
            let foretold = await run.result("ansible.builtin.git", arguments, check: true)
            #expect(foretold["changed"] == true)
            let cloned = await run.result("ansible.builtin.git", arguments)
            #expect(cloned["changed"] == true)
            #expect(cloned["before"] == Value.none)
            #expect(cloned["after"] == foretold["after"])
            #expect(await run.read("copy/f") == "one\n")
            #expect(await run.result("ansible.builtin.git", arguments)["changed"] == false)
            _ = try await LocalSystem().run(.shell("cd \(run.root)/up && echo two > f && git commit -qam two"))
            let moved = await run.result("ansible.builtin.git", arguments, diff: true)
            #expect(moved["before"] == cloned["after"])
            #expect(await run.read("copy/f") == "two\n")
            try await run.write("copy/f", "mine\n")
            arguments["version"] = "v1"
            let refused = await run.result("ansible.builtin.git", arguments)
            #expect(
                refused["msg"] == .string("Local modifications exist in the destination: \(run.root)/copy (force=no)."))
            arguments["force"] = true
            #expect(await run.result("ansible.builtin.git", arguments)["after"] == cloned["after"])
            #expect(await run.read("copy/f") == "one\n")
        }
    }
}
