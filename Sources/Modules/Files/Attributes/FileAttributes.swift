package import System
package import Values

/// The options that every module which makes files shares: owner, group, mode and attributes of the file.
package struct FileAttributes: Sendable {
    package var owner: String?
    package var group: String?
    package var mode: Value?
    package var attributes: String?
    private let labels: [String]

    /// Ansible's common file arguments.
    package static let options: [Option] = [
        Option("mode", .raw), Option("owner"), Option("group"), Option("seuser"), Option("serole"),
        Option("selevel"), Option("setype"), Option("attributes", aliases: ["attr"]),
        Option("unsafe_writes", .bool, default: false),
    ]

    package init(_ arguments: Arguments) {
        owner = arguments.string("owner")
        group = arguments.string("group")
        mode = arguments["mode"]
        attributes = arguments.string("attributes")
        labels = ["seuser", "serole", "setype", "selevel"].filter { arguments[$0] != nil }
    }

    /// Whether any of them was asked for.
    package var isEmpty: Bool { owner == nil && group == nil && mode == nil && attributes == nil }

    /// Makes the file at `path` (never what a link there points to) as asked and returns whether that changed it.
    ///
    /// As in ansible-core SELinux labels are passed over where SELinux is off; where it is on they are refused.
    /// What was and what will be is added to `changes`.
    package func apply(
        to path: String, _ changes: inout AttributeChanges, on system: some System, check: Bool
    ) async throws(ModuleFailure) -> Bool {
        if isEmpty, labels.isEmpty { return false }
        if let label = labels.first, await Machine(system).exists("/sys/fs/selinux/enforce") {
            throw ModuleFailure("\(label) is not supported on a system with SELinux", values: ["path": .string(path)])
        }
        if isEmpty { return false }
        if check, !(await Machine(system).exists(path)) { return true }
        guard let info = try await Files(system).require(path) else {
            throw ModuleFailure(PythonError.text(2, path), values: ["path": .string(path)])
        }
        var changed = false
        if let owner { changed = try await setOwner(owner, path, info, &changes, on: system, check) || changed }
        if let group { changed = try await setGroup(group, path, info, &changes, on: system, check) || changed }
        if let mode { changed = try await setMode(mode, path, &changes, on: system, check) || changed }
        if let attributes {
            let flags = AttributeFlags(path: path, wanted: attributes)
            changed = try await flags.apply(&changes, on: system, check: check) || changed
        }
        return changed
    }

    private func setOwner(
        _ name: String, _ path: String, _ info: FileInfo, _ changes: inout AttributeChanges,
        on system: some System, _ check: Bool
    ) async throws(ModuleFailure) -> Bool {
        guard let uid = await Self.uid(name, on: system) else {
            throw ModuleFailure(
                "chown failed: failed to look up user \(name)", values: ["path": .string(path)])
        }
        guard info.uid != uid else { return false }
        changes.note("owner", .int(Int(info.uid)), .int(Int(uid)))
        if check { return true }
        do { try await system.setOwner(uid, nil, of: path, follow: false) } catch {
            throw ModuleFailure(
                "chown failed", values: ["path": .string(path)], cause: PythonError.bytesText(error, path))
        }
        return true
    }

    private func setGroup(
        _ name: String, _ path: String, _ info: FileInfo, _ changes: inout AttributeChanges,
        on system: some System, _ check: Bool
    ) async throws(ModuleFailure) -> Bool {
        guard let gid = await Self.gid(name, on: system) else {
            throw ModuleFailure(
                "chgrp failed: failed to look up group \(name)", values: ["path": .string(path)])
        }
        guard info.gid != gid else { return false }
        changes.note("group", .int(Int(info.gid)), .int(Int(gid)))
        if check { return true }
        do { try await system.setOwner(nil, gid, of: path, follow: false) } catch {
            throw ModuleFailure("chgrp failed", values: ["path": .string(path)])
        }
        return true
    }

    private func setMode(
        _ wanted: Value, _ path: String, _ changes: inout AttributeChanges, on system: some System, _ check: Bool
    ) async throws(ModuleFailure) -> Bool {
        guard let info = try await Files(system).require(path) else { return false }
        let mode: UInt32
        do {
            mode = try await FileMode(wanted).bits(for: info, on: system)
        } catch {
            throw ModuleFailure(error.message, values: error.values.merging(["path": .string(path)]) { $1 })
        }
        guard info.mode != mode else { return false }
        changes.note("mode", .string(FileMode.text(info.mode)), .string(FileMode.text(mode)))
        if check { return true }
        // A symbolic link has no mode of its own on Linux.
        if info.kind == .link { return false }
        do { try await system.setMode(mode, of: path) } catch {
            throw ModuleFailure(PythonError.text(error, path), values: ["path": .string(path)])
        }
        return try await Files(system).require(path)?.mode != info.mode
    }

    package static func uid(_ name: String, on system: some System) async -> UInt32? {
        if let number = UInt32(name.trimmed()) { return number }
        return (try? await system.user(.name(name)))??.uid
    }

    package static func gid(_ name: String, on system: some System) async -> UInt32? {
        if let number = UInt32(name.trimmed()) { return number }
        return (try? await system.group(.name(name)))??.gid
    }
}
