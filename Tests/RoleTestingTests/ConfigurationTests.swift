import Diagnostics
import Testing
import Values

@testable import RoleTesting

/// How the files of a scenario become one configuration.
@Suite struct ConfigurationTests {
    @Test func dictionariesAreMergedAndListsReplaced() {
        let base: Dict = ["a": ["x": 1, "y": [1, 2]], "b": "old", "c": "kept"]
        let over: Dict = ["a": ["y": [3], "z": 4], "b": ["new": true]]
        #expect(
            Value.dict(base.merged(with: over))
                == ["a": ["x": 1, "y": [3], "z": 4], "b": ["new": true], "c": "kept"])
    }

    private func document(_ text: String) throws(Diagnostic) -> ScenarioDocument {
        try ScenarioDocument(SourceFile(name: "molecule.yml", text: text), variables: [:])
    }

    @Test func legacyKeysMoveBelowAnsible() throws {
        let data = try document("provisioner: {env: {A: 1}, playbooks: {verify: v.yml}, ansible_args: [-v], log: true}")
            .data
        let moved = LegacyKeys.moved(data)
        #expect(moved.value("ansible", "env") == ["A": 1])
        #expect(moved.value("ansible", "playbooks", "verify") == "v.yml")
        #expect(moved.value("ansible", "executor", "args", "ansible_playbook") == ["-v"])
        #expect(moved.value("provisioner") == ["log": true])
    }

    @Test func theSameThingTwiceIsAnError() throws {
        let twice = try document("provisioner: {env: {A: 1}}\nansible: {env: {A: 2}}")
        #expect(throws: Diagnostic.self) { try LegacyKeys.check(twice) }
    }

    @Test(arguments: [
        ("drivr: {}", "Unknown key 'drivr', it is not used.", "Did you mean 'driver'?"),
        ("verifier:\n  lint: x", "Unknown key 'lint' in verifier, it is not used.", nil),
        (
            "platforms:\n  - name: a\n    imagee: b", "Unknown key 'imagee' in platforms[0], it is not used.",
            "Did you mean 'image'?"
        ),
    ])
    func unknownKeysAreWarnings(text: String, message: String, help: String?) throws {
        let warnings = KnownKeys.warnings(for: try document(text))
        #expect(warnings.map(\.message) == [message])
        #expect(warnings.first?.help == help)
        #expect(warnings.first?.span != nil)
    }

    @Test(arguments: ["x-anchors: &a {b: 1}", "lint: |\n  yamllint .", "driver: {name: docker}", ""])
    func whatIsKnownIsNot(text: String) throws { #expect(KnownKeys.warnings(for: try document(text)).isEmpty) }

    @Test func stepsCarryArguments() throws {
        let step = try Step("verify ../shared/a.yml b.yml")
        #expect(step.action == .verify)
        #expect(step.arguments == ["../shared/a.yml", "b.yml"])
        #expect(try Step("side-effect").action == .sideEffect)
        #expect(throws: Diagnostic.self) { try Step("convergee") }
    }

    @Test func groupsAndChildrenHoldTheHosts() {
        let inventory = ScenarioInventory(
            platforms: [
                Platform(name: "a"), Platform(name: "b", groups: ["web", "db"], children: ["inner"]),
            ], variables: ["a": ["ansible_host": "10.0.0.1"]], connectionOptions: ["ansible_user": "me"])
        let data = inventory.data
        #expect(data.value("all", "hosts", "a") == ["ansible_host": "10.0.0.1", "ansible_user": "me"])
        #expect(data.value("ungrouped", "hosts")?.mapping?.keys.map(\.plainText) == ["a"])
        #expect(data.value("web", "hosts", "b") == ["ansible_user": "me"])
        #expect(data.value("db", "children", "inner", "hosts", "b") == ["ansible_user": "me"])
        #expect(data.value("web", "vars", "molecule_file") == "{{ lookup('env', 'MOLECULE_FILE') }}")
    }

    @Test func optionsBecomeWordsInTheOrderOfTheirNames() {
        let words = ScenarioRun.words(of: ["skip_tags": "a,b", "check": true, "D": true, "diff": false, "e": "x=1"])
        #expect(words == ["-D", "--check", "-e", "x=1", "--skip-tags", "a,b"])
    }
}
