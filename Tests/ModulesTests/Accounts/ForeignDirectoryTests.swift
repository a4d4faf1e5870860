import Glibc
import Synchronization
import System
import Testing
import Values

/// renameat2(2), which the C library shows to programs of GNU's kind alone.
@_silgen_name("renameat2") private func exchange(
    _ oldDirectory: Int32, _ old: UnsafePointer<CChar>, _ newDirectory: Int32, _ new: UnsafePointer<CChar>,
    _ flags: UInt32
) -> Int32

/// Root's writes below a directory of another user stay there, whatever that user renames and links meanwhile.
@Suite struct ForeignDirectoryTests {
    private static let account: (uid: uid_t, gid: gid_t) = (65534, 65534)

    /// Exchanges the account's `.ssh` and a link to a directory of root, as fast as it can.
    private final class Attacker: Sendable {
        private let isOver = Mutex(false)
        private let task = Mutex<Task<Void, Never>?>(nil)

        init(_ home: String) {
            let task = Task(executorPreference: BlockingPool.shared) { [isOver = { self.isOver.withLock { $0 } }] in
                while !isOver() {
                    // RENAME_EXCHANGE: at no time is there no `.ssh`.
                    _ = exchange(AT_FDCWD, "\(home)/.ssh", AT_FDCWD, "\(home)/link", 2)
                    sched_yield()
                }
            }
            self.task.withLock { $0 = task }
        }

        func stop() async {
            isOver.withLock { $0 = true }
            await task.withLock { $0 }?.value
        }
    }

    @Test(.serialized, arguments: [Place.near, .dash, .busybox]) func aLinkThatComesAndGoesLeadsNowhere(at place: Place)
        async throws
    {
        let machine = try await place.open()
        defer { machine.close() }
        try await ModuleRun.inDirectory { run in
            let system = LocalSystem()
            let (home, treasure) = ("\(run.root)/home", "\(run.root)/treasure")
            chmod(run.root, 0o755)
            for path in [home, "\(home)/.ssh", treasure] { try await system.makeDirectory(path, mode: 0o755) }
            for path in [home, "\(home)/.ssh"] {
                try await system.setOwner(Self.account.uid, Self.account.gid, of: path, follow: false)
            }
            try await system.symlink("\(home)/link", to: treasure)
            try await system.setOwner(Self.account.uid, Self.account.gid, of: "\(home)/link", follow: false)
            let owner = Replacement.Owner(uid: Self.account.uid, gid: Self.account.gid)
            let attacker = Attacker(home)
            var written = 0
            for number in 0..<(place == .near ? 3000 : 40) {
                let text = Replacement(
                    "\(home)/.ssh/authorized_keys", Array("key \(number)\n".utf8), mode: 0o600, owner: owner,
                    directory: .managed, directoryOwner: owner)
                do throws(SystemError) {
                    try await machine.system(environment: [:]).replace(text)
                    written += 1
                } catch { continue }
            }
            await attacker.stop()
            #expect(written > 0)
            #expect(try await system.list(treasure).isEmpty)
            let info = try #require(try await system.info(treasure, follow: false))
            #expect(info.uid == 0 && info.mode == 0o755)
        }
    }

    @Test(.serialized, arguments: [Place.near, .agent, .dash, .busybox]) func linksOfRootAndOwnOnesAreFollowed(
        at place: Place
    ) async throws {
        let machine = try await place.open()
        defer { machine.close() }
        try await ModuleRun.inDirectory { run in
            let local = LocalSystem()
            try await local.makeDirectory("\(run.root)/real", mode: 0o755)
            try await local.symlink("\(run.root)/way", to: "real")
            let system = machine.system(environment: [:])
            try await system.replace(Replacement("\(run.root)/way/file", Array("one\n".utf8), mode: 0o640))
            #expect(await run.read("real/file") == "one\n")
            let info = try #require(try await local.info("\(run.root)/real/file", follow: false))
            #expect(info.mode == 0o640)
            try await local.setOwner(1, 1, of: "\(run.root)/real/file", follow: false)
            try await system.replace(Replacement("\(run.root)/way/file", Array("two\n".utf8), mode: 0o600))
            let again = try #require(try await local.info("\(run.root)/real/file", follow: false))
            #expect(again.mode == 0o640 && again.uid == 1)
            let owner = Replacement.Owner(uid: 1, gid: 1)
            try await system.replace(
                Replacement(
                    "\(run.root)/way/.ssh/keys", Array("three\n".utf8), mode: 0o600, owner: owner, directory: .made,
                    directoryOwner: owner))
            let made = try #require(try await local.info("\(run.root)/real/.ssh", follow: false))
            #expect(made.mode == 0o700 && made.uid == 1)
            #expect(try await local.list("\(run.root)/real").map(\.name).sorted() == [".ssh", "file"])
        }
    }
}
