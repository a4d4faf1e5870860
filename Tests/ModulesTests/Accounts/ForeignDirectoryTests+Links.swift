import Glibc
import System
import Testing
import Values

/// Links that lead where their text does not say, or that stand where everybody may write.
extension ForeignDirectoryTests {
    @Test(.serialized, arguments: [Place.near, .agent, .dash, .busybox]) func whatAnotherHasOpenIsNotTheirs(
        at place: Place
    ) async throws {
        let machine = try await place.open()
        defer { machine.close() }
        let system = machine.system(environment: [:])
        try await ModuleRun.inDirectory { run in
            let (home, treasure) = try await home(in: run)
            let local = LocalSystem()
            try await local.setMode(0o644, of: "\(treasure)/kept")
            let before = try #require(try await local.info("\(treasure)/kept", follow: false))
            let (uid, gid) = Self.account
            let script = "exec 3<\(treasure)/kept; echo; exec cat"
            let holder = try await PipedProgram.start(
                ["setpriv", "--reuid=\(uid)", "--regid=\(gid)", "--clear-groups", "sh", "-c", script])
            defer { holder.kill() }
            var watched = pollfd(fd: holder.output, events: Int16(POLLIN), revents: 0)
            #expect(poll(&watched, 1, 60_000) == 1)
            var byte: UInt8 = 0
            #expect(read(holder.output, &byte, 1) == 1)
            let files = "/proc/\(holder.pid)/fd"
            for (name, target) in [("file", "\(files)/3"), ("files", files)] {
                try await local.symlink("\(home)/\(name)", to: target)
                try await local.setOwner(uid, gid, of: "\(home)/\(name)", follow: false)
            }
            for path in ["\(home)/file", "\(home)/files/3"] {
                for change in Self.followed {
                    let error = await #expect(throws: SystemError.self) { try await change(system, path) }
                    #expect(error?.code == ELOOP)
                }
            }
            #expect(try await local.info("\(treasure)/kept", follow: false) == before)
        }
    }

    @Test func aFileThatIsALinkAtTimesIsNoDirectory() async throws {
        try await ModuleRun.inDirectory { run in
            let (home, treasure) = try await home(in: run)
            let local = LocalSystem()
            try await local.remove("\(treasure)/kept", recursive: false)
            try await local.write("\(home)/.ssh", [], mode: 0o600, append: false)
            let attacker = Attacker(home)
            for number in 0..<20_000 {
                await #expect(throws: SystemError.self) {
                    try await local.write("\(home)/.ssh/keys\(number)", [], mode: 0o600, append: false)
                }
            }
            try await attacker.stop()
            #expect(try await local.list(treasure).isEmpty)
        }
    }

    @Test(.serialized, arguments: [Place.near, .agent, .dash, .busybox]) func whereAllMayWriteTheLinkDecides(
        at place: Place
    ) async throws {
        let machine = try await place.open()
        defer { machine.close() }
        let system = machine.system(environment: [:])
        try await ModuleRun.inDirectory { run in
            let (_, treasure) = try await home(in: run)
            let local = LocalSystem()
            let open = "\(run.root)/open"
            try await local.makeDirectory(open, mode: 0o755)
            for name in ["theirs", "roots"] { try await local.symlink("\(open)/\(name)", to: treasure) }
            try await local.setOwner(Self.account.uid, nil, of: "\(open)/theirs", follow: false)
            try await local.setMode(0o1777, of: open)
            let error = await #expect(throws: SystemError.self) {
                try await system.write("\(open)/theirs/new", [], mode: 0o600, append: false)
            }
            // The kernel itself may refuse it (fs.protected_symlinks).
            #expect(error?.code == ELOOP || error?.code == EACCES)
            try await system.write("\(open)/roots/new", [], mode: 0o600, append: false)
            try await system.write("\(open)/../open/./own", [], mode: 0o600, append: false)
            #expect(try await local.list(treasure).map(\.name).sorted() == ["kept", "new"])
        }
    }
}
