import System
import Testing
import Values

@testable import HostModules
@testable import Modules

@Suite struct FactTests {
    @Test func theMachineIsDescribed() async throws {
        try await ModuleRun.inDirectory { run in
            let facts = await run.result("ansible.builtin.setup", [:])["ansible_facts"]?.mapping ?? [:]
            let identity = try await LocalSystem().identity()
            #expect(facts["ansible_kernel"] == .string(identity.release))
            #expect(facts["ansible_nodename"] == .string(identity.node))
            #expect(facts["ansible_architecture"]?.text?.isEmpty == false)
            if case .int(let size) = facts["ansible_memtotal_mb"] {
                #expect(size > 0)
            } else {
                Issue.record("no memory")
            }
            #expect(facts["gather_subset"] == ["all"])
            #expect(facts["module_setup"] == true)
            for name in ["distribution", "os_family", "processor", "mounts", "devices", "date_time", "env", "user_id"] {
                #expect(facts[.string("ansible_\(name)")] != nil, "\(name)")
            }
        }
    }

    @Test func subsetsAndFiltersLeaveTheRestOut() async throws {
        try await ModuleRun.inDirectory { run in
            let arguments: Dict = [
                "gather_subset": ["!all", "!min", "pkg_mgr"], "filter": ["ansible_os_*", "pkg_mgr"],
            ]
            let facts = await run.result("ansible.builtin.setup", arguments)["ansible_facts"]?.mapping ?? [:]
            #expect(Set(facts.keys) == ["ansible_os_family", "ansible_pkg_mgr"])
        }
    }

    @Test func anUnknownSubsetIsRefused() async throws {
        try await ModuleRun.inDirectory { run in
            let result = await run.result("ansible.builtin.setup", ["gather_subset": ["colour"]])
            #expect(result["failed"] == true)
            #expect(result["msg"]?.text?.hasPrefix("Bad subset 'colour' given to Ansible.") == true)
        }
    }

    @Test func factsOfTheOwner() async throws {
        try await ModuleRun.inDirectory { run in
            try await run.write("ini.fact", "[A]\nKey = one\nOther: two\n")
            try await run.write("json.fact", "{\"x\": [1, 2]}")
            try await run.write("made.fact", "#!/bin/sh\necho '{\"y\": 5}'\n", mode: 0o755)
            try await run.write("percent.fact", "[A]\nfine = 5 %% more\nkey = a % sign\n")
            try await run.write("wrong.fact", "#!/bin/sh\nexit 7\n", mode: 0o755)
            let result = await run.result(
                "ansible.builtin.setup", ["gather_subset": ["!all", "!min", "local"], "fact_path": .string(run.root)])
            let local = result["ansible_facts"]?.mapping?["ansible_local"]?.mapping
            #expect(local?["ini"] == ["A": ["key": "one", "other": "two"]])
            #expect(local?["json"] == ["x": [1, 2]])
            #expect(local?["made"] == ["y": 5])
            #expect(
                local?["wrong"]?.text?.hasPrefix("Failure executing fact script (\(run.root)/wrong.fact), rc: 7")
                    == true)
            #expect(
                local?["percent"]
                    == .string(
                        "error loading facts as ini - please check content: \(run.root)/percent.fact ('%' must be "
                            + "followed by '%' or '(', found: '% sign')"))
            #expect(result["warnings"]?.sequence?.count == 2)
        }
    }

    @Test(arguments: [
        (["all"], 28), (["min"], 17), (["!all"], 17), (["!all", "!min"], 0), (["!all", "!min", "network"], 3),
        (["!hardware"], 17),
    ]) func subsets(_ subsets: [String], _ count: Int) throws {
        #expect(try FactSubset.collectors(subsets).count == count)
    }

    @Test(arguments: [(0.0, "0.00 Bytes"), (512, "512.00 Bytes"), (1536, "1.50 KB"), (10_737_418_240, "10.00 GB")])
    func sizes(_ bytes: Double, _ text: String) { #expect(HumanSize.text(bytes) == text) }

    @Test func octalEscapes() {
        #expect(MountFacts.unescaped("/a\\040b\\134c") == "/a b\\c")
        #expect(MountFacts.unescaped("/a\\9") == "/a\\9")
    }

    @Test func entriesOfTheNameService() async throws {
        try await ModuleRun.inDirectory { run in
            let result = await run.result("ansible.builtin.getent", ["database": "passwd", "key": "root"])
            let entry = result["ansible_facts"]?.mapping?["getent_passwd"]?.mapping?["root"]
            #expect(entry?.sequence?.count == 6)
            let missing = await run.result("ansible.builtin.getent", ["database": "passwd", "key": "no-such-user"])
            #expect(missing["msg"] == "One or more supplied key could not be found in the database.")
        }
    }
}
