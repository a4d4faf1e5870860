import Modules
import System
import Values

/// Copies a file or a directory of the target to another place on it.
struct RemoteCopy<Base: System>: Sendable {
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

    func run() async throws(ModuleFailure) -> Outcome {
        guard let source = arguments.string("src") else { throw ModuleFailure("src (or content) is required") }
        guard let info = await files.info(source, follow: true) else {
            throw ModuleFailure("Source \(source) not found")
        }
        guard await files.may(source, 4) else { throw ModuleFailure("Source \(source) not readable") }
        var arguments = arguments
        if arguments.string("mode") == "preserve" { arguments.values["mode"] = .string(FileMode.text(info.mode)) }
        switch info.kind {
        case .file: return try await copyFile(source, arguments)
        case .directory: return try await copyDirectory(source, arguments)
        default: throw ModuleFailure("Cannot copy invalid source '\(source)': not a file")
        }
    }

    private func copyFile(_ source: String, _ arguments: Arguments) async throws(ModuleFailure) -> Outcome {
        let sha1 = try await files.digest(source, .sha1)
        if let expected = arguments.string("checksum"), expected != sha1 {
            throw ModuleFailure(
                "Copied file does not match the expected checksum. Transfer failed.",
                values: ["checksum": .string(sha1), "expected_checksum": .string(expected)])
        }
        let destination = CopyDestination(arguments, on: system, in: context)
        let target = try await destination.resolve(
            arguments.string("dest") ?? "", name: arguments.string("_original_basename"), source: source,
            follow: arguments.bool("follow") ?? false)
        if let directory = target.wouldMake {
            return Outcome(
                changed: true, message: "dest directory \(directory) would be created",
                values: ["src": .string(source)])
        }
        let path = target.path
        let exists = await files.exists(path)
        if exists, arguments.bool("force") == false {
            return Outcome(
                message: "file already exists", values: ["src": .string(source), "dest": .string(path)])
        }
        var outcome = Outcome(
            changed: target.made,
            values: [
                "dest": .string(path), "src": .string(source), "md5sum": .string(try await files.digest(source, .md5)),
                "checksum": .string(sha1),
            ])
        var old: String?
        if await files.info(path, follow: true)?.kind == .file, await files.may(path, 4) {
            old = try await files.digest(path, .sha1)
        }
        let isLink = await files.isLink(path)
        guard old != sha1 || isLink else {
            try await destination.settle(path, &outcome)
            return outcome
        }
        outcome.changed = true
        if context.check {
            try await destination.settle(path, &outcome)
            return outcome
        }
        let replacement = FileReplacement(
            system, isUnsafe: arguments.bool("unsafe_writes") ?? false, attributes: FileAttributes(arguments))
        let staged = try await replacement.stage(for: path, in: context)
        do {
            try await FileDuplicate(system).copy(source, to: staged, keepsTimes: true)
            try await destination.install(staged, at: path, by: replacement, keepsAttributes: false, &outcome)
        } catch {
            try? await system.remove(staged, recursive: false)
            throw error
        }
        // A file that is new here has the mode that the umask leaves, not the source's.
        return outcome
    }

    private func copyDirectory(_ source: String, _ arguments: Arguments) async throws(ModuleFailure) -> Outcome {
        let dest = arguments.string("dest") ?? ""
        let existing = await files.info(dest, follow: true)
        if let existing, existing.kind != .directory {
            throw ModuleFailure("Cannot copy invalid source '\(source)': not a file")
        }
        let destination = CopyDestination(arguments, on: system, in: context)
        var isMade = false
        if existing == nil {
            let place = dest.hasSuffix("/") ? dest.droppingTrailing("/") : dest
            if dest.hasSuffix("/") {
                if context.check {
                    return Outcome(
                        changed: true, message: "dest directory \(place) would be created",
                        values: ["src": .string(source)])
                }
                try await destination.makeDirectories(place)
                isMade = true
            } else if dest.contains("/"), !(await files.exists(dest.directoryName)) {
                throw ModuleFailure("Destination directory \(dest.directoryName) does not exist")
            }
        }
        let name = source.droppingTrailing("/").baseName
        var target = dest
        if !source.hasSuffix("/") { target = dest.droppingTrailing("/") + "/" + name }
        let copy = DirectoryCopy(
            system: system, files: files, context: context, attributes: FileAttributes(arguments),
            follow: arguments.bool("local_follow") ?? false)
        let changed = try await copy.run(source.droppingTrailing("/"), to: target.droppingTrailing("/"))
        var outcome = Outcome(
            changed: changed || isMade,
            values: [
                "dest": .string(existing == nil && !isMade ? dest : "\(dest.droppingTrailing("/"))/\(source.baseName)"),
                "src": .string(source), "md5sum": .none, "checksum": .none,
            ])
        try await destination.settle(
            outcome.values["dest"]?.text ?? dest, &outcome)
        return outcome
    }
}
