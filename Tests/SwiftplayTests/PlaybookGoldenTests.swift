import Foundation
import Testing

/// Whole playbooks print what ansible-core prints (Tests/Oracles/playbooks.py keeps its output) and end as it ends.
@Suite struct PlaybookGoldenTests {
    static let names = try! FileManager.default.contentsOfDirectory(atPath: Command.cases.path)
        .filter { FileManager.default.fileExists(atPath: Command.cases.appending(path: "\($0)/play.yml").path) }
        .sorted()

    /// What these print they print as well where no agent runs on the host, but a shell.
    static let alsoFar: Set = [
        "async", "becoming", "check", "commands", "dnf_backend", "fact_modules", "facts", "files", "modules",
        "packages",
        "scripts", "synchronize", "timeout",
    ]

    @Test(arguments: names)
    func playbook(_ name: String) throws {
        try compare(name)
        if Self.alsoFar.contains(name) { try compare(name, ["-e", "ansible_swiftplay_agent=false"]) }
    }

    private func compare(_ name: String, _ more: [String] = []) throws {
        let folder = Command.cases.appending(path: name)
        func text(_ file: String) -> String? { try? String(contentsOf: folder.appending(path: file), encoding: .utf8) }
        let extra = (text("args") ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
        let settings = (text("environment") ?? "").split(separator: "\n").map { $0.split(separator: "=", maxSplits: 1) }
        let environment = Dictionary(settings.map { (String($0[0]), String($0[1])) }) { $1 }
        // A home of its own: what the user's holds is no part of a test.
        let home = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        let command = Command(
            directory: folder,
            environment: ["ANSIBLE_FORKS": "1", "HOME": home.path, "ANSIBLE_PYTHON_INTERPRETER": "/usr/bin/python3"]
                .merging(environment) { $1 },
            input: folder.appending(path: "input"))
        let result = try command.run(["-i", "hosts", "play.yml"] + extra + more)
        let expected = try #require(text("expected.out"))
        let status = try #require(
            text("expected.status").flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) })
        func stable(_ text: String) -> [String] {
            Self.stable(text.replacingOccurrences(of: home.path, with: "HOME"), folder)
        }
        #expect(stable(result.output) == stable(expected), "\(more) \(result.error)")
        if let errors = text("expected.err") { #expect(stable(result.error) == stable(errors), "\(more)") }
        #expect(result.status == status)
    }

    /// Without what differs from run to run, and without what this engine tells better on purpose: the caret stands
    /// under the sub-expression that failed, where ansible-core has it under the beginning of the value.
    static func stable(_ text: String, _ folder: URL) -> [String] {
        var text = text.replacingOccurrences(of: folder.path, with: "CASE")
        for key in ["delta", "start", "end"] {
            text = text.replacingOccurrences(
                of: "\"\(key)\": \"[^\"]*\"", with: "\"\(key)\": \"\"", options: .regularExpression)
        }
        text = text.replacingOccurrences(of: "j[0-9]{3,}\\.[0-9]+", with: "JOB", options: .regularExpression)
        text = text.replacingOccurrences(of: "via ansible, key=[a-z0-9-]+", with: "", options: .regularExpression)
        text = text.replacingOccurrences(
            of: "Origin: ([^\n]*:[0-9]+):[0-9]+", with: "Origin: $1", options: .regularExpression)
        text = text.replacingOccurrences(of: "\n *\\^ column [0-9]+", with: "\n^", options: .regularExpression)
        return text.components(separatedBy: "\n")
    }
}
