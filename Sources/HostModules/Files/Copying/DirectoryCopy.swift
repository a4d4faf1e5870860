import Modules
import System
import Values

/// Brings a directory to the state of another: what is missing or different there is copied, nothing is removed.
struct DirectoryCopy<Base: System>: Sendable {
    let system: Base
    let files: Files<Base>
    let context: ModuleContext
    /// Of these only owner and group count below the top.
    let attributes: FileAttributes
    /// Whether links are replaced by what they point to.
    let follow: Bool

    private var check: Bool { context.check }

    private var ownersAlone: FileAttributes {
        var owners = FileAttributes(Arguments([:]))
        (owners.owner, owners.group) = (attributes.owner, attributes.group)
        return owners
    }

    func run(_ source: String, to target: String) async throws(ModuleFailure) -> Bool {
        let isNew = !(await files.exists(target))
        var changed = try await bring(source, to: target, depth: 0)
        if isNew { return changed }
        let owners = ownersAlone
        if owners.isEmpty { return changed }
        var ignored = AttributeChanges()
        changed = try await owners.apply(to: target, &ignored, on: system, check: check) || changed
        for entry in await FileWalk(system).below(target) {
            changed = try await owners.apply(to: entry.path, &ignored, on: system, check: check) || changed
        }
        return changed
    }

    private func bring(_ source: String, to target: String, depth: Int) async throws(ModuleFailure) -> Bool {
        guard depth < 100, let info = await files.info(source, follow: follow || depth == 0) else { return false }
        let there = await files.info(target, follow: info.kind != .link)
        switch info.kind {
        case .directory:
            var changed = there == nil
            if changed, !check { try await makeDirectory(source, target) }
            let children = try await files.attempt("", source) { (system) throws(SystemError) in
                try await system.list(source)
            }
            for child in children.sorted(by: { $0.name < $1.name }) {
                changed =
                    try await bring("\(source)/\(child.name)", to: "\(target)/\(child.name)", depth: depth + 1)
                    || changed
            }
            if there == nil, !check { try await keepMode(info, target) }
            return changed
        case .link:
            if there != nil { return false }
            if check { return true }
            let link = try await files.attempt("", source) { (system) throws(SystemError) in
                try await system.readLink(source)
            }
            try await files.attempt("", target) { (system) throws(SystemError) in
                try await system.symlink(target, to: link)
            }
        case .file:
            if let there, try await isSame(source, info, target, there) { return false }
            if check { return true }
            let replacement = FileReplacement(system, isUnsafe: false, attributes: ownersAlone)
            let staged = try await replacement.stage(for: target, in: context)
            do {
                try await FileDuplicate(system).copy(source, to: staged, keepsTimes: there == nil)
                try await replacement.commit(staged, to: target, keepsAttributes: false, newMode: info.mode)
            } catch {
                try? await system.remove(staged, recursive: false)
                throw error
            }
            return true
        default: return false
        }
        try await own(target)
        return true
    }

    private func isSame(
        _ source: String, _ info: FileInfo, _ target: String, _ there: FileInfo
    ) async throws(ModuleFailure) -> Bool {
        guard there.kind == .file else { return true }
        guard info.size == there.size else { return false }
        if info.modified == there.modified { return true }
        return try await files.digest(source, .sha1) == files.digest(target, .sha1)
    }

    private func makeDirectory(_ source: String, _ target: String) async throws(ModuleFailure) {
        if target.contains("/"), !target.directoryName.isEmpty, !(await files.exists(target.directoryName)) {
            try await makeDirectory(source, target.directoryName)
        }
        try await files.attempt("", target) { (system) throws(SystemError) in
            try await system.makeDirectory(target, mode: 0o777)
        }
    }

    private func keepMode(_ info: FileInfo, _ target: String) async throws(ModuleFailure) {
        try await files.attempt("", target) { (system) throws(SystemError) in
            try await system.setMode(info.mode, of: target)
            try await system.setTimes(
                access: .at(info.accessed), modification: .at(info.modified), of: target, follow: true)
        }
        try await own(target)
    }

    private func own(_ path: String) async throws(ModuleFailure) {
        var ignored = AttributeChanges()
        _ = try await ownersAlone.apply(to: path, &ignored, on: system, check: false)
    }
}
