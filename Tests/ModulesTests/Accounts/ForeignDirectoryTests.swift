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
    static let account: (uid: uid_t, gid: gid_t) = (65534, 65534)

    /// Exchanges the account's `.ssh` and a link to a directory of root, as fast as it can.
    final class Attacker: Sendable {
        private let home: String
        private let isOver = Mutex(false)
        private let task = Mutex<Task<Void, Never>?>(nil)

        init(_ home: String) {
            self.home = home
            let task = Task(executorPreference: BlockingPool.shared) { [isOver = { self.isOver.withLock { $0 } }] in
                while !isOver() {
                    // RENAME_EXCHANGE: at no time is there no `.ssh`.
                    _ = exchange(AT_FDCWD, "\(home)/.ssh", AT_FDCWD, "\(home)/link", 2)
                    sched_yield()
                }
            }
            self.task.withLock { $0 = task }
        }

        /// Ends it and puts `.ssh` back where it was.
        func stop() async throws {
            isOver.withLock { $0 = true }
            await task.withLock { $0 }?.value
            guard try await LocalSystem().info("\(home)/.ssh", follow: false)?.kind == .link else { return }
            #expect(exchange(AT_FDCWD, "\(home)/.ssh", AT_FDCWD, "\(home)/link", 2) == 0)
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
            func write(_ number: Int) async throws(SystemError) {
                try await machine.system(environment: [:]).replace(
                    Replacement(
                        "\(home)/.ssh/authorized_keys", Array("key \(number)\n".utf8), mode: 0o600, owner: owner,
                        directory: .managed, directoryOwner: owner))
            }
            for number in 0..<(place == .near ? 3000 : 40) { try? await write(number) }
            try await attacker.stop()
            // The same goes through as soon as the directory stays where it is.
            try await write(-1)
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

    /// A home of the account with a directory of its own, `own`, to which `way` leads, and with `link`, which leads to a
    /// directory of root that holds the file `kept`.
    func home(in run: ModuleRun) async throws -> (home: String, treasure: String) {
        let system = LocalSystem()
        let (home, treasure) = ("\(run.root)/home", "\(run.root)/treasure")
        chmod(run.root, 0o755)
        for path in [home, "\(home)/own", treasure] { try await system.makeDirectory(path, mode: 0o755) }
        try await system.write("\(treasure)/kept", [], mode: 0o600, append: false)
        try await system.symlink("\(home)/link", to: treasure)
        try await system.symlink("\(home)/way", to: "own")
        for path in [home, "\(home)/own", "\(home)/link", "\(home)/way"] {
            try await system.setOwner(Self.account.uid, Self.account.gid, of: path, follow: false)
        }
        return (home, treasure)
    }

    typealias Change = @Sendable (any System, String) async throws -> Void

    /// What changes something below a directory.
    private static let changes: [(name: String, change: Change)] = [
        (
            "write",
            { system, path in
                try await system.write("\(path)/new", [], mode: 0o644, append: false)
            }
        ),
        (
            "append",
            { system, path in
                try await system.write("\(path)/kept", [65], mode: 0o644, append: true)
            }
        ),
        (
            "temporary file",
            { system, path in
                _ = try await system.makeTemporary(in: path, prefix: "x", suffix: "", isDirectory: false)
            }
        ),
        (
            "temporary directory",
            { system, path in
                _ = try await system.makeTemporary(in: path, prefix: "x", suffix: "", isDirectory: true)
            }
        ),
        (
            "directory",
            { system, path in
                try await system.makeDirectory("\(path)/new", mode: 0o755)
            }
        ),
        (
            "move",
            { system, path in
                let root = path.split(separator: "/").dropLast(2).joined(separator: "/")
                try await system.move("/\(root)/moved", to: "\(path)/new")
            }
        ),
        ("copy", { system, path in try await system.copy("/etc/passwd", to: "\(path)/kept") }),
        ("link", { system, path in try await system.symlink("\(path)/new", to: "x") }),
        (
            "removal",
            { system, path in
                try await system.remove("\(path)/kept", recursive: false)
            }
        ),
        (
            "whole removal",
            { system, path in
                try await system.remove("\(path)/kept", recursive: true)
            }
        ),
        ("mode", { system, path in try await system.setMode(0o666, of: "\(path)/kept") }),
        (
            "owner",
            { system, path in
                try await system.setOwner(65534, nil, of: "\(path)/kept", follow: false)
            }
        ),
        (
            "times",
            { system, path in
                try await system.setTimes(access: nil, modification: .at(1), of: "\(path)/kept", follow: true)
            }
        ),
    ]

    @Test(.serialized, arguments: [Place.near, .agent, .dash, .busybox]) func noChangeGoesThroughALinkOfAnother(
        at place: Place
    ) async throws {
        let machine = try await place.open()
        defer { machine.close() }
        let system = machine.system(environment: [:])
        for (name, change) in Self.changes {
            try await ModuleRun.inDirectory { run in
                let (home, treasure) = try await home(in: run)
                try await LocalSystem().write("\(run.root)/moved", [], mode: 0o644, append: false)
                let before = try #require(try await LocalSystem().info("\(treasure)/kept", follow: false))
                let error = await #expect(throws: SystemError.self, "\(name)") {
                    try await change(system, "\(home)/link")
                }
                #expect(error?.code == ELOOP, "\(name)")
                #expect(try await LocalSystem().list(treasure).map(\.name) == ["kept"], "\(name)")
                #expect(try await LocalSystem().info("\(treasure)/kept", follow: false) == before, "\(name)")
                // The account's own link to what is its own leads on.
                try await LocalSystem().write("\(home)/own/kept", [], mode: 0o600, append: false)
                try await change(system, "\(home)/way")
            }
        }
    }

    /// What goes through a link at the end of a path.
    static let followed: [Change] = [
        { system, path in try await system.write(path, [65], mode: 0o644, append: true) },
        { system, path in try await system.setMode(0o640, of: path) },
        { system, path in try await system.setOwner(nil, 1, of: path, follow: true) },
    ]

    @Test(.serialized, arguments: [Place.near, .agent, .dash, .busybox]) func aLinkAtTheEndLeadsToItsOwnersAlone(
        at place: Place
    ) async throws {
        let machine = try await place.open()
        defer { machine.close() }
        let system = machine.system(environment: [:])
        try await ModuleRun.inDirectory { run in
            let (home, treasure) = try await home(in: run)
            let local = LocalSystem()
            try await local.write("\(home)/own/file", [], mode: 0o600, append: false)
            try await local.setOwner(Self.account.uid, Self.account.gid, of: "\(home)/own/file", follow: false)
            for (name, target) in [("bad", "\(treasure)/kept"), ("good", "own/file")] {
                try await local.symlink("\(home)/\(name)", to: target)
                try await local.setOwner(Self.account.uid, Self.account.gid, of: "\(home)/\(name)", follow: false)
            }
            for change in Self.followed {
                let error = await #expect(throws: SystemError.self) {
                    try await change(system, "\(home)/bad")
                }
                #expect(error?.code == ELOOP)
            }
            let kept = try #require(try await local.info("\(treasure)/kept", follow: false))
            #expect(kept.size == 0 && kept.mode == 0o600 && kept.gid == 0)
            for change in Self.followed { try await change(system, "\(home)/good") }
            let file = try #require(try await local.info("\(home)/own/file", follow: false))
            #expect(file.size == 1 && file.mode == 0o640 && file.gid == 1)
            // In a directory that root keeps to itself, anybody's link is as good as root's.
            try await local.makeDirectory("\(run.root)/kept", mode: 0o755)
            try await local.symlink("\(run.root)/kept/link", to: "\(treasure)/kept")
            try await local.setOwner(Self.account.uid, Self.account.gid, of: "\(run.root)/kept/link", follow: false)
            for change in Self.followed { try await change(system, "\(run.root)/kept/link") }
            #expect(try await local.info("\(treasure)/kept", follow: false)?.mode == 0o640)
        }
    }

    @Test(.serialized, arguments: [Place.near, .agent, .dash, .busybox]) func aFileInTheMakingIsTheSessionsOwn(
        at place: Place
    ) async throws {
        let machine = try await place.open()
        defer { machine.close() }
        try await ModuleRun.inDirectory { run in
            let path = "\(run.root)/.ansible_tmpabc"
            try await LocalSystem().write(path, [], mode: 0o600, append: false)
            try await LocalSystem().setOwner(Self.account.uid, nil, of: path, follow: false)
            let error = await #expect(throws: SystemError.self) {
                try await machine.system(environment: [:]).write(path, [65], mode: 0o600, append: true)
            }
            #expect(error?.code == EPERM)
            #expect(try await LocalSystem().info(path, follow: false)?.size == 0)
        }
    }

    /// What modules that replace files and set their owner do, while the account leads elsewhere and back.
    @Test(arguments: ["copy", "lineinfile", "blockinfile", "file"])
    func modulesStayWhereTheyWereSent(module: String) async throws {
        try await ModuleRun.inDirectory { run in
            let (home, treasure) = try await home(in: run)
            try await LocalSystem().move("\(home)/own", to: "\(home)/.ssh")
            try await LocalSystem().remove("\(treasure)/kept", recursive: false)
            let attacker = Attacker(home)
            func changes(_ number: Int) async -> Bool {
                var arguments: Dict = ["owner": .int(Int(Self.account.uid)), "mode": "0600"]
                let path = Value.string("\(home)/.ssh/keys\(number % 7)")
                switch module {
                case "copy": (arguments["content"], arguments["dest"]) = (.string("\(number)\n"), path)
                case "file": (arguments["state"], arguments["path"]) = ("touch", path)
                case "lineinfile":
                    (arguments["line"], arguments["path"], arguments["create"]) = (.string("\(number)"), path, true)
                default:
                    (arguments["block"], arguments["path"], arguments["create"]) = (.string("\(number)"), path, true)
                }
                return await run.result("ansible.builtin.\(module)", arguments)["changed"]?.truth == true
            }
            for number in 0..<400 { _ = await changes(number) }
            try await attacker.stop()
            // The same task goes through as soon as the directory stays where it is.
            #expect(await changes(400))
            #expect(try await LocalSystem().list(treasure).isEmpty)
            let info = try #require(try await LocalSystem().info(treasure, follow: false))
            #expect(info.uid == 0 && info.mode == 0o755)
        }
    }
}
