package import System
import Values

/// Replaces a file's content in one step, as ansible-core's atomic_move does: the new content is written to a file
/// beside it, which takes over the old one's owner and mode and then its name.
///
/// Owner, group and mode that the task asks for are set before the file has its name: it never has others under that name.
package struct FileReplacement<Base: System>: Sendable {
    package let system: Base
    package let files: Files<Base>
    /// Whether to write in place where a rename is not possible.
    package let isUnsafe: Bool
    private let attributes: FileAttributes

    /// - Parameter attributes: what the task asks for of the file.
    package init(_ system: Base, isUnsafe: Bool, attributes: FileAttributes) {
        self.system = system
        self.isUnsafe = isUnsafe
        self.attributes = attributes
        files = Files(system)
    }

    /// A new empty file beside `path`; where the directory may not be written and unsafe writes are allowed, one in
    /// the task's own directory.
    package func stage(for path: String, in context: ModuleContext) async throws(ModuleFailure) -> String {
        let directory = path.directoryName.isEmpty ? "." : path.directoryName
        do {
            return try await system.makeTemporary(
                in: directory, prefix: TemporaryName.ofFiles, suffix: String(path.baseName.suffix(64)),
                isDirectory: false)
        } catch {
            if isUnsafe {
                return try await files.attempt("", path) { (system) throws(SystemError) in
                    try await system.makeTemporary(
                        in: context.temporaryDirectory, prefix: TemporaryName.ofFiles, suffix: "", isDirectory: false)
                }
            }
            throw ModuleFailure(
                "The destination directory \(directory.representation) is not writable by the current user.",
                cause: PythonError.text(error, directory))
        }
    }

    /// Gives `staged` the name `path`. The file that stood there lends its owner, mode and extended attributes where `keepsAttributes`;
    /// a new file gets the mode that the session's umask leaves. Over them stand those that the task asks for.
    ///
    /// - Parameter newMode: of a file that was not there, in place of what the umask leaves.
    /// - Returns: what those changed.
    @discardableResult
    package func commit(
        _ staged: String, to path: String, keepsAttributes: Bool = true, newMode: UInt32? = nil
    ) async throws(ModuleFailure) -> AttributeChanges? {
        let old = await files.info(path, follow: true)
        guard var base = await files.info(staged) else { throw ModuleFailure(PythonError.text(2, staged)) }
        if let old, keepsAttributes {
            (base.uid, base.gid, base.mode) = (old.uid, old.gid, old.mode)
            try? await system.copyAttributes(of: path, to: staged)
        }
        if old == nil {
            if let newMode { base.mode = newMode } else { base.mode = 0o666 & ~(await files.umask()) }
        }
        var changes = AttributeChanges()
        let hasChanged: Bool
        do throws(ModuleFailure) {
            hasChanged = try await attributes.prepare(staged, at: path, base: base, &changes, on: system)
        } catch {
            try? await system.remove(staged, recursive: false)
            throw error
        }
        do { try await system.move(staged, to: path) } catch {
            guard isUnsafe else {
                try? await system.remove(staged, recursive: false)
                throw ModuleFailure(
                    "Could not replace \(path.representation) with \(staged.representation).",
                    cause: PythonError.text(error, path))
            }
            let bytes = try await files.read(staged)
            try await files.attempt("Could not write data to file \(path.representation)", path) {
                (system) throws(SystemError) in try await system.write(path, bytes, mode: 0o666, append: false)
            }
            try? await system.remove(staged, recursive: false)
        }
        return hasChanged ? changes : nil
    }

    /// Replaces the content of `path` by `bytes`, after the check that `validate` asks for; gives what ``commit`` gives.
    @discardableResult
    package func replace(
        _ path: String, with bytes: [UInt8], validate: Validation? = nil, in context: ModuleContext
    ) async throws(ModuleFailure) -> AttributeChanges? {
        let staged = try await stage(for: path, in: context)
        do {
            try await files.attempt("", staged) { (system) throws(SystemError) in
                try await system.write(staged, bytes, mode: 0o600, append: false)
            }
            try await validate?.check(staged, on: system)
        } catch {
            try? await system.remove(staged, recursive: false)
            throw error
        }
        return try await commit(staged, to: path)
    }
}
