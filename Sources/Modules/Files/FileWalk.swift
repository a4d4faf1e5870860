package import System

/// Everything below a directory, as os.walk gives it without following links: a directory's own entries before those
/// further down, in the order of their names.
package struct FileWalk<Base: System>: Sendable {
    package let system: Base

    package struct Entry: Sendable {
        package var path: String
        package var info: FileInfo
        /// 1 for what stands right in the directory.
        package var depth: Int
    }

    package init(_ system: Base) { self.system = system }

    package func below(_ directory: String) async -> [Entry] {
        var found: [Entry] = []
        var waiting: [(path: String, depth: Int)] = [(directory, 1)]
        while let (place, depth) = waiting.popLast() {
            guard let entries = try? await system.list(place) else { continue }
            let base = place.hasSuffix("/") ? place : place + "/"
            var directories: [(String, Int)] = []
            for entry in entries.sorted(by: { $0.name < $1.name }) {
                found.append(Entry(path: base + entry.name, info: entry.info, depth: depth))
                if entry.info.kind == .directory { directories.append((base + entry.name, depth + 1)) }
            }
            waiting += directories.reversed()
        }
        return found
    }
}
