import Foundation
import Testing

/// Settings do what the reference of settings says of them.
@Suite struct SettingTests {
    private static let play = "- {hosts: all, gather_facts: false, tasks: [debug: {msg: shown}]}\n"
    private static let hosts = "here ansible_connection=local ansible_python_interpreter=/usr/bin/python3\n"

    private func run(
        _ files: [String: String] = [:], _ environment: [String: String] = [:], _ more: [String] = []
    ) throws -> (site: Site, result: Command.Result) {
        let site = try Site(["hosts": Self.hosts, "play.yml": Self.play].merging(files) { $1 })
        return (site, try site.run("ansible-playbook", ["-i", "hosts", "play.yml"] + more, environment))
    }

    /// What is set for sudo alone counts where nothing is set for every way to become a user.
    @Test(
        arguments: [
            (["ANSIBLE_BECOME_PASS": "open sesame", "ANSIBLE_SUDO_PASS": "shut"], ""),
            (
                ["ANSIBLE_SUDO_PASS": "open sesame", "ANSIBLE_BECOME_FLAGS": "--general", "ANSIBLE_SUDO_FLAGS": "no"],
                ""
            ),
            ([:], "password = open sesame\nuser = daemon\nflags = --from-file"),
        ] as [([String: String], String)])
    func settingsOfSudoCount(_ environment: [String: String], _ file: String) throws {
        let sudo = """
            #!/bin/sh
            while [ "$1" != -u ]; do echo " $1 " >> "$(dirname "$0")/words"; [ "$1" = -p ] && prompt=$2; shift; done
            echo " $1 $2" >> "$(dirname "$0")/words"
            printf %s "$prompt" >&2
            read -r word
            [ "$word" = "open sesame" ] || exit 1
            shift 2
            exec "$@"
            """
        let site = try Site(["hosts": Self.hosts, "sudo": sudo])
        let program = site.folder.appending(path: "sudo").path
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        try Data("[sudo_become_plugin]\nexecutable = \(program)\n\(file)\n".utf8)
            .write(to: site.folder.appending(path: "ansible.cfg"))
        let settings = file.isEmpty ? environment.merging(["ANSIBLE_SUDO_USER": "daemon"]) { $1 } : environment
        let result = try site.run("ansible", ["-i", "hosts", "all", "-b", "-m", "command", "-a", "echo ran"], settings)
        #expect(result.status == 0 && result.output.contains("ran"), "\(result)")
        #expect(site.text("words").contains("-u daemon"))
        for (flag, isGiven) in [
            ("--from-file", !file.isEmpty), ("--general", environment["ANSIBLE_BECOME_FLAGS"] != nil), (" no ", false),
        ] { #expect(site.text("words").contains(flag) == isGiven, "\(site.text("words"))") }
    }

    @Test func verboseTextGoesToStandardError() throws {
        let usual = try run([:], [:], ["-vv"]).result
        #expect(usual.output.contains("1 plays in") && !usual.error.contains("1 plays in"))
        let moved = try run([:], ["ANSIBLE_VERBOSE_TO_STDERR": "1"], ["-vv"]).result
        #expect(moved.error.contains("1 plays in") && !moved.output.contains("1 plays in"))
        #expect(moved.output.contains("shown"))
    }

    @Test(arguments: [("ansible", false), ("urllib3", true)])
    func filteredLoggersLeaveTheLog(_ filter: String, _ isWritten: Bool) throws {
        let (site, result) = try run([:], ["ANSIBLE_LOG_PATH": "log", "ANSIBLE_LOG_FILTER": "paramiko,\(filter)"])
        #expect(result.status == 0)
        #expect(site.text("log").contains("shown") == isWritten)
    }

    @Test func debugTellsOfImplicitMetas() throws {
        let play = """
            - hosts: all
              gather_facts: false
              tasks: [{command: "true", notify: later}]
              handlers: [{name: later, debug: {msg: handled}}]
            """
        let result = try run(["play.yml": play], ["ANSIBLE_DEBUG": "1"]).result
        #expect(result.output.contains("META: triggered running handlers for here"))
        #expect(try !run(["play.yml": play]).result.output.contains("META:"))
    }

    private static func collection(_ wanted: String) -> [String: String] {
        let root = "collections/ansible_collections/some/thing"
        return [
            "ansible.cfg": "[defaults]\ncollections_path = collections\n",
            "\(root)/meta/runtime.yml": "requires_ansible: '\(wanted)'\n",
            "\(root)/plugins/modules/sayer.py":
                "#!/usr/bin/python3\nprint('{\"changed\": false, \"msg\": \"it ran\"}')\n# WANT_JSON\n",
            "play.yml": "- {hosts: all, gather_facts: false, tasks: [{some.thing.sayer: }]}\n",
        ]
    }

    private static let mismatch = "COLLECTIONS_ON_ANSIBLE_VERSION_MISMATCH"

    @Test(arguments: [
        ("warning", ">=2.9,<2.10", Int32(0), true), ("ignore", ">=2.9,<2.10", 0, false),
        ("error", ">=2.9,<2.10", 4, true), ("error", ">=2.9", 0, false), ("warning", ">=2.9", 0, false),
    ]) func collectionsSayWhichVersionTheyWant(
        _ behaviour: String, _ wanted: String, _ status: Int32, _ isTold: Bool
    ) throws {
        let result = try run(Self.collection(wanted), ["ANSIBLE_\(Self.mismatch)": behaviour]).result
        #expect(result.status == status, "\(result.error)")
        let told = "Collection some.thing does not support Ansible version"
        #expect(result.error.contains(told) == isTold, "\(result.error)")
    }

    @Test(arguments: [("top", "top"), ("bottom", "below"), ("all", "below")])
    func variablesOfPlaybooksHaveARoot(_ root: String, _ who: String) throws {
        let files = [
            "group_vars/all.yml": "who: top\n", "below/group_vars/all.yml": "who: below\n",
            "below/site.yml": Self.play.replacing("shown", with: "\"it is {{ who }}\""),
            "play.yml": "- import_playbook: below/site.yml\n",
        ]
        let site = try Site(files.merging(["inventory/hosts": Self.hosts]) { $1 })
        let result = try site.run(
            "ansible-playbook", ["-i", "inventory/hosts", "play.yml"], ["ANSIBLE_PLAYBOOK_VARS_ROOT": root])
        #expect(result.output.contains("it is \(who)"), "\(result.output)\(result.error)")
    }

    @Test func unknownVariableRootsAreRefused() throws {
        let result = try run([:], ["ANSIBLE_PLAYBOOK_VARS_ROOT": "elsewhere"]).result
        #expect(result.status == 1 && result.error.contains("Unknown playbook vars logic: elsewhere"))
    }

    @Test func becomingOneselfIsSkippedUnlessAskedFor() throws {
        let play = """
            - hosts: all
              gather_facts: false
              become: true
              become_user: "{{ lookup('pipe', 'id -un') }}"
              tasks: [{command: id -un}]
            """
        let environment = ["ANSIBLE_BECOME_EXE": "/nowhere/sudo"]
        #expect(try run(["play.yml": play], environment).result.status == 0)
        let asked = environment.merging(["ANSIBLE_BECOME_ALLOW_SAME_USER": "1"]) { $1 }
        #expect(try run(["play.yml": play], asked).result.output.contains("/nowhere/sudo"))
    }

    @Test func filesWithoutPluginsAreToldApartByTheirEndings() throws {
        let files = [
            "library/sayer.pl": "#!/bin/sh\n# WANT_JSON\necho '{\"changed\": false, \"msg\": \"it ran\"}'\n",
            "play.yml": "- {hosts: all, gather_facts: false, tasks: [{sayer: }]}\n",
        ]
        #expect(try run(files).result.status == 0)
        let ignored = try run(files, ["ANSIBLE_MODULE_IGNORE_EXTS": ".pl"]).result
        #expect(ignored.error.contains("couldn't resolve module/action 'sayer'"))
    }

    @Test func textsThatAreNoUnicodeAreRefused() throws {
        let files = [
            "play.yml": Self.play.replacing("shown", with: "\"{{ text | from_json }}\""),
            "group_vars/all.yml": "text: '\"hi \\udc80 there\"'\n",
        ]
        #expect(try run(files).result.output.contains("Refusing to deserialize an invalid UTF8 string value"))
        let lenient = try run(files, ["ANSIBLE_MODULE_STRICT_UTF8_RESPONSE": "0"]).result
        #expect(lenient.output.contains("hi ? there"))
    }

    @Test func textsThatLookLikeTemplatesAreTold() throws {
        let files = ["play.yml": Self.play.replacing("msg: shown", with: "var: given")]
        let given = ["-e", "{\"given\": {\"__ansible_unsafe\": \"{{ 1 }}\"}}"]
        let name = "_ANSIBLE_TEMPLAR_UNTRUSTED_TEMPLATE_BEHAVIOR"
        let told = "Encountered untrusted template or expression."
        #expect(try !run(files, [:], given).result.error.contains(told))
        let warned = try run(files, [name: "warning"], given).result
        #expect(warned.error.contains(told) && warned.output.contains("\"given\": \"{{ 1 }}\""))
    }

    @Test func settingsWithoutEffectAreNamed() throws {
        let result = try run([:], ["ANSIBLE_BECOME_PLUGINS": "/x", "ANSIBLE_MAX_DIFF_SIZE": "1"]).result
        #expect(result.error.contains("The setting 'BECOME_PLUGIN_PATH'"))
        #expect(!result.error.contains("MAX_FILE_SIZE_FOR_DIFF"))
    }
}
