import Glibc
import System
import Testing

/// The release build's agent, where it has been built.
@Suite struct AgentProgramTests {
    private static let path =
        #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/.build/release/swiftplay-agent"

    @Test(.enabled(if: access(path, X_OK) == 0))
    func itIsSmallAndNeedsNoLibrary() async throws {
        let info = try #require(try await LocalSystem().info(Self.path, follow: true))
        #expect(info.size < 10_000_000)
        // A dynamic executable names its interpreter near its start.
        let head = try await LocalSystem().read(Self.path, from: 0, length: 4096)
        #expect(!String(decoding: head, as: UTF8.self).contains("ld-linux"))
    }
}
