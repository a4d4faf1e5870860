import System
import Testing

/// What is found out about files, paths and accounts.
@Suite struct LookingContractTests: SystemContract {
    @Test(arguments: Place.far) func modesOwnersAndTimes(_ place: Place) async throws {
        try await compare(place) { system, root in
            var said: [String] = []
            for (index, mode) in [UInt32(0o644), 0o755, 0o600, 0o4755, 0o777, 0o0].enumerated() {
                let (file, directory) = ("\(root)/f\(index)", "\(root)/d\(index)")
                try await system.write(file, [1], mode: mode & 0o777, append: false)
                try await system.makeDirectory(directory, mode: mode & 0o777)
                said.append(told(try await system.info(file, follow: false)))
                said.append(told(try await system.info(directory, follow: false)))
                for path in [file, directory] {
                    try await system.setMode(0o2755, of: path)
                    try await system.setMode(mode, of: path)
                    try await system.setOwner(1, 2, of: path, follow: true)
                    try await system.setOwner(nil, 3, of: path, follow: true)
                    try await system.setTimes(access: .at(12.5), modification: .at(1_000_000), of: path, follow: true)
                    try await system.setTimes(access: nil, modification: .at(1_700_000_000), of: path, follow: true)
                    let info = try #require(try await system.info(path, follow: true))
                    said.append("\(info.mode) \(info.uid) \(info.gid) \(Int(info.accessed)) \(info.modified)")
                }
            }
            try await system.symlink("\(root)/link", to: "f0")
            try await system.setOwner(7, nil, of: "\(root)/link", follow: false)
            try await system.setTimes(access: .at(5), modification: .at(5), of: "\(root)/link", follow: false)
            said.append("\(try #require(try await system.info("\(root)/link", follow: false)).uid)")
            said.append("\(try #require(try await system.info("\(root)/link", follow: false)).modified)")
            said.append("\(try #require(try await system.info("\(root)/f0", follow: false)).modified)")
            try await system.setTimes(access: .now, modification: .now, of: "\(root)/f0", follow: true)
            let moment = try #require(try await system.info("\(root)/f0", follow: false)).modified
            said.append("\(abs(moment - Clock.wall) < 5) \(abs(try await system.now() - Clock.wall) < 5)")
            for device in ["/dev/null", "/dev/tty", "/"] {
                let info = try #require(try await system.info(device, follow: true))
                said.append("\(info.kind) \(info.deviceType) \(info.device) \(info.inode)")
            }
            return said.joined(separator: "\n")
        }
    }

    @Test(arguments: Place.far) func accountsAndIdentity(_ place: Place) async throws {
        try await compare(place) { system, _ in
            var said: [String] = []
            for key in [
                AccountKey.name("root"), .id(0), .name("daemon"), .name("nobody's"), .name(""), .name("-x"),
                .id(4_000_000),
            ] {
                said.append(await outcome { () async throws(SystemError) in try await system.user(key) })
                said.append(await outcome { () async throws(SystemError) in try await system.group(key) })
            }
            for name in ["root", "daemon", "nobody's"] { said.append("\(try await system.groups(ofUser: name))") }
            said.append("\(try await system.identity())")
            said.append("\(try await system.environment()["HOME"] ?? "-")")
            return said.joined(separator: "\n")
        }
    }

    @Test(arguments: Place.far) func realPathsAndGlobs(_ place: Place) async throws {
        try await compare(place) { system, root in
            for directory in ["a b", "a b/c", ".hidden", "x"] {
                try await system.makeDirectory("\(root)/\(directory)", mode: 0o755)
            }
            for file in ["a b/1.txt", "a b/c/2.txt", ".hidden/3.txt", "x/[4].txt", "x/é.txt", "x/y z.txt"] {
                try await system.write("\(root)/\(file)", [], mode: 0o644, append: false)
            }
            try await system.symlink("\(root)/to", to: "a b/c/..")
            try await system.symlink("\(root)/far", to: "\(root)/to/c/")
            try await system.symlink("\(root)/loop", to: "loop")
            try await system.symlink("\(root)/newline", to: "a\n")
            var said: [String] = []
            for path in ["to", "far/2.txt", "far/../..", "none/../x", "x/./y", "loop", "newline", "..", "to/none/more"]
            {
                said.append(
                    await outcome { () async throws(SystemError) in try await system.realPath("\(root)/\(path)") })
                said.append(
                    await outcome { () async throws(SystemError) in try await system.writablePath("\(root)/\(path)") })
            }
            for pattern in [
                "*", "*/*.txt", "a b/*", "x/[[]4*", "x/\\[4\\].txt", "?", "[!x]*", "[^x]*", "x/[a-z] *", "none*",
                "[ax]*/*/*", ".*", "x/é*",
                "x/[", "*/", "loop", "newline", "x/[y ]*",
            ] {
                said.append(
                    await outcome { () async throws(SystemError) in try await system.glob("\(root)/\(pattern)") })
            }
            said.append(
                "\(try await system.glob("/etc/host*"))\(try await system.glob(""))\(try await system.glob("/"))")
            return said.joined(separator: "\n")
        }
    }
}
