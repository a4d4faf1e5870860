import Foundation
import Testing

/// The floors of docs/architecture.md: dependencies run strictly downward, and nothing imports what it does not declare.
@Suite struct FloorTests {
    static let floors: [[String]] = [
        ["CShims", "CYAML", "CSSH", "CPCRE2", "CCrypto", "CAgentTrim", "CCrypt"],
        ["Diagnostics", "Regex"],
        ["Values", "System", "Configuration"],
        ["YAML", "Jinja", "Modules"],
        ["Loading", "Connections", "Hosts", "Vault", "HostModules"],
        ["Templating", "MoreModules", "KubernetesModules"],
        ["TemplatePlugins"],
        ["Playbook", "Inventory"],
        ["Execution"],
        ["Callbacks"],
        ["RoleTesting"],
        ["Commands"],
        ["swiftplay", "swiftplay-agent", "templating-benchmark"],
        // Shared by tests, on no other target.
        ["Loopback"],
    ]

    struct Package: Decodable {
        struct Target: Decodable {
            struct Dependency: Decodable {
                var byName: [String?]?
                var target: [String?]?
            }
            var name: String
            var type: String
            var dependencies: [Dependency]
        }
        var targets: [Target]
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func package() throws -> Package {
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

    private static func floor(_ name: String) -> Int? { floors.firstIndex { $0.contains(name) } }

    @Test func dependenciesRunDownward() throws {
        let targets = try Self.package().targets.filter { $0.type != "test" }
        #expect(Set(targets.map(\.name)) == Set(Self.floors.joined()))
        for target in targets {
            let own = try #require(Self.floor(target.name))
            for name in target.dependencies.compactMap({ ($0.byName ?? $0.target)?.first ?? nil }) {
                // Values and System share a floor: System speaks in Values, never the other way round.
                let isSystemOnValues = target.name == "System" && name == "Values"
                let below = try #require(Self.floor(name), "\(target.name) depends on \(name), which has no floor")
                #expect(below < own || isSystemOnValues, "\(target.name) must not depend on \(name)")
            }
        }
    }

    @Test func importsAreDeclared() throws {
        let ours = Set(Self.floors.joined())
        for target in try Self.package().targets where target.type != "test" && target.type != "system-target" {
            let declared = Set(target.dependencies.compactMap { ($0.byName ?? $0.target)?.first ?? nil })
            let folder = Self.root.appending(path: "Sources/\(target.name)")
            let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
            while let file = files?.nextObject() as? URL {
                guard file.pathExtension == "swift" else { continue }
                for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                    let words = line.split(separator: " ")
                    guard let index = words.firstIndex(of: "import"), index + 1 < words.count, index < 2 else {
                        continue
                    }
                    let name = String(words[index + 1])
                    guard ours.contains(name) else { continue }
                    #expect(declared.contains(name), "\(file.lastPathComponent) imports \(name) undeclared")
                }
            }
        }
    }

    /// Foundation costs start-up time and must stay out of the agent: it has no place below floor 7.
    @Test func foundationStaysAbove() throws {
        for name in Self.floors[..<7].joined() {
            let folder = Self.root.appending(path: "Sources/\(name)")
            let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
            while let file = files?.nextObject() as? URL {
                guard file.pathExtension == "swift" else { continue }
                let text = try String(contentsOf: file, encoding: .utf8)
                #expect(!text.contains("import Foundation"), "\(file.path) imports Foundation")
            }
        }
    }
}
