import HostModules
import Modules
import System
import Values

/// `community.general.ini_file`: one option of an INI file, or a whole section.
struct IniFileModule: Module {
    static let name = "community.general.ini_file"
    static let arguments = ArgumentSpec(
        [
            Option("path", .path, required: true, aliases: ["dest"]), Option("section"),
            Option(
                "section_has_values", .list, elements: .dict,
                suboptions: ArgumentSpec(
                    [
                        Option("option", required: true), Option("value"), Option("values", .list, elements: .string),
                    ], mutuallyExclusive: [["value", "values"]])),
            Option("option"), Option("value"), Option("values", .list, elements: .string),
            Option("backup", .bool, default: false),
            Option("state", default: "present", choices: ["absent", "present"]),
            Option("exclusive", .bool, default: true), Option("no_extra_spaces", .bool, default: false),
            Option("ignore_spaces", .bool, default: false), Option("allow_no_value", .bool, default: false),
            Option("modify_inactive_option", .bool, default: true), Option("create", .bool, default: true),
            Option("follow", .bool, default: false),
        ], mutuallyExclusive: [["value", "values"]], fileAttributes: true)

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        if arguments.string("state") == "present", arguments.bool("allow_no_value") != true, arguments["option"] != nil,
            arguments["value"] == nil, (arguments.list("values") ?? []).isEmpty
        {
            throw ModuleFailure("Parameter 'value(s)' must be defined if state=present and allow_no_value=False.")
        }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let file = EditedFile(arguments, on: system, in: context, followsLinks: false)
        let bytes = try await file.read(missing: "Destination \(file.path) does not exist!")
        let text = FileText(bytes ?? [])
        var edit = IniEdit(text, arguments)
        let message = edit.apply()
        let after = edit.lines.joined()
        let changed = !after.hasSameScalars(as: text.text) && !(text.text.isEmpty && message == "OK")
        var outcome = Outcome(
            changed: changed, message: changed ? message : "OK", values: ["path": .string(file.path)],
            diff: context.diff ? [file.diff(before: text.text, after: after)] : [])
        if changed, !context.check {
            let backup = try await file.write(text.bytes(after))
            if arguments.bool("backup") == true, bytes != nil { outcome.values["backup_file"] = .string(backup) }
        }
        if context.check, bytes == nil { return outcome }
        var ignored = AttributeChanges()
        let place = arguments.bool("follow") == true ? try await file.files.writablePath(file.path) : file.path
        let isSettled = try await FileAttributes(arguments).apply(to: place, &ignored, on: system, check: context.check)
        outcome.changed = outcome.changed || isSettled
        return outcome
    }
}
