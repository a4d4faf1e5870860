import Foundation
import Testing

/// Secrets reach no output: neither what `no_log` hides, nor what came out of a vault, nor passwords.
@Suite struct SecretTests {
    private static let canary = "CANARY-8d1f+/x y"

    /// How the canary may be written.
    private static let forms: [String] = {
        let base64 = Data(canary.utf8).base64EncodedString()
        return [
            canary, "CANARY", String(base64.dropLast(4)), "CANARY-8d1f%2B%2Fx%20y", "CANARY-8d1f%2B/x%20y",
            String(Data("user:\(canary)".utf8).base64EncodedString().dropFirst(8).dropLast(4)),
        ]
    }()

    static let outputs: [[String: String]] = [
        [:], ["ANSIBLE_CALLBACK_RESULT_FORMAT": "yaml"], ["ANSIBLE_STDOUT_CALLBACK": "minimal"],
        ["ANSIBLE_STDOUT_CALLBACK": "oneline"], ["ANSIBLE_STDOUT_CALLBACK": "ansible.posix.json"],
        ["ANSIBLE_DISPLAY_ARGS_TO_STDOUT": "1"], ["ANSIBLE_STDOUT_CALLBACK": "screen"],
    ]

    /// Everything that a run leaves: what it prints, its log, records and what a callback in Python was given.
    private func everything(_ site: Site, _ result: Command.Result) -> String {
        [result.output, result.error, site.text("log"), site.texts(below: "records"), site.text("seen")]
            .joined(separator: "\n")
    }

    private func check(_ text: String, _ context: String) {
        for form in Self.forms where text.contains(form) {
            let lines = text.split(separator: "\n").filter { $0.contains(form) }
            Issue.record("\(context): \(form) in \(lines.prefix(3).joined(separator: "\n"))")
        }
    }

    private static let callback = """
        from ansible.plugins.callback import CallbackBase
        import json
        class CallbackModule(CallbackBase):
            CALLBACK_VERSION = 2.0
            CALLBACK_TYPE = '%s'
            CALLBACK_NAME = '%s'
            def v2_on_any(self, *args, **kwargs):
                with open('seen', 'a') as seen:
                    for part in args:
                        known = dict(getattr(part, '_result', None) or {})
                        task = getattr(part, '_task', part)
                        seen.write(repr(known) + repr(getattr(task, 'args', '')) + repr(getattr(task, 'name', '')) + '\\n')
                        self._display.display(repr(known))
        """

    private func run(_ site: Site, _ output: [String: String], _ more: [String]) throws -> Command.Result {
        let records = site.folder.appending(path: "records").path
        try FileManager.default.createDirectory(atPath: records, withIntermediateDirectories: true)
        return try site.run(
            "ansible-playbook", ["-i", "hosts", "play.yml", "--diff"] + more,
            [
                "ANSIBLE_LOG_PATH": site.folder.appending(path: "log").path,
                "ANSIBLE_CALLBACKS_ENABLED": "junit,tree,watcher", "JUNIT_OUTPUT_DIR": records,
                "SWIFTPLAY_EVENTS": "\(records)/events.jsonl", "SWIFTPLAY_REPORT": "\(records)/report.html",
                "SWIFTPLAY_JOURNAL": "1", "SWIFTPLAY_RUNS_PATH": "\(records)/runs",
                "ANSIBLE_CALLBACK_TREE_DIR": records, "ANSIBLE_RETRY_FILES_ENABLED": "1",
                "ANSIBLE_RETRY_FILES_SAVE_PATH": records, "ANSIBLE_CALLBACK_PLUGINS": "callbacks",
            ].merging(output) { $1 })
    }

    private static let hosts = "here ansible_connection=local ansible_python_interpreter=/usr/bin/python3\n"

    private static func files(_ play: String) -> [String: String] {
        [
            "hosts": hosts, "play.yml": play,
            "variables.yml": "secret: '\(canary)'\nsecrets: ['\(canary)', '\(canary)2']\n",
            "callbacks/watcher.py": String(format: callback, "aggregate", "watcher"),
            "callbacks/screen.py": String(format: callback, "stdout", "screen"),
        ]
    }

