import System
import Testing

/// Tests that each call gives by an agent and over a shell what it gives by system calls: the same answers, errors and
/// files.
protocol SystemContract {}

extension SystemContract {
    /// Runs `body` on an empty directory of its own, by system calls and far, and expects it to tell the same.
    func compare(
        _ place: Place, _ body: (any System, String) async throws -> String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let machine = try await place.open()
        defer { machine.close() }
        var told: [String] = []
        for system in [LocalSystem(), machine.system(environment: [:])] as [any System] {
            let root = try await LocalSystem().makeTemporary(
                in: "/tmp", prefix: "swiftplay-shell-", suffix: "", isDirectory: true)
            let result: Result<String, any Error>
            do { result = .success(try await body(system, root)) } catch { result = .failure(error) }
            try await LocalSystem().remove(root, recursive: true)
            told.append(try result.get().replacing(root, with: "ROOT"))
        }
        let (near, far) = (told[0].split(separator: "\n"), told[1].split(separator: "\n"))
        let differences = zip(far, near).filter { $0 != $1 }.map { "\($0) in place of \($1)" }
        #expect(far.count == near.count, sourceLocation: sourceLocation)
        #expect(differences == [], sourceLocation: sourceLocation)
    }

    /// What came of a call, with the errno of its failure.
    func outcome<R>(_ call: () async throws(SystemError) -> R) async -> String {
        do { return "\(try await call())" } catch { return "[\(error.code)] \(error.reason)" }
    }

    func told(_ info: FileInfo?) -> String {
        guard var info else { return "none" }
        (info.inode, info.accessed, info.modified, info.changed) = (0, 0, 0, 0)
        return "\(info)"
    }
}
