import Foundation
import Testing

/// Modules that import `ansible.module_utils` run with what they import, from wherever that stands. The library that
/// they import from is a stand-in beside the playbook.
@Suite struct PythonModuleTests {
    private let folder = Command.cases.appending(path: "python")

    @Test func pluginFilesThatDoNotLoadAreTold() throws {
        let result = try Command(directory: Command.cases.appending(path: "plugins")).run(["-i", "hosts", "play.yml"])
        let words = "Skipping filter plugins in some.where.broken'; an error occurred while loading: it does not load"
        #expect(result.error.components(separatedBy: words).count == 2)
        #expect(result.status == 0)
    }

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

    @Test func tracebacksAreKeptWhereTheyAreAskedFor() throws {
        let command = Command(
            directory: folder,
            environment: [
                "PYTHONPATH": folder.appending(path: "package").path, "ANSIBLE_DISPLAY_TRACEBACK": "error",
            ])
        let result = try command.run(["python.yml"])
        #expect(result.status == 0, "\(result.output)\n\(result.error)")
    }

    /// Over a shell each module has an interpreter of its own.
    @Test func withoutAnAgent() throws {
        let command = Command(
            directory: folder, environment: ["PYTHONPATH": folder.appending(path: "package").path])
        let result = try command.run(["python.yml", "-e", "ansible_swiftplay_agent=false"])
        #expect(result.status == 0, "\(result.output)\n\(result.error)")
    }

    /// The interpreter that runs a user's modules has ended before the account is removed.
    @Test(.enabled(if: geteuid() == 0 && access("/usr/bin/sudo", X_OK) == 0)) func anAccountIsLeft() throws {
        let command = Command(
            directory: folder, environment: ["PYTHONPATH": folder.appending(path: "package").path])
        let result = try command.run(["leaving.yml"])
        #expect(result.status == 0, "\(result.output)\n\(result.error)")
    }

    @Test func olderLibraries() throws {
        let result = try run("older.yml", library: "older")
        #expect(result.status == 0, "\(result.output)\n\(result.error)")
    }

    @Test func noLibrary() throws {
        let result = try run("older.yml", library: "none")
        #expect(result.status == 2)
        #expect(result.output.contains("there is no ansible-core library on this machine"))
    }

    /// Runs a playbook where Python finds packages in `library` alone.
    private func run(_ playbook: String, library: String) throws -> Command.Result {
        let command = Command(
            directory: folder,
            environment: [
                "PYTHONPATH": folder.appending(path: library).path, "PATH": "/nowhere", "VIRTUAL_ENV": "/nowhere",
                "HOME": FileManager.default.temporaryDirectory.path,
            ])
        return try command.run([playbook])
    }
}
