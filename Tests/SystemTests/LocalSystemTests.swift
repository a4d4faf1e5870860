import Glibc
import System
import Testing

@Suite struct LocalSystemFileTests {
    let system = LocalSystem()
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func aWrittenFileReadsBack() async throws {
        let path = directory["file"]
        try await system.write(path, Array("one\n".utf8), mode: 0o640, append: false)
        try await system.write(path, Array("two\n".utf8), mode: 0o600, append: true)
        #expect(try await system.read(path, limit: 100) == Array("one\ntwo\n".utf8))
        #expect(try await system.read(path, from: 4, length: 3) == Array("two".utf8))
        let info = try #require(try await system.info(path, follow: true))
        #expect(info.kind == .file && info.size == 8 && info.mode & 0o137 == 0)
        await #expect(throws: SystemError.self) { try await system.read(path, limit: 7) }
    }

    @Test func filesWhoseSizeIsUnknownReadWhole() async throws {
        #expect(try await system.read("/proc/self/status", limit: 1 << 20).count > 100)
    }

    @Test func whatIsMissingIsNil() async throws {
        #expect(try await system.info(directory["none"], follow: true) == nil)
        #expect(try await system.info("/etc/passwd/x", follow: true) == nil)
    }

    @Test func linksAreFollowedOnlyWhenAsked() async throws {
        try await system.symlink(directory["link"], to: "nowhere")
        #expect(try await system.info(directory["link"], follow: false)?.kind == .link)
        #expect(try await system.info(directory["link"], follow: true) == nil)
        #expect(try await system.readLink(directory["link"]) == "nowhere")
    }

    @Test func realPathKeepsWhatIsMissing() async throws {
        try await system.makeDirectory(directory["a"], mode: 0o755)
        try await system.symlink(directory["l"], to: "a")
        let path = try await system.realPath(directory["l/../l/b/./c"])
        #expect(path == directory["a/b/c"])
        try await system.symlink(directory["loop"], to: "loop")
        await #expect(throws: SystemError.self) { try await system.realPath(directory["loop"]) }
    }

    @Test func removingATreeLeavesWhatItsLinksPointTo() async throws {
        try await system.makeDirectory(directory["keep"], mode: 0o755)
        try await system.write(directory["keep/file"], [1], mode: 0o644, append: false)
        try await system.makeDirectory(directory["tree"], mode: 0o755)
        try await system.symlink(directory["tree/link"], to: directory["keep"])
        await #expect(throws: SystemError.self) { try await system.remove(directory["tree"], recursive: false) }
        try await system.remove(directory["tree"], recursive: true)
        #expect(try await system.list(directory.path).map(\.name) == ["keep"])
        #expect(try await system.read(directory["keep/file"], limit: 9) == [1])
    }

    @Test func globsMatchSortedAndLeaveHiddenNames() async throws {
        for name in ["b.c", "a.c", ".c", "d"] {
            try await system.write(directory[name], [], mode: 0o644, append: false)
        }
        #expect(try await system.glob(directory["*.c"]) == [directory["a.c"], directory["b.c"]])
        #expect(try await system.glob(directory["[d]"]) == [directory["d"]])
        #expect(try await system.glob(directory["none*"]) == [])
    }

    @Test func timesAndModesAreSet() async throws {
        let path = directory["file"]
        try await system.write(path, [], mode: 0o644, append: false)
        try await system.setTimes(access: nil, modification: .at(1_000_000.5), of: path, follow: true)
        try await system.setMode(0o4755, of: path)
        try await system.copy(path, to: directory["copy"])
        let info = try #require(try await system.info(directory["copy"], follow: true))
        #expect(info.modified == 1_000_000.5 && info.mode == 0o4755)
    }

    @Test(arguments: [
        (DigestAlgorithm.md5, "900150983cd24fb0d6963f7d28e17f72"),
        (.sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (.sha224, "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"),
        (.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func digests(algorithm: DigestAlgorithm, expected: String) async throws {
        try await system.write(directory["abc"], Array("abc".utf8), mode: 0o644, append: false)
        #expect(try await system.digest(directory["abc"], algorithm) == expected)
    }

    @Test func temporaryNamesAreNewAndPrivate() async throws {
        let first = try await system.makeTemporary(in: directory.path, prefix: "p", suffix: ".s", isDirectory: false)
        let second = try await system.makeTemporary(in: directory.path, prefix: "p", suffix: ".s", isDirectory: true)
        #expect(first != second && first.hasSuffix(".s"))
        #expect(try await system.info(first, follow: false)?.mode == 0o600)
        #expect(try await system.info(second, follow: false)?.mode == 0o700)
    }

    @Test func errorsTellTheErrno() async throws {
        let error = await #expect(throws: SystemError.self) { try await system.read("/nowhere/file", limit: 1) }
        #expect(error?.code == ENOENT)
        #expect(error?.description == "open /nowhere/file: No such file or directory")
    }
}
