import System
import Values

extension FileAttributes {
    /// Gives a file that is still private, and has no name yet that anybody knows, the owner, group and mode that it is to
    /// have at `path`: those of `base`, and over them those asked for. Tells whether the latter differ.
    ///
    /// The mode comes last, so that no other user reads the file before it belongs to whom it should.
    func prepare(
        _ staged: String, at path: String, base: FileInfo, _ changes: inout AttributeChanges, on system: some System
    ) async throws(ModuleFailure) -> Bool {
        var wanted = base
        if let owner {
            guard let uid = await Self.uid(owner, on: system) else {
                throw ModuleFailure(
                    "chown failed: failed to look up user \(owner)", values: ["path": .string(path)])
            }
            wanted.uid = uid
            if uid != base.uid { changes.note("owner", .int(Int(base.uid)), .int(Int(uid))) }
        }
        if let group {
            guard let gid = await Self.gid(group, on: system) else {
                throw ModuleFailure(
                    "chgrp failed: failed to look up group \(group)", values: ["path": .string(path)])
            }
            wanted.gid = gid
            if gid != base.gid { changes.note("group", .int(Int(base.gid)), .int(Int(gid))) }
        }
        if let mode {
            do {
                wanted.mode = try await FileMode(mode).bits(for: base, on: system)
            } catch {
                throw ModuleFailure(error.message, values: error.values.merging(["path": .string(path)]) { $1 })
            }
            if wanted.mode != base.mode {
                changes.note("mode", .string(FileMode.text(base.mode)), .string(FileMode.text(wanted.mode)))
            }
        }
        try await give(staged, wanted, path, on: system)
        return wanted != base
    }

    private func give(
        _ staged: String, _ wanted: FileInfo, _ path: String, on system: some System
    ) async throws(ModuleFailure) {
        let own = await Files(system).info(staged)
        if own?.uid != wanted.uid || own?.gid != wanted.gid {
            do { try await system.setOwner(wanted.uid, wanted.gid, of: staged, follow: false) } catch {
                // Without the right to give files away the new one stays the session's own, as ansible-core has it; what
                // the task asks for it has to get.
                if owner != nil {
                    throw ModuleFailure(
                        "chown failed", values: ["path": .string(path)], cause: PythonError.bytesText(error, path))
                }
                if group != nil {
                    do { try await system.setOwner(nil, wanted.gid, of: staged, follow: false) } catch {
                        throw ModuleFailure("chgrp failed", values: ["path": .string(path)])
                    }
                }
            }
        }
        do { try await system.setMode(wanted.mode, of: staged) } catch {
            throw ModuleFailure(PythonError.text(error, path), values: ["path": .string(path)])
        }
    }
}
