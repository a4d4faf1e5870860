import Glibc
import System
import Testing

@Suite struct LocalSystemAccountTests {
    let system = LocalSystem()

    @Test func accountsAreFoundByNameAndId() async throws {
        let root = try #require(try await system.user(.name("root")))
        #expect(root.uid == 0 && root.home == "/root")
        #expect(try await system.user(.id(0))?.name == "root")
        #expect(try await system.group(.id(0))?.name == "root")
        #expect(try await system.groups(ofUser: "root").contains { $0.gid == 0 })
        #expect(try await system.user(.name("no-such-user")) == nil)
        #expect(try await system.group(.name("-x")) == nil)
    }

    @Test func identityIsUnames() async throws {
        let identity = try await system.identity()
        #expect(identity.uid == geteuid() && identity.kernel == "Linux" && identity.directory.hasPrefix("/"))
        #expect(try await system.run(Command(["uname", "-m"])).text == identity.architecture + "\n")
    }
}
