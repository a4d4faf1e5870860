import Modules
import System
import Values

extension FileTarget {
    func symlink() async throws(ModuleFailure) -> Outcome {
        let old = try await current()
        var wanted = source
        if wanted == nil, follow, await files.exists(path) { wanted = try? await system.readLink(path) }
        let values: Dict = ["dest": .string(path), "src": wanted.map { .string($0) } ?? .none]
        try await check(symlink: wanted, from: old)
        var changes = changes(from: old, to: "link")
        var changed = false
        if old != .link {
            guard wanted != nil else { throw ModuleFailure("src is required for creating new symlinks") }
            changed = true
        } else if let wanted, let target = try? await system.readLink(path), target != wanted {
            changes.note("src", .string(target), .string(wanted))
            changed = true
        }
        if changed, !check, let wanted {
            try await replace(old) { (system, place) throws(SystemError) in
                try await system.symlink(place, to: wanted)
            }
        }
        var outcome = Outcome(changed: changed, values: values, diff: [changes.diff])
        if check, !(await files.exists(path)) { return outcome }
        let place = try await followed()
        if follow, await files.isLink(path), !(await files.exists(place)) {
            outcome.warnings = [
                "Cannot set fs attributes on a non-existent symlink target. follow should be set to False to avoid this."
            ]
            return outcome
        }
        outcome.changed = try await settle(place, &changes) || changed
        outcome.diff = [changes.diff]
        return outcome
    }

    private func check(symlink wanted: String?, from old: FileState) async throws(ModuleFailure) {
        let isDirectory = await files.info(path)?.kind == .directory
        if let wanted, !force {
            let base = isDirectory ? path : path.directoryName
            let absolute = wanted.hasPrefix("/") || base.isEmpty ? wanted : base.droppingTrailing("/") + "/" + wanted
            guard await files.exists(absolute) else {
                throw ModuleFailure(
                    "src file does not exist, use 'force=yes' if you really want to create the link: \(absolute)",
                    values: ["path": .string(path), "src": .string(wanted)])
            }
        }
        let refusal: String
        switch old {
        case .directory where !force, .file where !force, .hard where !force:
            refusal = "refusing to convert from \(old.rawValue) to symlink for \(path)"
        case .directory:
            if ((try? await system.list(path)) ?? []).isEmpty { return }
            refusal = "the directory \(path) is not empty, refusing to convert it"
        default: return
        }
        throw ModuleFailure(refusal, values: ["path": .string(path)])
    }

    func hardLink() async throws(ModuleFailure) -> Outcome {
        let old = try await current()
        if old != .hard, source == nil { throw ModuleFailure("src is required for creating new hardlinks") }
        let values: Dict = ["dest": .string(path), "src": source.map { .string($0) } ?? .none]
        let sourceInfo = source == nil ? nil : await files.info(source ?? "", follow: true)
        if source != nil, sourceInfo == nil { throw ModuleFailure("src does not exist", values: values) }
        var changes = changes(from: old, to: "hard")
        var changed = false
        switch old {
        case .absent: changed = true
        case .link:
            if let source, let target = try? await system.readLink(path), target != source {
                changes.note("src", .string(target), .string(source))
                changed = true
            }
        case .hard:
            if let sourceInfo, await files.info(path, follow: true)?.inode != sourceInfo.inode {
                changed = true
                if !force {
                    throw ModuleFailure("Cannot link, different hard link exists at destination", values: values)
                }
            }
        case .file:
            changed = true
            if !force { throw ModuleFailure("Cannot link, file exists at destination", values: values) }
        case .directory:
            changed = true
            if await files.info(path, follow: true)?.inode == sourceInfo?.inode {
                return Outcome(values: ["path": .string(path)])
            }
            if !force { throw ModuleFailure("Cannot link: different hard link exists at destination", values: values) }
        }
        if changed, !check, var existing = source {
            if old == .absent, follow, await files.isLink(existing) {
                existing = (try? await system.readLink(existing)) ?? existing
            }
            let target = existing
            try await replace(old) { (system, place) throws(SystemError) in
                try await system.link(place, to: target)
            }
        }
        if check, !(await files.exists(path)) { return Outcome(changed: changed, values: values, diff: [changes.diff]) }
        changed = try await settle(try await followed(), &changes) || changed
        return Outcome(changed: changed, values: values, diff: [changes.diff])
    }

    /// Makes a link, by way of a temporary name where something stands in its place.
    private func replace(
        _ old: FileState, by make: (Base, String) async throws(SystemError) -> Void
    ) async throws(ModuleFailure) {
        guard old != .absent else {
            do { try await make(system, path) } catch {
                throw ModuleFailure(
                    "Error while linking: \(PythonError.bytesText(error, path))", values: ["path": .string(path)])
            }
            return
        }
        let directory = path.directoryName
        let temporary =
            (directory.isEmpty ? "" : directory.droppingTrailing("/") + "/") + ".\(UInt64.random(in: 0 ... .max)).tmp"
        do {
            if old == .directory { try await system.remove(path, recursive: false) }
            try await make(system, temporary)
            try await system.move(temporary, to: path)
        } catch {
            try? await system.remove(temporary, recursive: false)
            throw ModuleFailure(
                "Error while replacing: \(PythonError.bytesText(error, path))", values: ["path": .string(path)])
        }
    }
}
