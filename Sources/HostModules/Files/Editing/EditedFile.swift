package import Modules
import Synchronization
package import System
import Values

/// A file that a module rewrites in place: reading it, replacing it, and the attributes afterwards.
package struct EditedFile<Base: System>: Sendable {
    package let path: String
    package let arguments: Arguments
    package let system: Base
    package let files: Files<Base>
    package let context: ModuleContext
    /// What the attributes asked for changed when the content was put in place.
    private let prepared = PreparedChanges()
    /// Whether a link at the path is written through whatever `follow` says.
    private let followsLinks: Bool

    package init(
        _ arguments: Arguments, on system: Base, in context: ModuleContext, followsLinks: Bool = true
    ) {
        self.followsLinks = followsLinks
        path = arguments.string("path") ?? ""
        self.arguments = arguments
        self.system = system
        self.context = context
        files = Files(system)
    }

    /// The file's bytes; nil where there is none and the task allows that it is made.
    package func read(missing: String) async throws(ModuleFailure) -> [UInt8]? {
        guard let info = try await files.require(path, follow: true) else {
            guard arguments.bool("create") == true else { throw ModuleFailure(missing, values: ["rc": 257]) }
            try await makeDirectories(path.directoryName)
            return nil
        }
        if info.kind == .directory { throw ModuleFailure("Path \(path) is a directory !", values: ["rc": 256]) }
        return try await files.read(path)
    }

    private func makeDirectories(_ directory: String) async throws(ModuleFailure) {
        if directory.isEmpty || context.check { return }
        if await files.exists(directory) { return }
        try await makeDirectories(directory.directoryName)
        do { try await system.makeDirectory(directory, mode: 0o777) } catch {
            throw ModuleFailure("Error creating \(directory) (\(PythonError.bytesText(error, directory)))")
        }
    }

    /// The content diff's frame.
    package func diff(before: String, after: String) -> Diff {
        Diff(
            before: .string(context.diff ? before : ""), after: .string(context.diff ? after : ""),
            beforeHeader: "\(path) (content)", afterHeader: "\(path) (content)")
    }

    /// Saves a copy where the task wants one, then replaces the content; returns the copy's path.
    package func write(_ bytes: [UInt8]) async throws(ModuleFailure) -> String {
        var backup = ""
        if arguments.bool("backup") == true { backup = try await Backup.make(of: path, on: system, check: false) }
        let replacement = FileReplacement(
            system, isUnsafe: arguments.bool("unsafe_writes") ?? false, attributes: FileAttributes(arguments))
        let isSeenThrough = followsLinks || arguments.bool("follow") == true
        let changes = try await replacement.replace(
            isSeenThrough ? try await files.writablePath(path) : path, with: bytes,
            validate: .plain(arguments.string("validate")), in: context)
        prepared.changes.withLock { $0 = changes }
        return backup
    }

    /// Sets the attributes asked for, and adds to the message and the diff what that changed.
    package func settle(_ outcome: inout Outcome, showsDiff: Bool = true) async throws(ModuleFailure) {
        var changes = prepared.changes.withLock { $0 } ?? AttributeChanges()
        let isPrepared = prepared.changes.withLock { $0 != nil }
        let isLink = arguments.bool("follow") == true ? await files.isLink(path) : false
        let place = isLink ? try await files.writablePath(path) : path
        let changed = try await FileAttributes(arguments).apply(to: place, &changes, on: system, check: context.check)
        if changed || isPrepared {
            let words = "ownership, perms or SE linux context changed"
            outcome.message = (outcome.message ?? "") + (outcome.changed ? " and " : "") + words
            outcome.changed = true
        }
        guard showsDiff else { return }
        var diff = Diff(
            before: changes.before.isEmpty ? nil : .dict(changes.before),
            after: changes.after.isEmpty ? nil : .dict(changes.after))
        diff.beforeHeader = "\(path) (file attributes)"
        diff.afterHeader = "\(path) (file attributes)"
        outcome.diff.append(diff)
    }
}

/// Changes of attributes that a file got before it was put in place.
private final class PreparedChanges: Sendable {
    let changes = Mutex<AttributeChanges?>(nil)
}
