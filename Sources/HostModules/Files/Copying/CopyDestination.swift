import Modules
import System
import Values

/// Where copied content goes and how it gets there: directories made on the way, backup, validation, attributes.
struct CopyDestination<Base: System>: Sendable {
    let arguments: Arguments
    let system: Base
    let files: Files<Base>
    let context: ModuleContext

    init(_ arguments: Arguments, on system: Base, in context: ModuleContext) {
        self.arguments = arguments
        self.system = system
        self.context = context
        files = Files(system)
    }

    /// The path of the file that `dest` means, and whether a directory was made for it.
    ///
    /// In check mode nothing is made; `wouldMake` then names the directory.
    func resolve(
        _ dest: String, name: String?, source: String?, follow: Bool
    ) async throws(ModuleFailure) -> (path: String, made: Bool, wouldMake: String?) {
        var path = dest.contains("/") ? dest : "./" + dest
        var made = false
        if path.hasSuffix("/") {
            path += name ?? ""
            let directory = path.directoryName
            if !(await files.exists(directory)) {
                if context.check { return (path, false, directory) }
                try await makeDirectories(directory)
                made = true
            }
        }
        if await files.isDirectory(path), let last = name ?? source?.baseName {
            path = path.hasSuffix("/") ? path + last : "\(path)/\(last)"
        }
        if follow, await files.isLink(path) { path = try await files.writablePath(path) }
        try await checkParent(of: path)
        return (path, made, nil)
    }

    private func checkParent(of path: String) async throws(ModuleFailure) {
        let directory = path.directoryName
        if !(await files.exists(path)), !(await files.exists(directory)) {
            if case .some(let error) = await failure(at: directory), error.code == 13 {
                throw ModuleFailure("Destination directory \(directory) is not accessible")
            }
            throw ModuleFailure("Destination directory \(directory) does not exist")
        }
        if arguments.bool("unsafe_writes") != true, !(await files.may(directory, 2)) {
            throw ModuleFailure("Destination \(directory) not writable")
        }
    }

    private func failure(at path: String) async -> SystemError? {
        do {
            _ = try await system.info(path, follow: true)
            return nil
        } catch { return error }
    }

    /// Makes a directory and those above it; the new ones get `directory_mode` and the task's owner and group.
    func makeDirectories(_ path: String) async throws(ModuleFailure) {
        var attributes = FileAttributes(arguments)
        attributes.mode = arguments["directory_mode"]
        var ignored = AttributeChanges()
        var place = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") where part != "." {
            place += "/\(part)"
            if await files.exists(place) { continue }
            try await files.attempt("", place) { (system) throws(SystemError) in
                try await system.makeDirectory(place, mode: 0o777)
            }
            _ = try await attributes.apply(to: place, &ignored, on: system, check: false)
        }
    }

    /// Validates what is staged, saves what it replaces, puts it in place and sets its attributes.
    func install(
        _ staged: String, at path: String, by replacement: FileReplacement<Base>, keepsAttributes: Bool,
        _ outcome: inout Outcome
    ) async throws(ModuleFailure) {
        try await validate(staged)
        if arguments.bool("backup") == true {
            let backup = try await Backup.make(of: path, on: system, check: false)
            if !backup.isEmpty { outcome.values["backup_file"] = .string(backup) }
        }
        let isLink = await files.isLink(path)
        if isLink { try? await system.remove(path, recursive: false) }
        try await replacement.commit(staged, to: path, keepsAttributes: keepsAttributes)
        try await settle(path, &outcome)
    }

    func settle(_ path: String, _ outcome: inout Outcome) async throws(ModuleFailure) {
        let follow = arguments.bool("follow") ?? false
        let isLink = await files.isLink(path)
        let place = follow && isLink ? try await files.writablePath(path) : path
        var changes = AttributeChanges()
        let changed = try await FileAttributes(arguments).apply(to: place, &changes, on: system, check: context.check)
        outcome.changed = outcome.changed || changed
    }

    private func validate(_ staged: String) async throws(ModuleFailure) {
        let validation = Validation(arguments.string("validate")) { result in
            ModuleFailure(
                "failed to validate",
                values: [
                    "exit_status": .int(Int(result.status)), "stdout": .string(result.text),
                    "stderr": .string(result.errorText),
                ])
        }
        guard let validation else { return }
        // The validating program is to see the file with the owner and mode it will have.
        var attributes = FileAttributes(arguments)
        attributes.attributes = nil
        var ignored = AttributeChanges()
        _ = try await attributes.apply(to: staged, &ignored, on: system, check: false)
        try await validation.check(staged, on: system)
    }
}
