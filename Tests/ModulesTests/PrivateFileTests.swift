import Glibc
import Synchronization
import System
import Testing
import Values

/// A file that is to be private is never there with another mode or owner, not for a moment.
@Suite struct PrivateFileTests {
    /// Looks at one path as fast as it can, until it is told to stop.
    private final class Observer: Sendable {
        private let isOver = Mutex(false)
        private let seen = Mutex<Set<UInt32>>([])
        private let task = Mutex<Task<Void, Never>?>(nil)

        init(_ path: String) {
            let task = Task(executorPreference: BlockingPool.shared) { [isOver = { self.isOver.withLock { $0 } }] in
                var status = stat()
                while !isOver() {
                    sched_yield()
                    guard lstat(path, &status) == 0 else { continue }
                    let mode = status.st_mode & 0o7777
                    self.seen.withLock { _ = $0.insert(mode) }
                }
            }
            self.task.withLock { $0 = task }
        }

        func modes() async -> Set<UInt32> {
            isOver.withLock { $0 = true }
            await task.withLock { $0 }?.value
            return seen.withLock { $0 }
        }
    }

    @Test(.serialized, arguments: ["copy", "lineinfile", "blockinfile", "assemble", "ini_file"])
    func aNewFileHasItsModeWithItsName(module: String) async throws {
        try await ModuleRun.inDirectory { run in
            try await LocalSystem().makeDirectory("\(run.root)/parts", mode: 0o755)
            try await run.write("parts/1", "secret\n")
            let observer = Observer("\(run.root)/private")
            for _ in 0..<40 {
                unlink("\(run.root)/private")
                var (name, arguments): (String, Dict) = ("ansible.builtin.\(module)", ["mode": "0600"])
                var contents: [String: Content] = [:]
                switch module {
                case "copy":
                    arguments["dest"] = run.path("private")
                    contents["content"] = Content(Array("secret\n".utf8))
                case "assemble":
                    arguments["dest"] = run.path("private")
                    arguments["src"] = run.path("parts")
                case "ini_file":
                    name = "community.general.ini_file"
                    arguments.merge([
                        "path": run.path("private"), "section": "s", "option": "o", "value": "secret",
                    ]) { $1 }
                default:
                    arguments.merge(["path": run.path("private"), "create": true]) { $1 }
                    arguments[module == "lineinfile" ? "line" : "block"] = "secret"
                }
                let result = await run.result(name, arguments, contents: contents)
                #expect(result["changed"] == true, "\(result)")
            }
            #expect(await observer.modes() == [0o600])
        }
    }

    @Test func messagesAndDiffsStillTellWhatTheTaskAskedFor() async throws {
        try await ModuleRun.inDirectory { run in
            let result = await run.result(
                "ansible.builtin.lineinfile",
                ["path": run.path("file"), "create": true, "line": "a", "mode": "0600"], diff: true)
            #expect(result["msg"] == "line added and ownership, perms or SE linux context changed")
            let attributes = result["diff"]?.sequence?.last?.mapping
            #expect(attributes?["after"]?.mapping?["mode"] == "0600", "\(result)")
        }
    }

    @Test(.enabled(if: geteuid() == 0)) func anOwnerThatIsNotThereLeavesTheOldFile() async throws {
        try await ModuleRun.inDirectory { run in
            try await run.write("file", "old\n")
            let result = await run.result(
                "ansible.builtin.copy", ["dest": run.path("file"), "owner": "nobody-of-that-name"],
                contents: ["content": Content(Array("new\n".utf8))])
            #expect(result["failed"] == true)
            #expect(await run.read("file") == "old\n")
            #expect(try await LocalSystem().list(run.root).map(\.name) == ["file"])
        }
    }
}

/// Symbolic links that another user has put in its own directory.
@Suite(.enabled(if: geteuid() == 0)) struct ForeignLinkTests {
    private static let user: UInt32 = 65534

    private func inHome(_ work: (ModuleRun) async throws -> Void) async throws {
        try await ModuleRun.inDirectory { run in
            try await run.write("root-file", "root's\n", mode: 0o600)
            for directory in ["home", "home/.ssh"] {
                try await LocalSystem().makeDirectory("\(run.root)/\(directory)", mode: 0o755)
                chown("\(run.root)/\(directory)", Self.user, Self.user)
            }
            try await work(run)
            #expect(await run.read("root-file") == "root's\n")
            let info = try #require(try await LocalSystem().info("\(run.root)/root-file", follow: false))
            #expect(info.uid == 0 && info.mode == 0o600)
        }
    }

    private func link(_ run: ModuleRun, _ name: String, to target: String) {
        symlink("\(run.root)/\(target)", "\(run.root)/\(name)")
        lchown("\(run.root)/\(name)", Self.user, Self.user)
    }

    private static let key =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJBuAsQu1jc0OSBDKY2JREiuS7hQ6uO9d3BUuFWGrQYr somebody"

    @Test func authorizedKeyLeavesWhatALinkPointsTo() async throws {
        try await inHome { run in
            link(run, "home/.ssh/authorized_keys", to: "root-file")
            let result = await run.result(
                "ansible.posix.authorized_key",
                ["user": "nobody", "key": .string(Self.key), "path": run.path("home/.ssh/authorized_keys")])
            #expect(result["changed"] == true, "\(result)")
            #expect(await run.read("home/.ssh/authorized_keys") == Self.key + "\n")
        }
    }

    @Test func authorizedKeyGivesNoDirectoryAwayThatALinkLeadsTo() async throws {
        try await inHome { run in
            try await LocalSystem().makeDirectory("\(run.root)/etc", mode: 0o755)
            rmdir("\(run.root)/home/.ssh")
            link(run, "home/.ssh", to: "etc")
            let result = await run.result(
                "ansible.posix.authorized_key",
                ["user": "nobody", "key": .string(Self.key), "path": run.path("home/.ssh/authorized_keys")])
            #expect(result["failed"] == true)
            #expect(result["msg"]?.text?.contains("is a symbolic link") == true, "\(result)")
            let info = try #require(try await LocalSystem().info("\(run.root)/etc", follow: false))
            #expect(info.uid == 0 && info.mode == 0o755)
        }
    }

    @Test func knownHostsLeavesWhatALinkPointsTo() async throws {
        try await inHome { run in
            link(run, "home/.ssh/known_hosts", to: "root-file")
            let line = "host " + Self.key
            let result = await run.result(
                "ansible.builtin.known_hosts",
                ["name": "host", "key": .string(line), "path": run.path("home/.ssh/known_hosts")])
            #expect(result["changed"] == true, "\(result)")
            #expect(await run.read("home/.ssh/known_hosts")?.contains("root's") == false)
        }
    }

    @Test func iniFileReplacesALinkUnlessItIsToFollow() async throws {
        try await inHome { run in
            link(run, "home/settings.ini", to: "root-file")
            let result = await run.result(
                "community.general.ini_file",
                ["path": run.path("home/settings.ini"), "section": "a", "option": "b", "value": "c"])
            #expect(result["changed"] == true, "\(result)")
        }
    }
}
