import System
import Testing

/// Files made, read, copied, moved and removed.
@Suite struct FileContractTests: SystemContract {
    static let oddNames = [
        "plain", "two words", "it's", "\"quoted\"", "line\nbreak", "ends in one\n", "-rf", "$HOME `id` \\", "*?[a]",
        "ünïcode",
        "tab\tbar|", "~", "#", "a=b",
    ]
    /// Every byte there is, often enough to be sent in several pieces.
    static let large = (0..<(1 << 20) + 77).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }

    @Test(arguments: Place.far, oddNames) func names(_ place: Place, _ name: String) async throws {
        try await compare(place) { system, root in
            let path = "\(root)/\(name)"
            var said: [String] = []
            said.append(await outcome { () async throws(SystemError) in try await system.read(path, limit: 99) })
            try await system.write(path, Array("content\n".utf8), mode: 0o640, append: false)
            try await system.write(path, [0, 10, 255], mode: 0o600, append: true)
            said.append("\(try await system.read(path, limit: 99))")
            said.append(told(try await system.info(path, follow: true)))
            said.append("\(try await system.list(root).map { "\($0.name) \(told($0.info))" })")
            try await system.copy(path, to: path + "2")
            try await system.move(path + "2", to: path + "3")
            try await system.link(path + "4", to: path)
            try await system.symlink(path + "5", to: name)
            said.append(try await system.readLink(path + "5"))
            said.append(try await system.realPath(path + "5"))
            said.append(told(try await system.info(path + "5", follow: false)))
            said.append(told(try await system.info(path + "5", follow: true)))
            for algorithm in DigestAlgorithm.allCases { said.append(try await system.digest(path, algorithm)) }
            try await system.makeDirectory(path + "6", mode: 0o751)
            try await system.write("\(path)6/\(name)", [], mode: 0o755, append: false)
            said.append("\(try await system.list(root).map { "\($0.name) \(told($0.info))" }.sorted())")
            said.append("\(try await system.glob("\(root)/*"))")
            said.append(
                await outcome { () async throws(SystemError) in try await system.remove(path + "6", recursive: false) })
            try await system.remove(path + "6", recursive: true)
            try await system.remove(path, recursive: false)
            said.append("\(try await system.list(root).map(\.name).sorted())")
            let run = try await system.run(
                Command(
                    ["/bin/sh", "-c", "cat; printf %s \"$0\"; pwd", name], input: Array(name.utf8), directory: root))
            return (said + [run.text]).joined(separator: "\n")
        }
    }

    /// A name may have 255 bytes; what is written beside it before it takes the name has one that fits.
    @Test(arguments: Place.far, ["n", "ü"]) func longNames(_ place: Place, _ letter: String) async throws {
        try await compare(place) { system, root in
            let name = String(repeating: letter, count: 255 / letter.utf8.count)
            for text in ["one", "two"] {
                try await system.replace(Replacement("\(root)/\(name)", Array(text.utf8), mode: 0o640))
            }
            let read = try await system.read("\(root)/\(name)", limit: 9)
            return "\(read) \(try await system.list(root).map { "\($0.name) \(told($0.info))" })"
        }
    }

    @Test(arguments: Place.far) func largeAndBinaryContent(_ place: Place) async throws {
        try await compare(place) { system, root in
            let path = "\(root)/large"
            try await system.write(path, Self.large, mode: 0o600, append: false)
            #expect(try await LocalSystem().read(path, limit: .max) == Self.large)
            #expect(try await system.read(path, limit: .max) == Self.large)
            #expect(try await system.read(path, from: 500_000, length: 70_000) == Array(Self.large[500_000..<570_000]))
            let run = try await system.run(Command(["cat"], input: Self.large))
            #expect(run.output == Self.large)
            let atEnd = try await system.read(path, from: Self.large.count - 3, length: 9)
            let beyond = try await system.read(path, from: Self.large.count + 3, length: 9)
            return "\(atEnd) \(beyond) "
                + (await outcome { () async throws(SystemError) in try await system.read(path, limit: 1000) })
        }
    }

    @Test(arguments: Place.far) func errors(_ place: Place) async throws {
        try await compare(place) { system, root in
            let missing = "\(root)/none/file"
            try await system.write("\(root)/file", [1], mode: 0o644, append: false)
            try await system.makeDirectory("\(root)/full", mode: 0o755)
            try await system.write("\(root)/full/file", [1], mode: 0o644, append: false)
            try await system.symlink("\(root)/loop", to: "loop")
            try await system.symlink("\(root)/dangling", to: "nowhere")
            var said: [String] = []
            for path in [
                missing, "\(root)/file/x", "\(root)/full", "\(root)/loop", "\(root)/dangling", "\(root)/file", "",
            ] {
                said.append(
                    await outcome { () async throws(SystemError) in told(try await system.info(path, follow: true)) })
                said.append(await outcome { () async throws(SystemError) in try await system.read(path, limit: 99999) })
                said.append(
                    await outcome { () async throws(SystemError) in try await system.read(path, from: 0, length: 1) })
                said.append(await outcome { () async throws(SystemError) in try await system.list(path).map(\.name) })
                said.append(await outcome { () async throws(SystemError) in try await system.readLink(path) })
                said.append(await outcome { () async throws(SystemError) in try await system.digest(path, .sha256) })
                said.append(
                    await outcome { () async throws(SystemError) in try await system.makeDirectory(path, mode: 0o755) })
                said.append(await outcome { () async throws(SystemError) in try await system.symlink(path, to: "x") })
                said.append(
                    await outcome { () async throws(SystemError) in
                        try await system.setTimes(access: .at(1), modification: .at(2), of: path, follow: true)
                    })
                said.append(
                    await outcome { () async throws(SystemError) in
                        try await system.setOwner(0, nil, of: path, follow: true)
                    })
                said.append(await outcome { () async throws(SystemError) in try await system.setMode(0o600, of: path) })
                said.append(await outcome { () async throws(SystemError) in try await system.mayAccess(path, mode: 4) })
                said.append(
                    await outcome { () async throws(SystemError) in try await system.link("\(root)/new", to: path) })
                try? await system.remove("\(root)/new", recursive: false)
                said.append(
                    await outcome { () async throws(SystemError) in try await system.remove(path, recursive: false) })
                try? await system.write("\(root)/file", [1], mode: 0o644, append: false)
                said.append(
                    await outcome { () async throws(SystemError) in try await system.copy(path, to: "\(root)/copy") })
                said.append(
                    await outcome { () async throws(SystemError) in try await system.copy("\(root)/full/file", to: path)
                    })
                said.append(
                    await outcome { () async throws(SystemError) in
                        try await system.makeTemporary(in: path, prefix: "p", suffix: "s", isDirectory: false).isEmpty
                    })
                said.append(await outcome { () async throws(SystemError) in try await system.move(path, to: missing) })
                said.append(
                    await outcome { () async throws(SystemError) in try await system.run(Command([path])).status })
            }
            said.append(
                await outcome { () async throws(SystemError) in
                    try await system.move("\(root)/file", to: "\(root)/full")
                })
            said.append(
                await outcome { () async throws(SystemError) in
                    try await system.move("\(root)/full", to: "\(root)/file")
                })
            said.append(
                await outcome { () async throws(SystemError) in try await system.remove(missing, recursive: true) })
            return said.joined(separator: "\n")
        }
    }

    @Test(arguments: Place.far) func temporaryNames(_ place: Place) async throws {
        try await compare(place) { system, root in
            let file = try await system.makeTemporary(in: root, prefix: "p ", suffix: ".s", isDirectory: false)
            let directory = try await system.makeTemporary(in: root, prefix: "d'", suffix: "", isDirectory: true)
            #expect(file.hasPrefix("\(root)/p ") && file.hasSuffix(".s"))
            #expect(directory.hasPrefix("\(root)/d'"))
            return told(try await system.info(file, follow: false))
                + told(try await system.info(directory, follow: false))
        }
    }
}
