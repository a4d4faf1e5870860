import Modules
import Regex
import System
import Values

/// `ansible.builtin.blockinfile`: lines between two marker lines.
struct BlockinfileModule: Module {
    static let name = "ansible.builtin.blockinfile"
    static let arguments = ArgumentSpec(
        [
            Option("path", .path, required: true, aliases: ["dest", "destfile", "name"]),
            Option("state", default: "present", choices: ["absent", "present"]),
            Option("marker", default: "# {mark} ANSIBLE MANAGED BLOCK"),
            Option("block", default: "", aliases: ["content"]),
            Option("insertafter"), Option("insertbefore"), Option("create", .bool, default: false),
            Option("backup", .bool, default: false), Option("validate"), Option("marker_begin", default: "BEGIN"),
            Option("marker_end", default: "END"), Option("append_newline", .bool, default: false),
            Option("prepend_newline", .bool, default: false),
        ], mutuallyExclusive: [["insertbefore", "insertafter"]], fileAttributes: true)

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let file = EditedFile(arguments, on: system, in: context)
        let bytes = try await file.read(missing: "Path \(file.path) does not exist !")
        let isPresent = arguments.string("state") != "absent"
        if bytes == nil, !isPresent { return Outcome(message: "File \(file.path) not present") }
        let text = FileText(bytes ?? [])
        var block = BlockEdit(text, arguments)
        try block.apply()
        let after = block.lines.joined()
        let isSame = bytes != nil && after.hasSameScalars(as: text.text)
        let message =
            isSame ? "" : bytes == nil ? "File created" : block.isEmpty ? "Block removed" : "Block inserted"
        var outcome = Outcome(
            changed: !isSame, message: message, diff: [file.diff(before: text.text, after: after)])
        if outcome.changed, !context.check {
            let backup = try await file.write(text.bytes(after))
            if arguments.bool("backup") == true, bytes != nil { outcome.values["backup_file"] = .string(backup) }
        }
        if context.check, bytes == nil { return outcome }
        try await file.settle(&outcome)
        return outcome
    }
}
