import Foundation
import Testing

/// The commands of the family print what ansible-core's print (Tests/Oracles/commands.py keeps that) and end as they end.
@Suite struct CommandGoldenTests {
    static let folder = Command.cases.appending(path: "commands")
    static let names = try! FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    static let commands = [
        "ansible", "ansible-config", "ansible-console", "ansible-doc", "ansible-galaxy", "ansible-inventory",
        "ansible-playbook", "ansible-pull", "ansible-vault",
    ]

    @Test(arguments: names) func script(_ name: String) throws {
        let root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: root) }
        let (bin, work) = (root.appending(path: "bin"), root.appending(path: "case"))
        try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
        for command in Self.commands {
            try FileManager.default.createSymbolicLink(
                at: bin.appending(path: command), withDestinationURL: Command.programs.appending(path: "swiftplay"))
        }
        try FileManager.default.copyItem(at: Self.folder.appending(path: name), to: work)
        let lines = try String(contentsOf: work.appending(path: "script"), encoding: .utf8).split(separator: "\n")
        let script = "exec 2>&1\n" + lines.map { "\($0)\necho \"status $?\"" }.joined(separator: "\n")
        let expected = try String(contentsOf: work.appending(path: "expected.out"), encoding: .utf8)
        try FileManager.default.removeItem(at: work.appending(path: "expected.out"))

        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", script]
        process.currentDirectoryURL = work
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("ANSIBLE_") }
        environment["PATH"] = "\(bin.path):\(environment["PATH"] ?? "/usr/bin:/bin")"
        environment["COLUMNS"] = "80"
        // A home of its own: what the user's holds is no part of a test.
        let home = root.appending(path: "home")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        environment["HOME"] = home.path
        environment["NO_COLOR"] = nil
        if name != "config" {
            environment["ANSIBLE_NOCOLOR"] = "1"
            environment["ANSIBLE_FORKS"] = "1"
        }
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let got = text.replacingOccurrences(of: work.path, with: "CASE").components(separatedBy: "\n")
        for (number, (got, wanted)) in zip(got, expected.components(separatedBy: "\n")).enumerated() {
            try #require(got == wanted, "line \(number + 1)")
        }
        #expect(got.count == expected.components(separatedBy: "\n").count)
    }
}
