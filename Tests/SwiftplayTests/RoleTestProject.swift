import Foundation
import Testing

/// A role with one scenario, written for a test into a folder of its own that is the user's home as well.
struct RoleTestProject {
    let folder: URL
    let directory: URL
    var environment: [String: String]

    /// Makes it, with files by their paths in the role, and takes it away behind `body`.
    static func with(_ files: [String: String], _ body: (RoleTestProject) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let project = RoleTestProject(
            folder: folder, directory: folder.appending(path: "role"),
            environment: ["HOME": folder.path, "NO_COLOR": "1", "PLACE": folder.path])
        for (path, text) in files { try project.write(text, path) }
        try body(project)
    }

    /// Whether hosts in namespaces can be made here.
    static let hasHosts = geteuid() == 0 && access("/usr/sbin/debootstrap", X_OK) == 0

    /// The same with the images of this user, made once, for hosts in namespaces.
    static func withImages(_ files: [String: String], _ body: (RoleTestProject) throws -> Void) throws {
        try with(files) { project in
            try FileManager.default.createDirectory(at: project.cache, withIntermediateDirectories: true)
            for name in images {
                try FileManager.default.createDirectory(
                    at: realCache.appending(path: name), withIntermediateDirectories: true)
                try FileManager.default.createSymbolicLink(
                    at: project.cache.appending(path: name), withDestinationURL: realCache.appending(path: name))
            }
            try body(project)
        }
    }

    static let images = ["images", "layers", "packages"]
    static let realCache = URL(filePath: ProcessInfo.processInfo.environment["HOME"] ?? "/root").appending(
        path: ".cache/swiftplay")
    var cache: URL { folder.appending(path: ".cache/swiftplay") }

    func write(_ text: String, _ path: String) throws {
        let file = directory.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: false, encoding: .utf8)
    }

    func test(_ words: String...) throws -> Command.Result {
        try Command(name: "swiftplay", directory: directory, environment: environment).run(["test"] + words)
    }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: name).path)
    }

    func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    /// Platforms that are this machine.
    static func local(_ platforms: [String], _ sequence: String) -> String {
        """
        driver:
          name: default
          options: {managed: false, ansible_connection_options: {ansible_connection: local}}
        platforms: [\(platforms.map { "{name: \($0)}" }.joined(separator: ", "))]
        role_name_check: 2
        scenario: {test_sequence: [\(sequence)]}

        """
    }

    /// A playbook with tasks, or with the role under test.
    static func play(_ tasks: String? = nil) -> String {
        "- hosts: all\n  gather_facts: false\n" + (tasks.map { "  tasks:\n\($0)" } ?? "  roles: [role]\n")
    }
}
