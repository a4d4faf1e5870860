import Foundation

/// What `swift package dump-package` says of this package, and the imports that its files hold.
struct Package: Decodable {
    struct Target: Decodable {
        struct Dependency: Decodable {
            var byName: [String?]?
            var target: [String?]?
            var product: [String?]?

            /// The name of the target or of the product, as files import it.
            var name: String? { (byName ?? target ?? product)?.first ?? nil }
        }

        var name: String
        var type: String
        var path: String?
        var dependencies: [Dependency]

        var isTest: Bool { type == "test" }
        /// Whether Swift files import its dependencies: the targets of C have none, and system libraries have no files.
        var isSwift: Bool { type != "system-target" && !files.isEmpty }

        /// The names that the manifest declares as dependencies of the target.
        var declared: Set<String> { Set(dependencies.compactMap(\.name)) }

        /// The Swift files of the target.
        var files: [URL] {
            let folder = Package.root.appending(path: path ?? "\(isTest ? "Tests" : "Sources")/\(name)")
            let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
            return (found?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
        }

        /// The modules that the target's files import, each with the name of one file that does.
        func imports() throws -> [String: String] {
            var imports: [String: String] = [:]
            for file in files {
                for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                    guard let name = Self.imported(line) else { continue }
                    imports[name] = file.lastPathComponent
                }
            }
            return imports
        }

        /// The module of a line such as `@testable import Values` or `public import struct Values.Dict`.
        static func imported(_ line: Substring) -> String? {
            let words = line.split(separator: " ")
            let modifiers: Set<Substring> = ["public", "package", "internal", "private", "fileprivate"]
            let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "var", "let"]
            let rest = words.drop { modifiers.contains($0) || $0.hasPrefix("@") }
            guard rest.first == "import" else { return nil }
            return rest.dropFirst().drop { kinds.contains($0) }.first?.split(separator: ".").first.map(String.init)
        }
    }

    var targets: [Target]

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The package as SwiftPM describes it, asked once for all tests.
    static let described = Result { try describe() }

    private static func describe() throws -> Package {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        // A build folder of its own: the one in use is locked by the very run that this test is part of.
        let scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: scratch) }
        process.arguments = [
            "swift", "package", "--package-path", root.path(percentEncoded: false), "--scratch-path", scratch.path,
            "dump-package",
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode(Package.self, from: data)
    }
}
