import Foundation
import Testing

/// Modules that import `ansible.module_utils` run with what they import, from wherever that stands. The library that
/// they import from is a stand-in beside the playbook.
@Suite struct PythonModuleTests {
    private let folder = Command.cases.appending(path: "python")

    @Test func modules() throws {
        let home = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        let command = Command(
            directory: folder,
            environment: [
                "PYTHONPATH": folder.appending(path: "package").path, "HOME": home.path, "XDG_CACHE_HOME": home.path,
            ])
        let result = try command.run(["python.yml"])
        #expect(result.status == 0, "\(result.output)\n\(result.error)")
        // Servers remove their directories when the run is over.
        let kept = home.appending(path: "swiftplay")
        let deadline = Date.now.addingTimeInterval(10)
        func left() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: kept.path).filter { $0.hasPrefix("python-") }
        }
        while try !left().isEmpty, Date.now < deadline { sched_yield() }
        #expect(try left().isEmpty)
    }
}
