import HostModules
import Modules
import System
import Values

/// `community.general.archive`: files packed or compressed on the machine, by tar, zip and the compressors.
struct ArchiveModule: Module {
    static let name = "community.general.archive"
    static let arguments = ArgumentSpec(
        Option.table(
            """
            path!:list:path format=gz{bz2|gz|tar|xz|zip} dest:path exclude_path:list:path= exclusion_patterns:list:path
            force_archive:bool=false remove:bool=false
            """), fileAttributes: true)

    private let arguments: Arguments
    private let format: String

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        format = arguments.string("format") ?? "gz"
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let (expanded, hasPatterns) = try await expand(arguments.strings("path") ?? [], machine)
        let excluded = try await expand(arguments.strings("exclude_path") ?? [], machine).paths
        let paths = Set(expanded).subtracting(excluded).sorted()
        let given = Value.string((arguments.strings("path") ?? []).joined(separator: ", "))
        guard let first = paths.first else {
            throw ModuleFailure(
                "Error, no source paths were found",
                values: [
                    "path": given, "expanded_paths": .string(expanded.joined(separator: ", ")),
                    "expanded_exclude_paths": .string(excluded.joined(separator: ", ")),
                ])
        }
        let isTree = await machine.isDirectory(first)
        let packs = arguments.bool("force_archive") == true || hasPatterns || paths.count > 1 || isTree
        var dest = arguments.string("dest") ?? ""
        if dest.isEmpty {
            guard !packs else {
                throw ModuleFailure(
                    "Error, must specify \"dest\" when archiving multiple files or trees",
                    values: ["dest": .none, "path": given])
            }
            dest = "\(first).\(format)"
        }
        let removes = arguments.bool("remove") == true
        if removes {
            for path in paths where dest.hasPrefix("\(path.droppingTrailing("/"))/") {
                guard await machine.isDirectory(path) else { continue }
                throw ModuleFailure(
                    "Error, created archive can not be contained in source paths when remove=true",
                    values: ["path": .string(paths.joined(separator: ", "))])
            }
        }
        let job = ArchiveJob(
            machine: machine, arguments: arguments, format: format, dest: dest, root: Self.commonRoot(paths))
        var missing: [String] = []
        var targets: [String] = []
        for path in paths {
            if await machine.info(path, follow: false) == nil { missing.append(path) } else { targets.append(path) }
        }
        var outcome = Outcome()
        var packed: [String] = []
        var state = "absent"
        if targets.isEmpty {
            if await machine.exists(dest) { state = Self.isArchive(dest) ? "archive" : "compress" }
        } else if context.check {
            let isThere = await machine.exists(dest)
            outcome.changed = packs || !isThere
        } else {
            let before = try await job.fingerprint()
            if packs || format == "zip" || format == "tar" {
                packed = try await job.pack(targets)
                state = packs && !missing.isEmpty ? "incomplete" : "archive"
            } else {
                try await job.compress(first)
                packed = [first]
                state = "compress"
            }
            outcome.changed = try await job.fingerprint() != before
            if removes {
                for path in paths where await machine.info(path, follow: false) != nil {
                    try await machine.remove(path, recursive: true)
                }
            }
        }
        if await machine.exists(dest) {
            var changes = AttributeChanges()
            let changed = try await FileAttributes(arguments).apply(
                to: dest, &changes, on: system, check: context.check)
            outcome.changed = outcome.changed || changed
        }
        outcome.values = [
            "archived": .texts(packed), "dest": .string(dest), "dest_state": .string(state),
            "arcroot": .string(job.root), "missing": .texts(missing), "expanded_paths": .texts(expanded),
            "expanded_exclude_paths": .texts(excluded),
        ]
        return outcome
    }

    private func expand(
        _ paths: [String], _ machine: Machine<some System>
    ) async throws(ModuleFailure) -> (paths: [String], hasPatterns: Bool) {
        var expanded: [String] = []
        var hasPatterns = false
        for path in paths {
            guard path.contains("*") || path.contains("?") else {
                expanded.append(path)
                continue
            }
            hasPatterns = true
            expanded += try await machine.attempt { base async throws(SystemError) in try await base.glob(path) }
        }
        return (expanded, hasPatterns)
    }

    /// The deepest directory, with its slash, that all paths stand in.
    private static func commonRoot(_ paths: [String]) -> String {
        var root = paths.first.map { "\($0.directoryName)/".replacing("//", by: "/") } ?? ""
        for path in paths.dropFirst() {
            while !root.isEmpty, !path.hasPrefix(root) {
                let above = root.droppingTrailing("/").directoryName
                root = above.isEmpty ? "" : above == "/" ? "/" : "\(above)/"
            }
        }
        return root
    }

    private static func isArchive(_ path: String) -> Bool {
        [".tar", ".tar.gz", ".tar.bz2", ".tar.xz", ".tgz", ".tbz2", ".zip"].contains { path.lowercased().hasSuffix($0) }
    }
}
