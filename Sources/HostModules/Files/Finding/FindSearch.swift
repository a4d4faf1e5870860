import Modules
import System
import Values

/// One walk of `find` through the directories it was given.
struct FindSearch<Base: System> {
    let system: Base
    let filter: FindFilter
    let recurse: Bool
    let follow: Bool
    /// How far down to look; 0 is all the way.
    let depth: Int
    let limit: Int?
    private(set) var found: [Value] = []
    private(set) var examined = 0
    private(set) var skipped: Dict = [:]

    init(system: Base, filter: FindFilter, recurse: Bool, follow: Bool, depth: Int, limit: Int?) {
        self.system = system
        self.filter = filter
        self.recurse = recurse
        self.follow = follow
        self.depth = depth
        self.limit = limit
    }

    private var isFull: Bool { limit.map { found.count >= $0 } ?? false }

    mutating func walk(_ top: String) async throws(ModuleFailure) {
        let root = top.count > 1 ? top.droppingTrailing("/") : top
        var waiting: [(path: String, depth: Int)] = [(root, 1)]
        while let (directory, level) = waiting.popLast() {
            let entries: [DirectoryEntry]
            do { entries = try await system.list(directory) } catch {
                skipped[.string(directory)] = .string(PythonError.text(error, directory))
                continue
            }
            var below: [String] = []
            var others: [(String, DirectoryEntry)] = []
            var directories: [(String, DirectoryEntry)] = []
            for entry in entries.sorted(by: { $0.name < $1.name }) {
                let path = directory == "/" ? "/" + entry.name : "\(directory)/\(entry.name)"
                if await leads(path, entry.info) {
                    directories.append((path, entry))
                    if entry.info.kind == .directory || follow { below.append(path) }
                } else {
                    others.append((path, entry))
                }
            }
            examined += entries.count
            for (path, entry) in others + directories where depth == 0 || level <= depth {
                if let file = try await filter.describe(PathParts.normalized(path), entry, on: system) {
                    found.append(file)
                }
                if isFull { return }
            }
            if !recurse || depth != 0 && level > depth || level > 200 { continue }
            waiting += below.reversed().map { ($0, level + 1) }
        }
    }

    /// Whether it is a directory, seen through links.
    private func leads(_ path: String, _ info: FileInfo) async -> Bool {
        if info.kind == .directory { return true }
        guard info.kind == .link else { return false }
        return await Files(system).isDirectory(path)
    }
}
