import Modules
import System
import Values

/// A tar archive, plain or compressed, by GNU tar.
struct TarFile: Archive {
    let handler: String
    private(set) var files: [String] = []
    private let tar: String
    private let flag: [String]
    private let source: String
    private let dest: String
    private let arguments: Arguments

    private static let kinds: [(handler: String, flag: [String])] = [
        ("TgzArchive", ["-z"]), ("TarArchive", []), ("TarBzipArchive", ["-j"]), ("TarXzArchive", ["-J"]),
        ("TarZstdArchive", ["--use-compress-program=zstd"]),
    ]

    init(_ source: String, _ dest: String, _ arguments: Arguments, on system: some System) async throws(ModuleFailure) {
        self.source = source
        self.dest = dest
        self.arguments = arguments
        var program: String?
        for name in ["gtar", "tar"] where program == nil {
            program = (try? await system.which(name, extra: systemPrograms)) ?? nil
        }
        func failure(_ reasons: [String]) -> ModuleFailure {
            ModuleFailure(
                "Failed to find handler for \"\(source)\". Make sure the required command to extract the file is "
                    + "installed.\n" + reasons.joined(separator: "\n"))
        }
        guard let program else { throw failure(["Unable to find required 'gtar' or 'tar' binary in the path"]) }
        tar = program
        let version = await Machine(system).output([program, "--version"]) ?? ""
        guard version.hasPrefix("tar"), version.has("GNU") else {
            let kind = version.hasPrefix("bsdtar") ? "bsd" : "None"
            throw failure(["Command \"\(program)\" detected as tar type \(kind). GNU tar required."])
        }
        var reasons: [String] = []
        for kind in Self.kinds {
            let words = Self.words(program, "--list", dest, kind.flag, source, arguments)
            let result = try await Machine(system).run(words, directory: dest)
            guard result.succeeded else {
                let reason = "Command \"\(program)\" could not handle archive: Unable to list files in the archive: "
                reasons.append(reason + result.errorText)
                continue
            }
            let excluded = arguments.strings("exclude") ?? []
            let names = result.text.lines.map { $0.hasPrefix("/") ? String($0.dropFirst()) : $0 }
            (handler, flag) = kind
            files = names.filter { name in !excluded.contains { Wildcard.matches(name, $0.droppingTrailing("/")) } }
            if files.isEmpty {
                throw failure([
                    "Command \"\(program)\" found no files in archive. Empty archive files are not supported."
                ])
            }
            return
        }
        throw failure(reasons)
    }

    private static func words(
        _ tar: String, _ action: String, _ dest: String, _ flag: [String], _ source: String, _ arguments: Arguments,
        owners: Bool = false
    ) -> [String] {
        var words = [tar, action, "-C", dest] + flag
        if let options = arguments.strings("extra_opts"), !options.isEmpty {
            words += ["--show-transformed-names"] + options
        }
        if owners {
            if let owner = arguments.string("owner") { words.append("--owner=\(owner)") }
            if let group = arguments.string("group") { words.append("--group=\(group)") }
            if arguments.bool("keep_newer") == true { words.append("--keep-newer-files") }
        }
        words += (arguments.strings("exclude") ?? []).map { "--exclude=\($0.droppingTrailing("/"))" }
        return words + ["-f", source] + (arguments.strings("include") ?? [])
    }

    func isUnpacked(on system: some System) async throws(ModuleFailure) -> Bool {
        let words = Self.words(tar, "--diff", dest, flag, source, arguments, owners: true)
        let result = try await Machine(system).run(words, directory: dest)
        let isRoot = (try? await system.identity())?.uid == 0
        // What the attributes of the task settle afterwards is no difference.
        let tolerated: [(words: String, isTolerated: Bool)] = [
            (": Uid differs", !isRoot || arguments["owner"] != nil),
            (": Gid differs", !isRoot || arguments["group"] != nil),
            (": Mode differs", arguments["mode"] != nil),
        ]
        let differences = [
            ": Mod time differs", ": Warning: Cannot stat: No such file or directory", ": Invalid owner",
            ": Invalid group", ": Symlink differs", ": Contents differ", ": Size differs", ": File type differs",
            ": Not linked to",
        ]
        for line in result.text.lines + result.errorText.lines {
            if line.hasSuffix(": : Warning: Cannot stat: No such file or directory") { continue }
            if let known = tolerated.first(where: { line.has($0.words) }) {
                if !known.isTolerated { return false }
            } else if differences.contains(where: { line.has($0) }) {
                return false
            }
        }
        return true
    }

    func unpack(on system: some System) async throws(ModuleFailure) -> (status: Int32, values: Dict) {
        let words = Self.words(tar, "--extract", dest, flag, source, arguments, owners: true)
        // Where one mode for all follows, nobody sees a file with the archive's before.
        let isNumeric = arguments.string("mode").map { UInt32($0, radix: 8) != nil } ?? (arguments.int("mode") != nil)
        guard isNumeric else { return summary(words, try await Machine(system).run(words, directory: dest)) }
        let result = try await Machine(system).run(
            words, directory: dest, environment: ["TAR_OPTIONS": "--no-same-permissions"], umask: 0o077)
        return summary(words, result)
    }
}
