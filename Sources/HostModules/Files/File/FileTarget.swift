import Modules
import System
import Values

/// The path that the file module works on, and what it is to be.
struct FileTarget<Base: System>: Sendable {
    let system: Base
    let files: Files<Base>
    let check: Bool
    var path: String
    let state: String
    let source: String?
    let follow: Bool
    let force: Bool
    var attributes: FileAttributes
    let times: FileTimes

    init(
        _ arguments: Arguments, _ attributes: FileAttributes, on system: Base, in context: ModuleContext
    ) async throws(ModuleFailure) {
        self.system = system
        files = Files(system)
        check = context.check
        self.attributes = attributes
        source = arguments.string("src")
        follow = arguments.bool("follow") ?? true
        force = arguments.bool("force") ?? false
        var path = arguments.string("path") ?? ""
        let wanted = arguments.string("state")
        if wanted != "link", wanted != "absent", await files.isDirectory(path) {
            let name = arguments.string("_original_basename") ?? source.map { $0.baseName }
            if let name, !name.isEmpty { path = path.hasSuffix("/") ? path + name : "\(path)/\(name)" }
        }
        let recurse = arguments.bool("recurse") ?? false
        if let wanted {
            state = wanted
        } else {
            let current = FileState(try await files.require(path))
            state = current != .absent ? current.rawValue : recurse ? "directory" : "file"
        }
        self.path = path
        if recurse, state != "directory" {
            throw ModuleFailure("recurse option requires state to be 'directory'", values: ["path": .string(path)])
        }
        if source != nil, state != "link", state != "hard" {
            throw ModuleFailure("src option requires state to be 'link' or 'hard'", values: ["path": .string(path)])
        }
        times = try await FileTimes(arguments, state: state, on: system)
    }

    func current() async throws(ModuleFailure) -> FileState { FileState(try await files.require(path)) }

    /// The path whose properties are set: where a link is followed, what it points to.
    func followed() async throws(ModuleFailure) -> String {
        guard follow, await files.isLink(path) else { return path }
        return try await files.writablePath(path)
    }

    /// The diff's beginning: the path, and the state where it changes.
    func changes(from old: FileState, to new: String) -> AttributeChanges {
        var changes = AttributeChanges(before: ["path": .string(path)], after: ["path": .string(path)])
        if old.rawValue != new { changes.note("state", .string(old.rawValue), .string(new)) }
        return changes
    }

    /// Owner, mode and times of `place`.
    func settle(_ place: String, _ changes: inout AttributeChanges) async throws(ModuleFailure) -> Bool {
        let changed = try await attributes.apply(to: place, &changes, on: system, check: check)
        return try await times.apply(to: place, &changes, on: system, check: check) || changed
    }

    func setAttributes() async throws(ModuleFailure) -> Outcome {
        var target = self
        var old = try await current()
        if follow, old == .link {
            target.path = try await files.writablePath(path)
            old = try await target.current()
        }
        guard old == .file || old == .hard else {
            throw ModuleFailure(
                "file (\(target.path)) is \(old.rawValue), cannot continue",
                values: ["path": .string(target.path), "state": .string(old.rawValue)])
        }
        var changes = target.changes(from: old, to: "file")
        let changed = try await target.settle(target.path, &changes)
        return Outcome(changed: changed, values: ["path": .string(target.path)], diff: [changes.diff])
    }

    func touch() async throws(ModuleFailure) -> Outcome {
        let old = try await current()
        let values: Dict = ["dest": .string(path)]
        if old == .absent {
            if check { return Outcome(changed: true, values: values) }
            do { try await system.write(path, [], mode: 0o666, append: true) } catch {
                throw ModuleFailure(
                    "Error, could not touch target.", values: ["path": .string(path)],
                    cause: PythonError.bytesText(error, path))
            }
        }
        var changes = changes(from: old, to: "touch")
        do {
            let changed = try await settle(try await followed(), &changes)
            return Outcome(changed: changed || old == .absent, values: values, diff: [changes.diff])
        } catch {
            if old == .absent { try? await system.remove(path, recursive: false) }
            throw error
        }
    }

    func remove() async throws(ModuleFailure) -> Outcome {
        let old = try await current()
        var outcome = Outcome(values: ["path": .string(path), "state": "absent"])
        guard old != .absent else { return outcome }
        var changes = changes(from: old, to: "absent")
        if old == .directory {
            let found = await FileWalk(system).below(path)
            changes.before["path_content"] = .dict([
                "directories": .list(found.filter { $0.info.kind == .directory }.map { .string($0.path) }),
                "files": .list(found.filter { $0.info.kind != .directory }.map { .string($0.path) }),
            ])
        }
        outcome.changed = true
        outcome.diff = [changes.diff]
        if check { return outcome }
        do { try await system.remove(path, recursive: old == .directory) } catch {
            if error.code == 2 { return outcome }
            let reason = PythonError.bytesText(error, path)
            throw old == .directory
                ? ModuleFailure("rmtree failed: \(reason)")
                : ModuleFailure("Unlinking failed.", values: ["path": .string(path)], cause: reason)
        }
        return outcome
    }
}
