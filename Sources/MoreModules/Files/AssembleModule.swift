import HostModules
import Modules
import Regex
import System
import Values

/// `ansible.builtin.assemble`: a file put together from the files of a directory.
///
/// Fragments of the controller arrive as contents, named by `_fragments`.
struct AssembleModule: Module {
    static let name = "ansible.builtin.assemble"
    static let arguments = ArgumentSpec(
        [
            Option("src", .path, required: true), Option("delimiter"), Option("dest", .path, required: true),
            Option("backup", .bool, default: false), Option("remote_src", .bool, default: true), Option("regexp"),
            Option("ignore_hidden", .bool, default: false), Option("validate"), Option("decrypt", .bool, default: true),
            Option("_fragments", .list, elements: .string, isInternal: true),
        ], fileAttributes: true)

    private let arguments: Arguments
    private let regex: Regex?

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        let pattern = arguments.string("regexp")
        do { regex = try pattern.map { text throws(RegexError) in try Regex(text) } } catch {
            throw ModuleFailure("Invalid Regexp (\(error.message)) in \"\(pattern ?? "")\"")
        }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let files = Files(system)
        let source = arguments.string("src") ?? ""
        let dest = arguments.string("dest") ?? ""
        if let command = arguments.string("validate"), !command.has("%s") {
            throw ModuleFailure("validate must contain %s: \(command)")
        }
        let content = join(try await fragments(source, on: system, in: context))
        let sha1 = Digest.hex(.sha1, content)
        var outcome = Outcome(
            message: "OK",
            values: [
                "src": .string(source), "dest": .string(dest), "checksum": .string(sha1),
                "md5sum": .string(Digest.hex(.md5, content)),
            ])
        var old: String?
        var before: [UInt8] = []
        if let info = await files.info(dest, follow: true) {
            if info.kind == .directory { throw ModuleFailure("attempted to take checksum of directory: \(dest)") }
            old = try await files.digest(dest, .sha1)
            if context.diff, old != sha1 { before = try await files.read(dest) }
        }
        if old != sha1 {
            outcome.changed = true
            if context.diff {
                outcome.diff = [
                    Diff(
                        before: .string(String(decoding: before, as: UTF8.self)),
                        after: .string(String(decoding: content, as: UTF8.self)), beforeHeader: dest, afterHeader: dest)
                ]
            }
            try await place(content, dest, exists: old != nil, &outcome, on: system, in: context)
        }
        var changes = AttributeChanges()
        let changed = try await FileAttributes(arguments).apply(to: dest, &changes, on: system, check: context.check)
        outcome.changed = outcome.changed || changed
        return outcome
    }

    private func place(
        _ content: [UInt8], _ dest: String, exists: Bool, _ outcome: inout Outcome, on system: some System,
        in context: ModuleContext
    ) async throws(ModuleFailure) {
        if context.check { return }
        if arguments.bool("backup") == true, exists {
            outcome.values["backup_file"] = .string(try await Backup.make(of: dest, on: system, check: false))
        }
        let replacement = FileReplacement(
            system, isUnsafe: arguments.bool("unsafe_writes") ?? false, attributes: FileAttributes(arguments))
        let validate = Validation.plain(arguments.string("validate"))
        try await replacement.replace(dest, with: content, validate: validate, in: context)
        if validate != nil { outcome.values["validation"] = ["rc": 0, "stdout": "", "stderr": ""] }
    }

    private func isWanted(_ name: String) -> Bool {
        if arguments.bool("ignore_hidden") == true, name.hasPrefix(".") { return false }
        guard let regex else { return true }
        return ((try? regex.search(name)) ?? nil) != nil
    }

    private func fragments(
        _ source: String, on system: some System, in context: ModuleContext
    ) async throws(ModuleFailure) -> [[UInt8]] {
        var fragments: [[UInt8]] = []
        if let names = arguments.strings("_fragments") {
            for name in names.sorted() where isWanted(name) { fragments.append(try await context.contents.bytes(name)) }
            return fragments
        }
        let files = Files(system)
        guard let info = await files.info(source, follow: true) else {
            throw ModuleFailure("Source (\(source)) does not exist")
        }
        guard info.kind == .directory else { throw ModuleFailure("Source (\(source)) is not a directory") }
        for name in await Machine(system).names(in: source) where isWanted(name) {
            let path = "\(source.droppingTrailing("/"))/\(name)"
            if await files.info(path, follow: true)?.kind == .file { fragments.append(try await files.read(path)) }
        }
        return fragments
    }

    /// The fragments with the delimiter between them, each ended by a newline before the next begins.
    private func join(_ fragments: [[UInt8]]) -> [UInt8] {
        let delimiter = arguments.string("delimiter").map(Self.unescaped) ?? []
        var content: [UInt8] = []
        for (index, fragment) in fragments.enumerated() {
            if index > 0 {
                if fragments[index - 1].last != 10 { content.append(10) }
                content += delimiter
                if let last = delimiter.last, last != 10 { content.append(10) }
            }
            content += fragment
        }
        return content
    }

    private static func unescaped(_ text: String) -> [UInt8] {
        let letters: [UInt8: UInt8] = [0x6E: 10, 0x74: 9, 0x72: 13, 0x5C: 0x5C, 0x30: 0]
        var bytes: [UInt8] = []
        var isEscaped = false
        for byte in text.utf8 {
            if isEscaped {
                if let letter = letters[byte] { bytes.append(letter) } else { bytes += [0x5C, byte] }
                isEscaped = false
            } else if byte == 0x5C {
                isEscaped = true
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }
}
