import Foundation

/// A folder of files that a test makes for one run, with a home of its own.
final class Site {
    let folder: URL

    init(_ files: [String: String]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).resolvingSymlinksInPath()
        for (name, text) in files.merging(["home/.keep": ""]) { own, _ in own } {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func run(
        _ name: String = "ansible-playbook", _ arguments: [String], _ environment: [String: String] = [:],
        input: String? = nil
    ) throws -> Command.Result {
        var command = Command(name: name, directory: folder)
        command.environment = ["HOME": folder.appending(path: "home").path, "ANSIBLE_FORKS": "1"]
            .merging(environment) { $1 }
        if let input {
            command.input = folder.appending(path: "input")
            try input.write(to: folder.appending(path: "input"), atomically: true, encoding: .utf8)
        }
        return try command.run(arguments)
    }

    func text(_ name: String) -> String {
        (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
    }

    /// All text in the files below a folder.
    func texts(below name: String) -> String {
        let root = folder.appending(path: name)
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        return (files?.allObjects as? [URL] ?? []).compactMap { try? Data(contentsOf: $0) }
            .map { String(decoding: $0, as: UTF8.self) }
            .joined(separator: "\n")
    }
}
