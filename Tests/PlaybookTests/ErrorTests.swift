import Diagnostics
import Foundation
import Testing
import Values

@testable import Playbook

/// Broken playbooks: the message and the place of ansible-core.
@Suite struct ErrorTests {
    struct Case: CustomTestStringConvertible {
        let name: String
        let message: String?
        let origin: String?
        var testDescription: String { name }
    }

    static let cases: [Case] = {
        let file = Project.cases.appending(path: "errors/expected.json")
        guard let data = try? Data(contentsOf: file), let all = try? JSON.parse([UInt8](data)).mapping else {
            return []
        }
        return all.map { name, expected in
            Case(
                name: name.text ?? "", message: expected.mapping?["message"]?.text,
                origin: expected.mapping?["origin"]?.text)
        }
    }()

    @Test func casesAreThere() { #expect(Self.cases.count > 50) }

    @Test(arguments: cases) func saysWhatAnsibleSays(_ broken: Case) throws {
        let project = Project("errors")
        do {
            _ = try project.playbook("\(broken.name).yml")
            #expect(broken.message == nil)
        } catch let error as Diagnostic {
            let expected = Self.withoutPythonTypes(broken.message ?? "no error")
            let root = project.directory.path + "/"
            let message = error.message.replacingOccurrences(of: root, with: "")
            #expect(
                message.hasPrefix(expected.prefix(broken.name == "missing-role" ? 35 : 53))
                    || expected.hasPrefix(message), "\(error.message)")
            if let origin = broken.origin, origin != "<unknown>", !Self.preciser.contains(broken.name) {
                #expect(error.span?.description.replacingOccurrences(of: root, with: "") == origin)
            }
        }
    }

    /// Where ansible-core shows the task or play, we show the very word.
    static let preciser: Set = [
        "string-field", "unknown-module", "include-keyword", "unbalanced", "rescue-alone", "user-twice",
        "tasks-not-list", "prompt-key", "prompt-name",
    ]

    /// ansible-core shows the names of its internal types where we say Python's.
    private static func withoutPythonTypes(_ text: String) -> String {
        var text = text
        let names = ["Dict": "dict", "Int": "int", "List": "list", "Str": "str"]
        for (tagged, plain) in names {
            text = text.replacingOccurrences(
                of: "<class 'ansible.module_utils._internal._datatag._AnsibleTagged\(tagged)'>", with: plain)
        }
        return text
    }
}
