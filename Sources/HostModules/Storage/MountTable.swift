import Modules
import System
import Values

/// A file in the form of fstab(5).
struct MountTable: Sendable {
    let path: String
    let backsUp: Bool

    func create(_ machine: Machine<some System>) async throws(ModuleFailure) {
        if await machine.exists(path) { return }
        if !path.directoryName.isEmpty { try await machine.makeDirectories(path.directoryName) }
        do { try await machine.system.write(path, [], mode: 0o644, append: true) } catch {
            throw ModuleFailure("Failed to open \(path) due to \(error.reason)")
        }
    }

    /// Whether the table had to change.
    func set(
        _ entry: MountEntry, _ machine: Machine<some System>, check: Bool, _ backup: inout String
    ) async throws(ModuleFailure) -> Bool {
        var lines: [String] = []
        var (isThere, changed) = (false, false)
        for line in await machine.lines(path) {
            let fields = Self.fields(line)
            guard (4...6).contains(fields.count), entry.matches(fields) else {
                lines.append(line)
                continue
            }
            isThere = true
            let full = fields + ["0", "0"].suffix(6 - fields.count)
            // What one entry lacks a later one of the same place may have as well: once changed, all are written anew.
            if full != entry.fields || fields.count < 6 { changed = true }
            lines.append(changed ? entry.line : line)
        }
        if !isThere {
            lines.append(entry.line)
            changed = true
        }
        if changed, !check { backup = try await write(lines, machine) }
        return changed
    }

    func remove(
        _ entry: MountEntry, _ machine: Machine<some System>, check: Bool, _ backup: inout String
    ) async throws(ModuleFailure) -> Bool {
        let lines = await machine.lines(path)
        let kept = lines.filter { line in
            let isComment = line.trimmed().hasPrefix("#")
            return isComment || line.words.count != 6 || !entry.matches(line.words)
        }
        guard kept.count != lines.count else { return false }
        if !check { backup = try await write(kept, machine) }
        return true
    }

    private static func fields(_ line: String) -> [String] {
        String(line.prefix { $0 != "#" }).words
    }

    private func write(_ lines: [String], _ machine: Machine<some System>) async throws(ModuleFailure) -> String {
        let backup = backsUp ? try await machine.backUp(path) : ""
        let text = lines.map { $0 + "\n" }.joined()
        try await machine.attempt { base async throws(SystemError) in
            try await base.write(path, Array(text.utf8), mode: 0o644, append: false)
        }
        return backup
    }
}
