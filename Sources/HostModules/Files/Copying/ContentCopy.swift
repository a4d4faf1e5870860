import Modules
import System
import Values

/// Puts one content of the controller at `dest`: compares by checksum first, so that an unchanged one is not sent.
struct ContentCopy<Base: System>: Sendable {
    let arguments: Arguments
    let system: Base
    let files: Files<Base>
    let context: ModuleContext
    /// Whether a link at the destination is written through.
    var follow: Bool

    init(_ arguments: Arguments, on system: Base, in context: ModuleContext) {
        self.arguments = arguments
        self.system = system
        self.context = context
        files = Files(system)
        follow = arguments.bool("follow") ?? false
    }

    func run(_ content: String) async throws(ModuleFailure) -> Outcome {
        let source = try describe(content)
        let dest = arguments.string("dest") ?? ""
        let name = arguments.string("_original_basename")
        var path = dest
        if dest.hasSuffix("/") { path += name ?? "" }
        var info = try await files.require(path, follow: follow)
        if info?.kind == .directory {
            guard let name else { throw ModuleFailure("can not use content with a dir as dest") }
            path = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
            info = try await files.require(path, follow: follow)
        }
        if info != nil, arguments.bool("force") == false {
            var outcome = Outcome(values: ["dest": .string(dest)])
            outcome.values["src"] = arguments["_source_path"] ?? arguments["src"]
            outcome.describesPath = false
            return outcome
        }
        var old: String?
        if info?.kind == .file, await files.may(path, 4) { old = try await files.digest(path, .sha1) }
        if old == source.sha1 { return try await settle(dest, name, source.sha1) }
        var diff: [Diff] = []
        if context.diff { diff = [try await difference(content, path, source)] }
        if context.check {
            var outcome = Outcome(changed: true, diff: diff)
            outcome.listsDiff = true
            return outcome
        }
        do {
            var outcome = try await place(content, source, dest, name)
            outcome.diff = diff
            outcome.listsDiff = true
            return outcome
        } catch {
            var failure = error
            if failure.values["checksum"] == nil { failure.values["checksum"] = .string(source.sha1) }
            if !diff.isEmpty { failure.values["diff"] = .list(diff.map { .dict($0.result) }) }
            throw failure
        }
    }

    private func describe(_ content: String) throws(ModuleFailure) -> ContentDescription {
        if let description = context.contents.describe(content) { return description }
        guard let text = arguments.string("content") else {
            throw ModuleFailure("Source \(arguments.string("src") ?? "") not found")
        }
        return ContentDescription(size: text.utf8.count, sha1: Digest.hex(.sha1, Array(text.utf8)))
    }

    /// The content is there already: only its attributes may need a change.
    private func settle(_ dest: String, _ name: String?, _ sha1: String) async throws(ModuleFailure) -> Outcome {
        var path = dest
        if follow, await files.isLink(path) { path = try await files.writablePath(path) }
        var values = arguments.values
        values["path"] = .string(path)
        values["state"] = "file"
        values["follow"] = true
        values["src"] = Value.none
        let report = FileModule.arguments.report(
            on: values.filter { key, _ in FileModule.arguments.allOptions.contains { .string($0.name) == key } })
        var outcome = try await FileModule(report.arguments(moduleName: FileModule.name)).run(on: system, in: context)
        outcome.values["checksum"] = .string(sha1)
        outcome.values["dest"] = outcome.values["path"]
        return outcome
    }

    private func place(
        _ content: String, _ source: ContentDescription, _ dest: String, _ name: String?
    ) async throws(ModuleFailure) -> Outcome {
        if let expected = arguments.string("checksum"), expected != source.sha1 {
            throw ModuleFailure(
                "Copied file does not match the expected checksum. Transfer failed.",
                values: ["checksum": .string(source.sha1), "expected_checksum": .string(expected)])
        }
        let destination = CopyDestination(arguments, on: system, in: context)
        let target = try await destination.resolve(dest, name: name, source: nil, follow: follow)
        let replacement = FileReplacement(
            system, isUnsafe: arguments.bool("unsafe_writes") ?? false, attributes: FileAttributes(arguments))
        let staged = try await replacement.stage(for: target.path, in: context)
        do {
            let md5 = try await write(content, to: staged)
            let ending = target.path.split(separator: "/").last.flatMap { name in
                name.drop(while: { $0 == "." }).lastIndex(of: ".").map { String(name[$0...]) }
            }
            var outcome = Outcome(
                changed: true,
                values: [
                    "dest": .string(target.path),
                    "src": .string("\(context.temporaryDirectory)/.source\(ending ?? "")"),
                    "md5sum": .string(md5), "checksum": .string(source.sha1),
                ])
            try await destination.install(staged, at: target.path, by: replacement, keepsAttributes: true, &outcome)
            return outcome
        } catch {
            try? await system.remove(staged, recursive: false)
            throw error
        }
    }

    /// Gives the MD5 of what was written, which is computed on the way.
    private func write(_ content: String, to staged: String) async throws(ModuleFailure) -> String {
        let system = system
        guard context.contents.describe(content) != nil else {
            let bytes = Array((arguments.string("content") ?? "").utf8)
            try await files.attempt("", staged) { (system) throws(SystemError) in
                try await system.write(staged, bytes, mode: 0o600, append: false)
            }
            return Digest.hex(.md5, bytes)
        }
        var digest = Digest(.md5)
        try await context.contents.stream(content) { (piece) throws(ModuleFailure) in
            do throws(SystemError) {
                try await system.write(staged, piece, mode: 0o600, append: true)
            } catch {
                throw ModuleFailure(PythonError.text(error, staged))
            }
            digest.update(piece)
        }
        return digest.finish()
    }

    /// Before and after as text; what is binary or too large is only noted.
    private func difference(
        _ content: String, _ path: String, _ source: ContentDescription
    ) async throws(ModuleFailure) -> Diff {
        let given = arguments.int("_max_diff_size") ?? 104_448
        let limit = given > 0 ? given : Int.max
        var diff = Diff(before: nil, after: nil)
        if let info = await files.info(path, follow: true), info.kind == .file {
            let bytes = info.size > limit ? [] : (try? await system.read(path, limit: limit)) ?? []
            if info.size > limit {
                diff.notes["dst_larger"] = .int(limit)
            } else if bytes.prefix(8192).contains(0) {
                diff.notes["dst_binary"] = 1
            } else {
                diff.before = .string(String(decoding: bytes, as: UTF8.self))
                diff.beforeHeader = path
            }
        } else {
            diff.before = ""
        }
        if source.size > limit {
            diff.notes["src_larger"] = .int(limit)
            return diff
        }
        let bytes: [UInt8]
        if context.contents.describe(content) != nil {
            bytes = try await context.contents.bytes(content)
        } else {
            bytes = Array((arguments.string("content") ?? "").utf8)
        }
        if bytes.contains(0) {
            diff.notes["src_binary"] = 1
        } else {
            diff.afterHeader = arguments.string("_source_path") ?? path
            diff.after = .string(String(decoding: bytes, as: UTF8.self))
        }
        return diff
    }
}
