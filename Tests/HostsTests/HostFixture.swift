import Foundation
import System
import Testing

@testable import Hosts

/// One after the other: they measure what is left on the machine.
@Suite(.serialized) enum HostTests {}

/// Fleets for tests, whose images are those of this user, so that they are made once.
enum HostFixture {
    static let isRoot = geteuid() == 0 && access("/usr/sbin/debootstrap", X_OK) == 0

    static let folder = FileManager.default.temporaryDirectory.appending(path: "hosts-\(UUID().uuidString)").path

    static var store: HostStore {
        let own = HostStore(environment: ProcessInfo.processInfo.environment)!
        // The program is built beside the one that runs the tests.
        return HostStore(cache: own.cache, fleets: folder, program: "\(RunningProgram.directory)/swiftplay")
    }

    static func machine() async -> HostMachine { await .current(environment: ProcessInfo.processInfo.environment) }

    /// Makes hosts, gives them to `body`, and takes them away whatever happens.
    static func with(
        _ descriptions: [HostDescription], networks: [NetworkDescription] = [], store: HostStore = store,
        _ body: (Fleet, [HostRecord]) async throws -> Void
    ) async throws {
        let fleet = Fleet("t-\(UInt32.random(in: 0 ... .max))", in: store)
        do {
            let outcomes = try await fleet.create(descriptions, networks: networks, machine: await machine())
            let hosts = outcomes.compactMap { if case .ready(let host) = $0 { host } else { nil } }
            try await body(fleet, hosts)
        } catch {
            await fleet.destroy()
            throw error
        }
        await fleet.destroy()
        #expect(!FileManager.default.fileExists(atPath: store.fleet(fleet.identity)))
        #expect(Cgroup.left(of: fleet.identity).folders.isEmpty)
    }

    static func plain(_ name: String) -> HostDescription {
        var host = HostDescription(name: name, image: .named("debian:12"))
        host.command = []
        return host
    }
}

extension HostRecord {
    /// What a script prints, and its status.
    func sh(_ script: String, user: String? = nil) async throws -> (text: String, status: Int32) {
        let result = try await run(["/bin/sh", "-c", script], user: user, timeout: 60)
        return (result.text + result.errorText, result.status)
    }
}