    @Test(arguments: outputs, ["-v", "-vvv", "-vvvvvv"])
    func noLogHidesInEveryOutput(_ output: [String: String], _ verbosity: String) throws {
        let site = try Site(
            Self.files(
                """
                - hosts: all
                  gather_facts: false
                  vars_files: [variables.yml]
                  ignore_errors: true
                  tasks:
                    - name: a block
                      no_log: true
                      block:
                        - command: echo {{ secret | quote }}
                        - command: sh -c 'echo {{ secret }}; echo {{ secret | b64encode }} >&2; exit 3'
                        - fail: msg="{{ secret }}"
                        - debug: msg="{{ secret }}"
                        - debug: var=secret
                        - debug: msg="{{ item }}"
                          loop: "{{ secrets }}"
                        - debug: msg="{{ secret | nosuchfilter }}"
                        - assert: {that: "secret == 'x'", fail_msg: "{{ secret }}"}
                        - copy: {content: "{{ secret }}\\n", dest: "{{ playbook_dir }}/copied"}
                        - copy: {content: "more\\n{{ secret }}\\n", dest: "{{ playbook_dir }}/copied"}
                        - template: {src: text.j2, dest: "{{ playbook_dir }}/templated"}
                        - lineinfile: {path: "{{ playbook_dir }}/copied", line: "x {{ secret }}"}
                        - blockinfile: {path: "{{ playbook_dir }}/copied", block: "x {{ secret }}"}
                        - replace: {path: "{{ playbook_dir }}/copied", regexp: more, replace: "{{ secret }}"}
                        - command: sh -c 'echo {{ secret }}; exit 1'
                          retries: 2
                          delay: 0
                          until: false
                        - command: sh -c 'echo {{ item }}; exit 1'
                          loop: "{{ secrets }}"
                          retries: 1
                          delay: 0
                          until: false
                        - command: sh -c 'echo {{ secret }}'
                          async: 20
                          poll: 1
                        - file: {path: "/nowhere/{{ secret }}", state: file}
                        - set_fact: {kept: "{{ secret }}"}
                        - uri: {url: "file:///{{ secret }}"}
                        - include_tasks: more.yml
                          loop: "{{ secrets }}"
                        - command: echo {{ secret }}
                          changed_when: secret + 1
                        - command: echo {{ secret }}
                          failed_when: secret is search('C')
                    - name: whether it is secret cannot be told
                      debug: msg="{{ item }}"
                      loop: "{{ secrets }}"
                      no_log: "{{ nothing_of_that_name }}"
                    - command: echo {{ secret }}
                      no_log: "{{ 'perhaps' }}"
                    - command: echo {{ secret }}
                      no_log: "{{ secret == 'other' or true }}"
                    - debug: msg=done
                """
            ).merging(["text.j2": "a\n{{ secret }}\n", "more.yml": "- debug: msg=included\n  no_log: true\n"]) { $1 })
        let result = try run(site, output, [verbosity, "-e", "given=\(Self.canary.replacing(" ", with: ""))"])
        let text = everything(site, result)
        check(text, "\(output) \(verbosity)")
        #expect(text.contains("censored"))
        #expect(result.status == 0, "\(result.output.suffix(2000)) \(result.error.suffix(500))")
    }

    private static let password = "vault password\n"

    private func sealed(_ site: Site, _ text: String) throws -> String {
        try text.write(to: site.folder.appending(path: "plain"), atomically: true, encoding: .utf8)
        let result = try site.run(
            "ansible-vault", ["encrypt", "plain", "--output", "-", "--vault-password-file", "password"])
        #expect(result.status == 0, "\(result.error)")
        return result.output
    }

    @Test(arguments: outputs, ["-v", "-vvvv"])
    func vaultedValuesAreMaskedInEveryOutput(_ output: [String: String], _ verbosity: String) throws {
        let site = try Site(
            Self.files(
                """
                - hosts: all
                  gather_facts: false
                  ignore_errors: true
                  vars_files: [sealed.yml]
                  tasks:
                    - debug: msg="{{ whole }} {{ inline }}"
                    - debug: msg="{{ [whole | b64encode, ('user:' ~ whole) | b64encode, whole | urlencode] }}"
                    - debug: var=whole
                    - name: with {{ whole }} in its name
                      command: sh -c 'echo "{{ whole }}" "{{ inline }}"; exit 1'
                      loop: ["{{ whole }}"]
                    - copy: {content: "{{ inline }}\\n", dest: "{{ playbook_dir }}/copied"}
                    - copy: {src: sealed.txt, dest: "{{ playbook_dir }}/opened"}
                    - fail: msg="{{ inline }}"
                    - debug: msg="{{ inline | nosuchfilter }}"
                    - user: {name: nosuchuser, password: "{{ argument }}"}
                      check_mode: true
                    - debug: msg="{{ argument }}"
                    - set_stats: {data: {kept: "{{ inline }}"}}
                """
            ).merging([
                "password": Self.password, "files/.keep": "",
            ]) { $1 })
        let inline = try sealed(site, Self.canary).split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
        let whole = try sealed(
            site, "whole: '\(Self.canary)'\nargument: '\(Self.canary)'\n")
        try whole.write(to: site.folder.appending(path: "sealed.yml"), atomically: true, encoding: .utf8)
        try sealed(site, "a line\n\(Self.canary)\n")
            .write(to: site.folder.appending(path: "sealed.txt"), atomically: true, encoding: .utf8)
        try "inline: !vault |\n\(inline)\n"
            .write(to: site.folder.appending(path: "group_vars-all"), atomically: true, encoding: .utf8)
        try FileManager.default.createDirectory(
            at: site.folder.appending(path: "group_vars"), withIntermediateDirectories: true)
        try FileManager.default.moveItem(
            at: site.folder.appending(path: "group_vars-all"), to: site.folder.appending(path: "group_vars/all.yml"))
        let more = [verbosity, "--vault-password-file", "password"]
        let result = try run(site, output.merging(["ANSIBLE_SHOW_CUSTOM_STATS": "1"]) { $1 }, more)
        check(everything(site, result), "\(output) \(verbosity)")
        #expect(result.output.contains("********"))
        #expect(site.text("copied") == Self.canary + "\n")
    }

