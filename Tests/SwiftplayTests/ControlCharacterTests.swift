import Foundation
import Testing

/// What hosts say never drives the terminal: control characters are shown as escapes, and JSON stays JSON.
@Suite struct ControlCharacterTests {
    private static let play = """
        - hosts: all
          gather_facts: false
          ignore_errors: true
          tasks:
            - command: printf 'a\\033[2Jb\\r\\007c\\302\\233d'
              register: said
            - debug: var=said.stdout
            - debug: msg=item
              loop: ["{{ said.stdout }}"]
            - fail: msg="{{ said.stdout }}"
            - copy: {content: "{{ said.stdout }}\\n", dest: "{{ playbook_dir }}/file"}
            - copy: {content: "{{ said.stdout }}\\nmore\\n", dest: "{{ playbook_dir }}/file"}
            - name: named {{ said.stdout }}
              warner:
        """

    private static let module = """
        #!/usr/bin/python3
        import json
        print(json.dumps({'changed': False, 'warnings': ['beware \\x1b[2J']}))
        """

    @Test(arguments: SecretTests.outputs.dropLast())
    func noneReachesTheOutput(_ output: [String: String]) throws {
        let site = try Site([
            "hosts": "here ansible_connection=local\n", "play.yml": Self.play, "library/warner.py": Self.module,
        ])
        let log = site.folder.appending(path: "log").path
        let result = try site.run(
            "ansible-playbook", ["-i", "hosts", "play.yml", "-vvv", "--diff"],
            ["ANSIBLE_LOG_PATH": log].merging(output) { $1 })
        for text in [result.output, result.error, site.text("log")] {
            let controls = text.unicodeScalars.filter {
                $0.value < 32 && $0 != "\n" && $0 != "\t" || (127..<160).contains($0.value)
            }
            #expect(controls.isEmpty, "\(text.split(separator: "\n").filter { $0.contains("\u{1B}") }.prefix(5))")
        }
        #expect(result.output.contains("\\u001b[2J"))
        if output["ANSIBLE_STDOUT_CALLBACK"]?.hasSuffix("json") == true {
            // The version and the configuration file are told before.
            let json = result.output[(result.output.firstRange(of: "\n{\n")?.lowerBound ?? result.output.startIndex)...]
            #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) is [String: Any])
        }
    }

    @Test func coloursStay() throws {
        let site = try Site(["hosts": "here ansible_connection=local\n"])
        let result = try site.run(
            "ansible", ["-i", "hosts", "all", "-m", "command", "-a", "printf '\\033[31m'"],
            ["ANSIBLE_FORCE_COLOR": "1", "ANSIBLE_NOCOLOR": "0"])
        #expect(result.output.hasPrefix("\u{1B}[0;33mhere | CHANGED | rc=0 >>\u{1B}[0m\n"))
        #expect(result.output.contains("\\u001b[31m"))
    }

    /// COLUMNS is for terminals.
    @Test func bannersAreOfOneWidthWhereNobodyWatches() throws {
        let site = try Site([
            "hosts": "here ansible_connection=local\n",
            "play.yml": "- {hosts: all, gather_facts: false, tasks: [ping: ]}\n",
        ])
        let result = try site.run("ansible-playbook", ["-i", "hosts", "play.yml"], ["COLUMNS": "200"])
        let banners = result.output.split(separator: "\n").filter { $0.hasSuffix("***") }
        #expect(banners.count == 3)
        #expect(banners.allSatisfy { $0.count == 80 })
    }
}
