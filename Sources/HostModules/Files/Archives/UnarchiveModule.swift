import Modules
import System
import Values

/// `ansible.builtin.unarchive`: unpacks an archive by the target's tar or unzip.
///
/// An archive of the controller arrives as the content `archive`.
struct UnarchiveModule: Module {
    static let name = "ansible.builtin.unarchive"
    static let arguments = ArgumentSpec(
        [
            Option("src", .path, required: true), Option("dest", .path, required: true),
            Option("remote_src", .bool, default: false), Option("creates", .path),
            Option("list_files", .bool, default: false), Option("keep_newer", .bool, default: false),
            Option("exclude", .list, default: [], elements: .string),
            Option("include", .list, default: [], elements: .string),
            Option("extra_opts", .list, default: [], elements: .string),
            Option("validate_certs", .bool, default: true), Option("io_buffer_size", .int, default: 65_536),
            Option("copy", .bool, default: true), Option("decrypt", .bool, default: true),
            Option("_original_basename", isInternal: true),
        ], mutuallyExclusive: [["include", "exclude"]], fileAttributes: true)

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let files = Files(system)
        let dest = arguments.string("dest") ?? ""
        if let creates = arguments.string("creates"), await files.exists(creates) {
            return Outcome(message: "skipped, since \(creates) exists", values: ["skipped": true])
        }
        guard await files.isDirectory(dest) else { throw ModuleFailure("Destination '\(dest)' is not a directory") }
        let source = try await fetch(on: system, in: context)
        let isOwn = source != arguments.string("src")
        do {
            let outcome = try await unpack(source, dest, on: system, in: context)
            if isOwn { try? await system.remove(source, recursive: false) }
            return outcome
        } catch {
            if isOwn { try? await system.remove(source, recursive: false) }
            throw error
        }
    }

    /// The archive's path on the target; what comes from elsewhere is put in a temporary file.
    private func fetch(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> String {
        let source = arguments.string("src") ?? ""
        let isSent = context.contents.describe("archive") != nil
        guard isSent || source.has("://") else { return source }
        let suffix = "." + (isSent ? arguments.string("_original_basename") ?? "" : source).baseName
        let path = try await Files(system).attempt("", context.temporaryDirectory) { (system) throws(SystemError) in
            try await system.makeTemporary(
                in: context.temporaryDirectory, prefix: "ansible.", suffix: suffix, isDirectory: false)
        }
        guard isSent else {
            let request = HTTPRequest(
                url: source, verifyCertificates: arguments.bool("validate_certs") ?? true, download: path)
            let response = try await RedirectedRequest(request, policy: .urllib2).send(on: system).response
            if response.status != 200 {
                try? await system.remove(path, recursive: false)
                throw ModuleFailure("Failure downloading \(source), HTTP Error \(response.status): \(response.reason)")
            }
            return path
        }
        try await context.contents.stream("archive") { (piece) throws(ModuleFailure) in
            do throws(SystemError) {
                try await system.write(path, piece, mode: 0o600, append: true)
            } catch {
                throw ModuleFailure("Source '\(source)' failed to transfer", cause: PythonError.text(error, path))
            }
        }
        return path
    }

    private func unpack(
        _ source: String, _ dest: String, on system: some System, in context: ModuleContext
    ) async throws(ModuleFailure) -> Outcome {
        let files = Files(system)
        guard let info = await files.info(source, follow: true) else {
            throw ModuleFailure("Source '\(source)' does not exist")
        }
        guard await files.may(source, 4) else { throw ModuleFailure("Source '\(source)' not readable") }
        if info.size == 0 { throw ModuleFailure("Invalid archive '\(source)', the file is 0 bytes") }
        let archive: any Archive
        if let zip = try await ZipFile(source, dest, arguments, on: system) {
            archive = zip
        } else if context.check {
            return Outcome(
                message: "remote module (\(Self.name)) does not support check mode when using gtar",
                values: ["skipped": true])
        } else {
            archive = try await TarFile(source, dest, arguments, on: system)
        }
        var outcome = Outcome(values: [
            "handler": .string(archive.handler), "dest": .string(dest), "src": .string(source),
        ])
        let isThere = try await archive.isUnpacked(on: system)
        outcome.changed = !isThere
        if !isThere, !context.check {
            let result = try await archive.unpack(on: system)
            outcome.values["extract_results"] = .dict(result.values)
            if result.status != 0 {
                throw ModuleFailure("failed to unpack \(source) to \(dest)", values: outcome.values)
            }
        }
        if !context.check { try await settle(archive.files, dest, &outcome, on: system) }
        if arguments.bool("list_files") == true {
            outcome.values["files"] = .list(archive.files.map { .string($0) })
        }
        return outcome
    }

    /// Owner, group and mode of what was in the archive and of the directories at its top.
    private func settle(
        _ names: [String], _ dest: String, _ outcome: inout Outcome, on system: some System
    ) async throws(ModuleFailure) {
        let attributes = FileAttributes(arguments)
        if attributes.isEmpty { return }
        let base = dest.droppingTrailing("/")
        var places = names.map { "\(base)/\($0)" }
        for name in names {
            guard let top = name.cut(at: "/")?.before, !top.isEmpty, !places.contains("\(base)/\(top)") else {
                continue
            }
            places.append("\(base)/\(top)")
        }
        var ignored = AttributeChanges()
        for place in places where await Files(system).info(place.droppingTrailing("/")) != nil {
            let changed = try await attributes.apply(
                to: place.droppingTrailing("/"), &ignored, on: system, check: false)
            outcome.changed = outcome.changed || changed
        }
    }
}
