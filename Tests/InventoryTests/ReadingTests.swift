import Diagnostics
import Foundation
import Loading
import TemplatePlugins
import Templating
import Testing
import Values

@testable import Inventory

/// What no listing shows: errors, literals, relations.
@Suite struct ReadingTests {
    @Test(arguments: [
        ("[web:what]\n", "Section [web:what] has unknown type: what"),
        ("[web vars]\n", "Invalid section entry: '[web vars]'"),
        ("[a:children]\nnosuch\n", "Section [a:children] includes undefined group 'nosuch'."),
        ("[a:vars]\nx=1\n", "Section [a:vars] not valid for undefined group 'a'."),
        ("[a]\nh1 novalue\n", "Expected key=value host variable assignment, got: novalue"),
        ("[a]\nh1 x=\"open\n", "Error parsing host definition 'h1 x=\"open': No closing quotation"),
        ("[a]\nh1\n[a:vars]\nnovalue\n", "Expected key=value, got: novalue"),
        ("[a]\nh[1:\n", "host range must be begin:end or begin:end:step"),
        ("[a]\nh[9999999999:99999999999999]\n", "stands for too many hosts"),
        ("[a:children]\nb\n[b:children]\na\n", "creates a recursive dependency loop"),
    ]) func brokenINI(_ text: String, _ message: String) throws {
        let warnings = Warnings()
        let inventory = try Cases.inventory(text: text, warnings)
        #expect(warnings.all.contains { $0.contains("'ini' plugin") && $0.contains(message) }, "\(warnings.all)")
        #expect(inventory.sources.isEmpty)
        #expect(inventory.hosts.isEmpty)
    }

    @Test(arguments: [
        ("[all", "Expected ']' at the end of a table declaration (at line 1)"),
        ("[a]\nx = 1\nx = 2\n", "Cannot overwrite a value (at line 3)"),
        ("[a]\n[a]\n", "Cannot declare"), ("[a]\nx = \"open\n", "Unterminated string"),
        ("[a]\nx = 1979-13-01\n", "Invalid value"), ("", "Parsed empty TOML file"),
        ("[a]\nhosts = 1\n", "Invalid \"hosts\" entry for \"a\" group, requires a dict"),
        ("x = " + String(repeating: "[", count: 5000), "nested too deeply"),
    ]) func brokenTOML(_ text: String, _ message: String) throws {
        let warnings = Warnings()
        let inventory = try Cases.inventory(text: text, name: "hosts.toml", warnings)
        #expect(warnings.all.contains { $0.contains("'toml' plugin") && $0.contains(message) }, "\(warnings.all)")
        #expect(inventory.sources.isEmpty)
    }

    @Test(arguments: [
        (GroupNameRule.never, "1a-b", 1), (.ignore, "1a-b", 0), (.always, "_a_b", 1), (.silently, "_a_b", 0),
    ]) func groupNamesThatCannotBeVariables(_ rule: GroupNameRule, _ name: String, _ warnings: Int) {
        let (safe, warning) = rule.apply(to: "1a-b")
        #expect(safe == name)
        #expect((warning == nil ? 0 : 1) == warnings)
        #expect(rule.apply(to: "web_1").warning == nil)
    }

    @Test(arguments: [true, false]) func scriptsMaySpeakUp(_ shows: Bool) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "script-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let script = "#!/bin/sh\necho beware >&2\necho '{\"_meta\": {\"hostvars\": {}}, \"web\": [\"one\"]}'\n"
        try Data(script.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        let warnings = Warnings()
        var context = InventoryContext(files: DataLoader())
        context.report = { warnings.add($0.message) }
        context.showsScriptErrors = shows
        #expect(try Inventory.parse([path], context).hosts["one"] != nil)
        #expect(warnings.all.contains { $0.contains("beware") } == shows)
    }

    @Test func unknownPluginsAreNamed() throws {
        let warnings = Warnings()
        _ = try Cases.inventory(text: "plugin: amazon.aws.aws_ec2\n", name: "x.aws_ec2.yml", warnings)
        #expect(warnings.all.contains { $0.contains("unknown plugin 'amazon.aws.aws_ec2'") })
    }

    static let literal: [(text: String, value: Value)] = [
        ("1_000", 1000), ("0b101", 5), ("0o17", 15), ("-0x10", -16), ("1.", 1.0), (".5", 0.5), ("1e-3", 0.001),
        ("[]", []), ("()", []), ("(1)", 1), ("(1,)", [1]), ("{}", [:]), ("{'a': [1, {}]}", ["a": [1, [:]]]),
        ("'a' \"b\"", "ab"), ("'\\x41\\u00e9\\n'", "Aé\n"), ("r'\\n'", "\\n"), ("True", true),
        ("None", Value.none), ("'''a'b'''", "a'b"), ("1, 2", [1, 2]),
    ]

    @Test(arguments: literal.indices) func literals(_ index: Int) {
        let (text, value) = Self.literal[index]
        #expect(PythonLiteral.value(text) { .string($0) } == value, "\(text)")
    }

    @Test(arguments: ["yes", "010", "1__0", "[1", "'a", "a b", "1.2.3", "{1: }", "--", "[1,,2]", "f(x)", "0x", ""])
    func noLiterals(_ text: String) {
        #expect(PythonLiteral.value(text) { .string($0) } == nil)
    }

    @Test func hostsOfGroupsInOrder() throws {
        let inventory = try Cases.inventory(text: "u\n[a]\nh1\nh2\n[b:children]\na\nc\n[c]\nh3\nh1\n")
        #expect(inventory.hostNames(in: "all") == ["u", "h1", "h2", "h3"])
        #expect(inventory.hostNames(in: "b") == ["h1", "h2", "h3"])
        #expect(inventory.groups(of: "h1").map(\.name) == ["b", "a", "c"])
        #expect(inventory.magicVariables(of: "h1")["group_names"] == ["a", "b", "c"])
    }

    @Test func groupsOfOneDepthByPriorityThenName() throws {
        let inventory = try Cases.inventory(
            text: "[a]\nh\n[b]\nh\n[c]\nh\n[a:vars]\nansible_group_priority=10\n")
        #expect(inventory.groups(of: "h").map(\.name) == ["b", "c", "a"])
    }

    @Test func dynamicHostsAndGroups() throws {
        var inventory = try Cases.inventory(text: "u\n[a]\nh1\n")
        inventory.addHost("new", to: "a")
        inventory.addHost("free", to: "all")
        try inventory.addChild("fresh", to: "b")
        inventory.addHost("u", to: "fresh")
        inventory.reconcile()
        #expect(inventory.hostNames(in: "ungrouped") == ["free"])
        #expect(inventory.hostNames(in: "all") == ["free", "h1", "new", "u"])
        #expect(inventory.groups["fresh"]?.depth == 2)
    }

    @Test func theControllerIsAlwaysThere() throws {
        let inventory = Inventory()
        let local = try #require(inventory.host(named: "localhost"))
        #expect(local.isImplicit)
        #expect(local.vars["ansible_connection"] == "local")
        #expect(inventory.host(named: "elsewhere") == nil)
    }

    @Test func aThousandHosts() throws {
        let inventory = try Cases.inventory(text: "[a]\nh[0001:1000] x=1 y=\"[1, 2]\"\n[b]\nh[0001:1000]\n")
        #expect(inventory.hosts.count == 1000)
        #expect(inventory.hostNames(in: "b").count == 1000)
    }
}
