import Foundation
import Testing

/// Role tests by the program itself.
@Suite struct RoleTestTests {
    private func inCopy(of name: String, _ body: (URL, [String: String]) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let project = folder.appending(path: name)
        try FileManager.default.copyItem(at: Command.cases.appending(path: "roletest/\(name)"), to: project)
        try body(project, ["HOME": folder.path, "NO_COLOR": "1", "IDEM_PLACE": folder.path])
    }

    private func play(_ tasks: String, hosts: String = "all") -> String {
        "- hosts: \(hosts)\n  gather_facts: false\n  tasks:\n\(tasks)"
    }

    private func write(_ text: String, _ name: String, in project: URL) throws {
        try text.write(to: project.appending(path: "molecule/default/\(name)"), atomically: true, encoding: .utf8)
    }

    @Test func causesOfWhatIsNotIdempotent() throws {
        try inCopy(of: "idem") { project, environment in
            let result = try Command(name: "swiftplay", directory: project, environment: environment)
                .run(["test", "--json", "report.json"])
            #expect(result.status == 1)
            let text = try String(contentsOf: project.appending(path: "report.json"), encoding: .utf8)
            let report = try #require(
                try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: [[String: Any]]])
            let steps = try #require(report["scenarios"]?.first?["steps"] as? [[String: Any]])
            let findings = try #require(
                steps.first { $0["step"] as? String == "idempotence" }?["findings"] as? [[String: Any]])
            let seen = findings.compactMap { finding -> String? in
                guard finding["host"] as? String == "one" else { return nil }
                let item = (finding["item"] as? String).map { " \($0)" } ?? ""
                return "\(finding["task"] ?? "")\(item): \(finding["class"] ?? "")"
            }
            #expect(
                seen.sorted() == [
                    "Another value each time: value differs every run", "First writer: two tasks undo each other",
                    "No diff x: no diff given", "No diff y: no diff given", "Notifies always: no diff given",
                    "Restart: handler or restart only", "Second writer: two tasks undo each other",
                ])
            #expect(findings.count == 2 * seen.count)
            #expect(text.contains("now(fmt='%s.%f')"))
            #expect(
                findings.allSatisfy { ($0["path"] as? String)?.contains("molecule/default/converge.yml:") ?? false })
            #expect(result.output.contains("failed"))
        }
    }

    @Test func textThatLooksLikeARecapIsNoChange() throws {
        try inCopy(of: "idem") { project, environment in
            try write(play("    - debug: {msg: changed=1}\n"), "converge.yml", in: project)
            try write(play("    - assert: {that: true}\n"), "verify.yml", in: project)
            let result = try Command(name: "swiftplay", directory: project, environment: environment).run(["test"])
            #expect(result.status == 0, "\(result.output)\(result.error)")
            #expect(result.output.contains("default   one       passed"))
        }
    }

    @Test func playbooksThatMatchNoHostFail() throws {
        try inCopy(of: "idem") { project, environment in
            try write(play("    - debug:\n"), "converge.yml", in: project)
            try write(play("    - assert: {that: true}\n", hosts: "instance"), "verify.yml", in: project)
            let result = try Command(name: "swiftplay", directory: project, environment: environment).run(["test"])
            #expect(result.status == 1)
            #expect(result.error.contains("verify ran on no host"))
        }
    }

    @Test func moleculePrintsItsOwnLines() throws {
        try inCopy(of: "idem") { project, environment in
            try write(play("    - debug: {msg: hello}\n"), "converge.yml", in: project)
            let result = try Command(name: "molecule", directory: project, environment: environment).run(["test"])
            #expect(result.status == 0)
            #expect(result.error.contains("INFO     [default > converge] Executing\n"))
            #expect(result.error.contains("INFO     [default > idempotence] Executed: Successful\n"))
            #expect(
                result.error.contains(
                    "default                   : actions=3  successful=2  disabled=0  skipped=0  missing=1  failed=0"))
            #expect(result.output.contains("\"msg\": \"hello\""))
            let wrong = try Command(name: "molecule", directory: project, environment: environment).run([
                "test", "-s", "no",
            ])
            #expect(wrong.status == 1 && wrong.error.contains("'molecule/no/molecule.yml' glob failed.  Exiting."))
            let platform = try Command(name: "molecule", directory: project, environment: environment)
                .run(["test", "-p", "gonzo"])
            #expect(platform.status == 4 && platform.error.contains("Instances missing from the 'platform' section"))
        }
    }

    @Test func whatPlaybooksPrintIsJoinedAsMoleculeDoes() throws {
        try inCopy(of: "idem") { project, environment in
            try write(play("    - debug: {msg: 'a   '}\n", hosts: "all:nobody"), "converge.yml", in: project)
            let result = try Command(name: "molecule", directory: project, environment: environment).run(["converge"])
            #expect(result.status == 0)
            #expect(result.output.contains("[WARNING]: Could not match supplied host pattern, ignoring: nobody"))
            #expect(!result.error.contains("nobody"))
            #expect(result.output.contains("ignored=0\n") && !result.output.contains(" \n"))
            var coloured = environment
            coloured["NO_COLOR"] = ""
            coloured["PY_COLORS"] = "1"
            let bordered = try Command(name: "molecule", directory: project, environment: coloured).run(["converge"])
            #expect(bordered.status == 0 && bordered.output == "")
            #expect(bordered.error.contains("│\u{1B}[0m \u{1B}[0;32mok: [one] => {\u{1B}[0m\n"))
            #expect(bordered.error.contains("ignored=0\u{1B}[0m\n"))
        }
    }

    @Test func scenariosAreFoundByTheirOwnNamesWhereTheyAreLookedAt() throws {
        try inCopy(of: "idem") { project, environment in
            func molecule(_ words: String...) throws -> Command.Result {
                try Command(name: "molecule", directory: project, environment: environment).run(words)
            }
            let unknown = try molecule("list", "-s", "no")
            #expect(unknown.status == 1 && unknown.error == "ERROR    Scenario 'no' not found.  Exiting.\n")
            let nowhere = Command(
                name: "molecule", directory: project.deletingLastPathComponent(), environment: environment)
            let one = "'molecule/default/molecule.yml' glob failed.  Exiting.\n"
            #expect(try nowhere.run(["create"]).error == "CRITICAL \(one)ERROR    \(one)")
            #expect(
                try nowhere.run(["create", "--all"]).error
                    == "CRITICAL 'molecule/*/molecule.yml' glob failed.  Exiting.\n")
            let other = project.appending(path: "molecule/other")
            try FileManager.default.copyItem(at: project.appending(path: "molecule/default"), to: other)
            let file = other.appending(path: "molecule.yml")
            let text = try String(contentsOf: file, encoding: .utf8).replacing(
                "scenario:\n", with: "scenario:\n  name: mine\n")
            try text.write(to: file, atomically: true, encoding: .utf8)
            let named = try molecule("list", "-s", "mine", "-f", "plain")
            #expect(named.status == 0 && named.output.contains(" mine "), "\(named.output)\(named.error)")
            try text.replacing("name: mine", with: "name: default").write(to: file, atomically: true, encoding: .utf8)
            let twice = try molecule("list")
            #expect(twice.status == 1 && twice.error.contains("Duplicate scenario name 'default' found.  Exiting."))
            let title = try molecule("matrix", "-s", "default", "side-effect")
            #expect(title.output.hasPrefix("\nSide-Effect matrix\n------------------\n"))
            let version = try molecule("--version")
            #expect(version.output.hasPrefix("molecule 26.10.0") && version.output.contains("\n    ansible:2.19."))
        }
    }

    @Test func theOldNameOfConvergeIsWarnedOf() throws {
        try inCopy(of: "idem") { project, environment in
            let place = project.appending(path: "molecule/default")
            try FileManager.default.removeItem(at: place.appending(path: "converge.yml"))
            try write(play("    - debug: {msg: hello}\n"), "playbook.yml", in: project)
            let molecule = Command(name: "molecule", directory: project, environment: environment)
            let warning = "WARNING  [default > converge] playbook.yml was deprecated, rename it to converge.yml\n"
            let old = try molecule.run(["converge"])
            #expect(old.status == 0 && old.error.contains(warning) && old.output.contains("hello"))
            let file = place.appending(path: "molecule.yml")
            let text = try String(contentsOf: file, encoding: .utf8)
            try (text + "provisioner: {playbooks: {converge: playbook.yml}}\n").write(
                to: file, atomically: true, encoding: .utf8)
            let named = try molecule.run(["converge"])
            #expect(named.status == 0 && !named.error.contains("deprecated"))
        }
    }

    @Test func whatIsWrongWithAFileIsToldOnce() throws {
        try inCopy(of: "idem") { project, environment in
            try write("driver: ${A:+b}\n", "molecule.yml", in: project)
            let result = try Command(name: "molecule", directory: project, environment: environment).run(["test"])
            #expect(result.status == 1)
            #expect(result.error.components(separatedBy: "Invalid placeholder").count == 2)
        }
    }

    @Test func scenariosRunAtTheSameTimeWithWholeOutputs() throws {
        try inCopy(of: "idem") { project, environment in
            try write(play("    - name: Wait\n      pause: {seconds: 2}\n"), "converge.yml", in: project)
            for index in 0..<4 {
                try FileManager.default.copyItem(
                    at: project.appending(path: "molecule/default"), to: project.appending(path: "molecule/s\(index)"))
            }
            let result = try Command(name: "swiftplay", directory: project, environment: environment)
                .run(["test", "--all", "--jobs", "5"])
            #expect(result.status == 0, "\(result.output)\(result.error)")
            let lines = result.output.split(separator: "\n").filter {
                $0.contains(": converge ") || $0.contains(": idempotence ")
            }
            let owners = lines.map { $0.prefix { $0 != ":" } }
            let changes = zip(owners, owners.dropFirst()).count { $0 != $1 }
            #expect(Set(owners).count == 5 && changes == 4)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: environment["HOME"]! + "/.ansible").contains(
                    "roles") == false)
        }
    }
}
