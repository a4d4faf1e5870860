import Modules
import System
import Values

extension FileTarget {
    func makeDirectory(recurse: Bool) async throws(ModuleFailure) -> Outcome {
        var target = self
        var old = try await current()
        if follow, old == .link {
            target.path = try await files.writablePath(path)
            old = try await target.current()
        }
        return try await target.directory(from: old, recurse: recurse)
    }

    private func directory(from old: FileState, recurse: Bool) async throws(ModuleFailure) -> Outcome {
        var changes = changes(from: old, to: "directory")
        var outcome = Outcome(values: ["path": .string(path)], diff: [])
        if old == .absent {
            outcome.changed = true
            if !check { try await create(&changes) }
            outcome.diff = [changes.diff]
            return outcome
        }
        guard old == .directory else {
            throw ModuleFailure(
                "\(path) already exists as a \(old.rawValue)", values: ["path": .string(path)])
        }
        outcome.changed = try await settle(path, &changes)
        if recurse, try await resolved().settleBelow(path, depth: 0) { outcome.changed = true }
        outcome.diff = [changes.diff]
        return outcome
    }

    /// Makes the directory and those above it; each that is made gets the attributes asked for.
    private func create(_ changes: inout AttributeChanges) async throws(ModuleFailure) {
        var place = ""
        for part in path.split(separator: "/") where part != "." {
            place += place.isEmpty && !path.hasPrefix("/") ? String(part) : "/\(part)"
            if await files.exists(place) { continue }
            do { try await system.makeDirectory(place, mode: 0o777) } catch {
                if await files.isDirectory(place) { continue }
                throw ModuleFailure(
                    "There was an issue creating \(place) as requested: \(PythonError.bytesText(error, place))",
                    values: ["path": .string(path)])
            }
            _ = try await attributes.apply(to: place, &changes, on: system, check: false)
        }
        _ = try await times.apply(to: path, &changes, on: system, check: false)
    }

    /// With owner and group as numbers, so that the names are not looked up again for each of many files.
    private func resolved() async -> FileTarget {
        var target = self
        if let owner = attributes.owner, let uid = await FileAttributes.uid(owner, on: system) {
            target.attributes.owner = String(uid)
        }
        if let group = attributes.group, let gid = await FileAttributes.gid(group, on: system) {
            target.attributes.group = String(gid)
        }
        return target
    }

    /// The same attributes and times for all that is below a directory.
    private func settleBelow(_ directory: String, depth: Int) async throws(ModuleFailure) -> Bool {
        guard depth < 40 else {
            throw ModuleFailure(
                "Could not recursively set attributes on \(directory). Original error was: 'too many links'")
        }
        var changed = false
        var ignored = AttributeChanges()
        for entry in await FileWalk(system).below(directory) {
            changed = try await settle(entry.path, &ignored) || changed
            guard entry.info.kind == .link, follow, let link = try? await system.readLink(entry.path) else { continue }
            let target = link.hasPrefix("/") ? link : "\(entry.path.directoryName)/\(link)"
            guard let info = await files.info(target, follow: true) else { continue }
            if info.kind == .directory { changed = try await settleBelow(target, depth: depth + 1) || changed }
            changed = try await settle(target, &ignored) || changed
        }
        return changed
    }
}
