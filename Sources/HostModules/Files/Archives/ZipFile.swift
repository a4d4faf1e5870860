import Modules
import System
import Values

/// A zip archive, by unzip(1) and its `-Z` mode.
struct ZipFile: Archive {
    let handler = "ZipArchive"
    let files: [String]
    private let entries: [Entry]
    private let unzip: String
    private let source: String
    private let dest: String
    private let arguments: Arguments

    private struct Entry: Sendable {
        var name: String, size: Int, isDirectory: Bool
        /// Local time as `yyyymmdd.hhmmss`.
        var stamp: String
        /// Permission bits; nil where the archive was made on a system that has none.
        var mode: UInt32?
    }

    /// Nil where `source` is no zip archive. Throws where it is one and there is no unzip.
    init?(
        _ source: String, _ dest: String, _ arguments: Arguments, on system: some System
    ) async throws(ModuleFailure) {
        guard (try? await system.read(source, from: 0, length: 4)) == [0x50, 0x4B, 3, 4] else { return nil }
        guard let unzip = (try? await system.which("unzip", extra: systemPrograms)) ?? nil else {
            throw ModuleFailure(
                "Failed to find handler for \"\(source)\". Make sure the required command to extract the file is "
                    + "installed.\nUnable to find required 'unzip' or 'zipinfo' binary in the path.")
        }
        (self.unzip, self.source, self.dest, self.arguments) = (unzip, source, dest, arguments)
        let result = try await Machine(system).run([unzip, "-Z", "-T", "-l", source])
        let excluded = arguments.strings("exclude") ?? []
        let included = arguments.strings("include") ?? []
        entries = result.text.lines.compactMap(Self.entry).filter { entry in
            !excluded.contains { Wildcard.matches(entry.name, $0) }
                && (included.isEmpty || included.contains { Wildcard.matches(entry.name, $0) })
        }
        files = entries.map(\.name)
    }

    /// From a line such as `-rw-r--r--  3.0 unx        4 tx        4 stor 20240102.030405 a.txt`.
    private static func entry(_ line: String) -> Entry? {
        let fields = line.split(separator: " ", maxSplits: 8, omittingEmptySubsequences: true)
        guard fields.count >= 8, let size = Int(fields[3]) else { return nil }
        guard let stampIndex = fields.firstIndex(where: { $0.utf8.count == 15 && $0.contains(".") }) else { return nil }
        let place = fields[stampIndex].endIndex
        let name = String(line[place...].dropFirst())
        let permissions = fields[0]
        let bits = permissions.dropFirst().enumerated().reduce(into: UInt32(0)) { bits, letter in
            if letter.offset < 9, letter.element != "-" { bits |= 0o400 >> UInt32(letter.offset) }
        }
        return Entry(
            name: name, size: size, isDirectory: permissions.hasPrefix("d") || name.hasSuffix("/"),
            stamp: String(fields[stampIndex]), mode: fields[2] == "unx" ? bits : nil)
    }

    func isUnpacked(on system: some System) async throws(ModuleFailure) -> Bool {
        let files = Files(system)
        let zone = await TimeZone.local(on: system)
        for entry in entries {
            let path = "\(dest.droppingTrailing("/"))/\(entry.name.droppingTrailing("/"))"
            guard let info = await files.info(path) else { return false }
            if entry.isDirectory {
                if info.kind != .directory { return false }
                continue
            }
            if info.kind == .link { continue }
            guard info.kind == .file, info.size == entry.size else { return false }
            let seconds = info.modified.rounded(.down)
            let stamp = LocalTime(seconds, offset: zone.offset(at: Int(seconds))).stamp("%Y%m%d.%H%M%S")
            if stamp != entry.stamp, !(arguments.bool("keep_newer") == true && stamp > entry.stamp) { return false }
            if let mode = entry.mode, arguments["mode"] == nil, info.mode & 0o777 != mode & 0o777 { return false }
        }
        return true
    }

    func unpack(on system: some System) async throws(ModuleFailure) -> (status: Int32, values: Dict) {
        var words = [unzip, arguments.bool("keep_newer") == true ? "-uo" : "-o"]
        words += arguments.strings("extra_opts") ?? []
        words += [source] + (arguments.strings("include") ?? [])
        if let excluded = arguments.strings("exclude"), !excluded.isEmpty { words += ["-x"] + excluded }
        words += ["-d", dest]
        return summary(words, try await Machine(system).run(words))
    }
}
