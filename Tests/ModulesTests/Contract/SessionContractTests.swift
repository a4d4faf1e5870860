import Foundation
import Loopback
import System
import Testing
import Values

@testable import Connections

/// The network, and what a session shows of its secrets and leaves behind.
@Suite struct SessionContractTests: SystemContract {
    @Test(arguments: Place.far) func portsAndPages(_ place: Place) async throws {
        let server = LoopbackServer(["HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: b\r\nConnection: close\r\n\r\nhello"]
        )
        let machine = try await place.open()
        defer { machine.close() }
        let system = machine.system(environment: [:])
        let response = try await system.http(HTTPRequest(url: "http://127.0.0.1:\(server.port)/x"))
        #expect(response.status == 200 && String(decoding: response.body, as: UTF8.self) == "hello")
        #expect(response.headers.contains { $0.name == "X-A" && $0.value == "b" })
        let closed = try await system.probe(Probe(host: "127.0.0.1", port: 1, timeout: 2))
        #expect(!closed.isOpen)
    }

    /// No secret is an argument of any process: not the content of a file, not the environment of a program.
    @Test(arguments: Place.far) func secretsAreNoArguments(_ place: Place) async throws {
        let machine = try await place.open()
        defer { machine.close() }
        // No word of any other program that runs at the same time.
        let secret = "\(UUID())"
        let encoded = Base64.encode(Array(secret.utf8))
        let system = machine.system(environment: ["A_SECRET": secret])
        let root = try await system.makeTemporary(in: "/tmp", prefix: "swiftplay-shell-", suffix: "", isDirectory: true)
        let watch = Task(executorPreference: BlockingPool.shared) { () -> Set<String> in
            var found: Set<String> = []
            while !Task.isCancelled {
                for name in ModuleCase.names(in: "/proc") where Int(name) != nil {
                    let line = String(
                        decoding: ModuleCase.read("/proc/\(name)/cmdline").map { $0 == 0 ? 32 : $0 }, as: UTF8.self)
                    if line.contains(secret) || line.contains(encoded) { found.insert(line) }
                }
            }
            return found
        }
        for _ in 0..<10 {
            try await system.write("\(root)/file", Array(secret.utf8), mode: 0o600, append: false)
            _ = try await system.run(Command(["sh", "-c", "cat; sleep 0.02"], input: Array(secret.utf8)))
        }
        watch.cancel()
        #expect(await watch.value == [])
        try await system.remove(root, recursive: true)
    }

    @Test(arguments: Place.shells) func theDirectoryIsPrivateAndGoes(_ place: Place) async throws {
        let machine = try await place.open()
        let session = try #require(machine.session)
        let info = try #require(try await LocalSystem().info(session.directory, follow: false))
        #expect(info.kind == .directory && info.mode == 0o700)
        // Who cleans it up on the way does not end the session.
        try await LocalSystem().remove(session.directory, recursive: true)
        let system = machine.system(environment: [:])
        #expect(try await system.run(Command(["echo", "there"])).text == "there\n")
        #expect(try await LocalSystem().info(session.directory, follow: false)?.mode == 0o700)
        await session.close()
        #expect(try await LocalSystem().info(session.directory, follow: false) == nil)
        await #expect(throws: SystemError.self) { try await system.now() }
    }
}
