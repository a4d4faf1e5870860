import Modules
import Regex
import System
import Values

/// `ansible.builtin.find`: files below directories, chosen by name, age, size, content, mode.
struct FindModule: Module {
    static let name = "ansible.builtin.find"
    static let arguments = ArgumentSpec([
        Option("paths", .list, required: true, aliases: ["name", "path"], elements: .path),
        Option("patterns", .list, default: [], aliases: ["pattern"], elements: .string),
        Option("excludes", .list, aliases: ["exclude"], elements: .string), Option("contains"),
        Option("read_whole_file", .bool, default: false),
        Option("file_type", default: "file", choices: ["any", "directory", "file", "link"]), Option("age"),
        Option("age_stamp", default: "mtime", choices: ["atime", "ctime", "mtime"]), Option("size"),
        Option("recurse", .bool, default: false), Option("hidden", .bool, default: false),
        Option("follow", .bool, default: false), Option("get_checksum", .bool, default: false),
        Option(
            "checksum_algorithm", default: "sha1", choices: ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"],
            aliases: ["checksum", "checksum_algo"]),
        Option("use_regex", .bool, default: false), Option("depth", .int), Option("mode", .raw),
        Option("exact_mode", .bool, default: true), Option("encoding"), Option("limit", .int),
    ])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        if let problem = FindFilter.problem(arguments) { return await skippingAll(problem, on: system) }
        let filter = try await FindFilter(arguments, on: system)
        let limit = arguments.int("limit")
        if let limit, limit <= 0 { throw ModuleFailure("limit cannot be \(limit) (use None for unlimited)") }
        var search = FindSearch(
            system: system, filter: filter, recurse: arguments.bool("recurse") ?? false,
            follow: arguments.bool("follow") ?? false, depth: arguments.int("depth") ?? 0, limit: limit)
        var message = "All paths examined"
        var warnings: [String] = []
        var skipped: Dict = [:]
        for path in arguments.strings("paths") ?? [] {
            do throws(ModuleFailure) {
                guard await Files(system).isDirectory(path) else {
                    throw ModuleFailure("'\(path)' is not a directory")
                }
                try await search.walk(path)
            } catch {
                skipped[.string(path)] = .string(error.message)
                warnings.append("Skipped '\(path)' path due to this access issue: \(error.message)\n")
            }
            if let limit, search.found.count == limit { message = "Limit of matches reached" }
        }
        skipped.merge(search.skipped) { $1 }
        if !warnings.isEmpty { message = "Not all paths examined, check warnings for details" }
        return Outcome(
            message: message,
            values: [
                "files": .list(search.found), "matched": .int(search.found.count), "examined": .int(search.examined),
                "skipped_paths": .dict(skipped),
            ], warnings: warnings)
    }

    /// The outcome where no path can be looked through, since an expression among the options is none.
    private func skippingAll(_ problem: String, on system: some System) async -> Outcome {
        var skipped: Dict = [:]
        var warnings: [String] = []
        var examined = 0
        for path in arguments.strings("paths") ?? [] {
            guard let entries = try? await system.list(path) else { continue }
            examined += entries.count
            skipped[.string(path)] = .string(problem)
            warnings.append("Skipped '\(path)' path due to this access issue: \(problem)\n")
        }
        return Outcome(
            message: "Not all paths examined, check warnings for details",
            values: ["files": .list([]), "matched": 0, "examined": .int(examined), "skipped_paths": .dict(skipped)],
            warnings: warnings)
    }
}
