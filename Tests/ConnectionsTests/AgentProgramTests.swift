import Glibc
import System
import Testing

/// The release build's agent, where it has been built.
@Suite struct AgentProgramTests {
    private static let path =
        #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/.build/release/swiftplay-agent"

    @Test(.enabled(if: access(path, X_OK) == 0))
    func itIsSmallOnTheWireAndNeedsNoLibrary() async throws {
        // Hosts get it as gzip compresses it.
        let sent = try await LocalSystem().run(Command(["gzip", "-6nc", Self.path]))
        #expect(sent.succeeded)
        #expect((1...5_000_000).contains(sent.output.count))
        // A dynamic executable names its interpreter near its start.
        let head = try await LocalSystem().read(Self.path, from: 0, length: 4096)
        #expect(!String(decoding: head, as: UTF8.self).contains("ld-linux"))
    }
}
