import Foundation

/// The built command, run as an operator runs it.
struct Command {
    var name = "ansible-playbook"
    var directory: URL
    var environment: [String: String] = [:]
    /// What it reads; nothing where there is no such file.
    var input: URL?

    /// The programs stand beside the test bundle.
    static let programs = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    static let cases = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

    struct Result {
        var output: String
        var error: String
        var status: Int32
    }

    /// Runs it under its Ansible name, with no terminal and no colour.
    func run(_ arguments: [String]) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let link = folder.appending(path: name)
        try FileManager.default.createSymbolicLink(
            at: link, withDestinationURL: Self.programs.appending(path: "swiftplay"))
        let process = Process()
        process.executableURL = link
        process.arguments = arguments
        process.currentDirectoryURL = directory
        let inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("ANSIBLE_") }
        process.environment = inherited.merging(["ANSIBLE_NOCOLOR": "1"]) { $1 }.merging(environment) { $1 }
        process.standardInput = input.flatMap { try? FileHandle(forReadingFrom: $0) } ?? FileHandle.nullDevice
        let (output, error) = (folder.appending(path: "out"), folder.appending(path: "err"))
        for file in [output, error] { FileManager.default.createFile(atPath: file.path, contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: error)
        try process.run()
        process.waitUntilExit()
        return Result(
            output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            error: String(decoding: try Data(contentsOf: error), as: UTF8.self), status: process.terminationStatus)
    }
}
