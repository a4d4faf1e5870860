import Modules
import Regex
import System
import Values

/// What `find` asks of a file.
struct FindFilter: Sendable {
    private let arguments: Arguments
    private let names: [@Sendable (String) -> Bool]
    private let exclusions: [@Sendable (String) -> Bool]
    private let contains: Regex?
    private let encoding: TextEncoding?
    private let age: Int?
    private let size: Int?
    private let mode: UInt32?
    private let now: Double

    /// What is wrong with a regular expression among the options; nil where nothing is.
    static func problem(_ arguments: Arguments) -> String? {
        let isRegex = arguments.bool("use_regex") ?? false
        let names = isRegex ? (arguments.strings("patterns") ?? []) + (arguments.strings("excludes") ?? []) : []
        for pattern in names + [arguments.string("contains")].compactMap(\.self) {
            do throws(RegexError) { _ = try Regex(pattern) } catch { return error.message }
        }
        return nil
    }

    init(_ arguments: Arguments, on system: some System) async throws(ModuleFailure) {
        self.arguments = arguments
        let isRegex = arguments.bool("use_regex") ?? false
        func tests(_ patterns: [String]) throws(ModuleFailure) -> [@Sendable (String) -> Bool] {
            var tests: [@Sendable (String) -> Bool] = []
            for pattern in patterns {
                guard isRegex else {
                    tests.append { Wildcard.matches($0, pattern) }
                    continue
                }
                do {
                    let regex = try Regex(pattern)
                    tests.append { ((try? regex.match($0)) ?? nil) != nil }
                } catch { throw ModuleFailure(error.message) }
            }
            return tests
        }
        let patterns = arguments.strings("patterns") ?? []
        names = try tests(patterns.isEmpty ? [isRegex ? ".*" : "*"] : patterns)
        exclusions = try tests(arguments.strings("excludes") ?? [])
        do { contains = try arguments.string("contains").map { text throws(RegexError) in try Regex(text) } } catch {
            throw ModuleFailure(error.message)
        }
        encoding = arguments.string("encoding").map(TextEncoding.init)
        age = try Self.quantity("age", arguments, ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800])
        size = try Self.quantity("size", arguments, ["b": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "t": 1 << 40])
        now = await Files(system).now()
        guard let wanted = arguments["mode"] else {
            mode = nil
            return
        }
        guard wanted.text != nil else {
            throw ModuleFailure(
                "argument 'mode' is not a string and conversion is not allowed, value is of type \(wanted.typeName)")
        }
        let none = FileInfo(kind: .file, mode: 0, uid: 0, gid: 0, size: 0)
        mode = try await FileMode(wanted).bits(for: none, on: system) & 0o7777
    }

    /// A number with a unit's letter behind it.
    private static func quantity(
        _ name: String, _ arguments: Arguments, _ units: [Character: Int]
    ) throws(ModuleFailure) -> Int? {
        guard let text = arguments.string(name) else { return nil }
        var digits = text.lowercased()[...]
        var factor = 1
        if let last = digits.last, let unit = units[last] {
            factor = unit
            digits.removeLast()
        }
        if let number = Int(digits), digits.first != "+", !number.multipliedReportingOverflow(by: factor).overflow {
            return number * factor
        }
        throw ModuleFailure("failed to process \(name)", values: [.string(name): .string(text)])
    }

    /// The result's entry for a file that is looked for; nil for another.
    func describe(_ path: String, _ entry: DirectoryEntry, on system: some System) async throws(ModuleFailure) -> Value?
    {
        let info = entry.info
        guard !entry.name.hasPrefix(".") || arguments.bool("hidden") == true, isKind(info.kind),
            names.contains(where: { $0(entry.name) }), !exclusions.contains(where: { $0(entry.name) }), hasAge(info),
            hasMode(info), info.kind != .file || hasSize(info)
        else { return nil }
        if arguments.string("file_type") == "file", let contains {
            guard try await holds(path, contains, on: system) else { return nil }
        }
        var file: Dict = ["path": .string(path), "mode": .string(FileProperties.mode(info))]
        FileProperties.addKind(info, to: &file)
        let all = FileProperties.stat(path, info)
        for key: Value in ["uid", "gid", "size", "inode", "dev", "nlink", "atime", "mtime", "ctime"] {
            file[key] = all[key]
        }
        let group = (try? await system.group(.id(info.gid))) ?? nil
        let user = (try? await system.user(.id(info.uid))) ?? nil
        file["gr_name"] = .string(group?.name ?? "")
        file["pw_name"] = .string(user?.name ?? "")
        FileProperties.addPermissions(info, to: &file)
        if info.kind == .file, arguments.bool("get_checksum") == true,
            let algorithm = arguments.string("checksum_algorithm").flatMap(DigestAlgorithm.init)
        {
            file["checksum"] = .string(try await Files(system).digest(path, algorithm))
        }
        return .dict(file)
    }

    private func isKind(_ kind: FileInfo.Kind) -> Bool {
        switch arguments.string("file_type") {
        case "any": true
        case "directory": kind == .directory
        case "link": kind == .link
        default: kind == .file
        }
    }

    private func hasAge(_ info: FileInfo) -> Bool {
        guard let age else { return true }
        let stamps = ["atime": info.accessed, "ctime": info.changed]
        let stamp = stamps[arguments.string("age_stamp") ?? ""] ?? info.modified
        return age >= 0 ? now - stamp >= Double(age) : now - stamp <= Double(-age)
    }

    private func hasSize(_ info: FileInfo) -> Bool {
        guard let size else { return true }
        return size >= 0 ? info.size >= size : info.size <= -size
    }

    private func hasMode(_ info: FileInfo) -> Bool {
        guard let mode else { return true }
        return arguments.bool("exact_mode") == false ? info.mode & mode != 0 : info.mode == mode
    }

    private func holds(_ path: String, _ regex: Regex, on system: some System) async throws(ModuleFailure) -> Bool {
        guard let bytes = try? await system.read(path, limit: 1 << 30) else { return false }
        let text: String
        do { text = try await (encoding ?? .utf8).decode(bytes, on: system) } catch {
            if error.message.hasPrefix("unknown encoding") { throw error }
            let shown =
                arguments.string("encoding") ?? #"None (default determined by the Python built-in function "open")"#
            throw ModuleFailure("Failed to read the file \(path) due to an encoding error. current encoding: \(shown)")
        }
        if arguments.bool("read_whole_file") == true { return ((try? regex.search(text)) ?? nil) != nil }
        return FileText.lines(text).contains { ((try? regex.match($0)) ?? nil) != nil }
    }
}