    @Test func adHocAndConsoleMask() throws {
        let site = try Site(["hosts": Self.hosts, "password": Self.password])
        try ("secret: '\(Self.canary)'\n").write(
            to: site.folder.appending(path: "plain.yml"), atomically: true, encoding: .utf8)
        let sealed = try sealed(site, site.text("plain.yml"))
        try sealed.write(to: site.folder.appending(path: "sealed.yml"), atomically: true, encoding: .utf8)
        let vault = ["--vault-password-file", "password", "-e", "@sealed.yml", "-i", "hosts"]
        for more in [[], ["-o"], ["-vvv"], ["--tree", "records"]] {
            let result = try site.run(
                "ansible",
                ["all", "-m", "shell", "-a", "echo '{{ secret }}'; echo '{{ secret | b64encode }}'"] + vault + more)
            check(everything(site, result), "ansible \(more)")
            #expect(result.output.contains("********"))
        }
        let result = try site.run(
            "ansible-console", ["all"] + vault, input: "shell echo '{{ secret }}'\ndebug msg='{{ secret }}'\nexit\n")
        check(everything(site, result), "ansible-console")
        #expect(result.output.contains("********"))
    }

    @Test func argumentsOfRolesAndPasswordsOfConnectionsAreMasked() throws {
        let site = try Site([
            "hosts": "here ansible_connection=local ansible_become_password='\(Self.canary)'\n",
            "play.yml": """
            - hosts: all
              gather_facts: false
              roles: [{role: keeper, hidden: "{{ 'CANARY' ~ '-8d1f+/x y' }}"}]
              tasks:
                - command: echo '{{ ansible_become_password }}'
            """,
            "roles/keeper/meta/argument_specs.yml":
                "argument_specs: {main: {options: {hidden: {type: str, no_log: true}}}}\n",
            "roles/keeper/tasks/main.yml": "- debug: var=hidden\n",
        ])
        let result = try site.run("ansible-playbook", ["-i", "hosts", "play.yml", "-vv"])
        #expect(result.output.contains("********"))
        check(result.output.replacing("'CANARY' ~", with: ""), "roles")
    }

    /// A kubeconfig as a dictionary is one option that is never shown; most of what it holds is no secret.
    @Test func plainWordsInSecretDictionariesAreNotMasked() throws {
        let site = try Site([
            "play.yml": """
            - hosts: localhost
              gather_facts: false
              tasks:
                - kubernetes.core.k8s_info:
                    kind: Pod
                    kubeconfig:
                      apiVersion: v1
                      kind: Config
                      users: [{name: admin, user: {token: "\(Self.canary)"}}]
                  ignore_errors: true
                - debug:
                    msg: "v1 Config admin \(Self.canary)"
            """
        ])
        let result = try site.run("ansible-playbook", ["play.yml"])
        check(result.output + result.error, "a kubeconfig")
        #expect(result.output.contains("v1 Config admin ****"), "\(result.output)")
    }

    @Test func aSettingTurnsMaskingOff() throws {
        let site = try Site([
            "hosts": Self.hosts, "password": Self.password,
            "play.yml":
                "- {hosts: all, gather_facts: false, vars_files: [sealed.yml], tasks: [debug: {var: secret}]}\n",
        ])
        try sealed(site, "secret: '\(Self.canary)'\n").write(
            to: site.folder.appending(path: "sealed.yml"), atomically: true, encoding: .utf8)
        let command = ["-i", "hosts", "play.yml", "--vault-password-file", "password"]
        #expect(try !site.run("ansible-playbook", command).output.contains(Self.canary))
        let shown = try site.run("ansible-playbook", command, ["SWIFTPLAY_MASK_SECRETS": "no"])
        #expect(shown.output.contains(Self.canary))
    }
}
