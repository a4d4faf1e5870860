import Modules
import Regex
import System
import Values

/// `ansible.builtin.lineinfile`: one line that is to stand in a file, or not.
struct LineinfileModule: Module {
    static let name = "ansible.builtin.lineinfile"
    static let arguments = ArgumentSpec(
        [
            Option("path", .path, required: true, aliases: ["dest", "destfile", "name"]),
            Option("state", default: "present", choices: ["absent", "present"]), Option("regexp", aliases: ["regex"]),
            Option("search_string"), Option("line", aliases: ["value"]), Option("insertafter"),
            Option("insertbefore"), Option("backrefs", .bool, default: false), Option("create", .bool, default: false),
            Option("backup", .bool, default: false), Option("firstmatch", .bool, default: false), Option("validate"),
        ],
        mutuallyExclusive: [
            ["insertbefore", "insertafter"], ["regexp", "search_string"], ["backrefs", "search_string"],
        ], fileAttributes: true)

    private let arguments: Arguments
    private var warnings: [String] = []

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        let isPattern = arguments.string("regexp")?.isEmpty == true
        guard isPattern || arguments.string("search_string")?.isEmpty == true else { return }
        warnings = [
            "The \(isPattern ? "regular expression" : "search string") is an empty string, which will match every line"
                + " in the file. This may have unintended consequences, such as replacing the last line in the file"
                + " rather than appending."
                + (isPattern
                    ? " If this is desired, use '^' to match every line in the file and avoid this warning." : "")
        ]
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let file = EditedFile(arguments, on: system, in: context)
        if await file.files.isDirectory(file.path) {
            throw ModuleFailure("Path \(file.path) is a directory !", values: ["rc": 256])
        }
        var outcome = arguments.string("state") == "absent" ? try await remove(file) : try await place(file)
        outcome.warnings = warnings
        return outcome
    }

    private func place(_ file: EditedFile<some System>) async throws(ModuleFailure) -> Outcome {
        if arguments.bool("backrefs") == true, arguments["regexp"] == nil {
            throw ModuleFailure("regexp is required with backrefs=true")
        }
        guard let line = arguments.string("line") else { throw ModuleFailure("line is required with state=present") }
        let bytes = try await file.read(missing: "Destination \(file.path) does not exist !")
        let text = FileText(bytes ?? [])
        var edit = LineEdit(text, line: line)
        edit.message = try edit.place(arguments)
        let after = edit.lines.joined()
        var outcome = Outcome(
            changed: !edit.message.isEmpty, message: edit.message, values: ["backup": ""],
            diff: [file.diff(before: text.text, after: after)])
        if outcome.changed, !file.context.check {
            outcome.values["backup"] = .string(try await file.write(text.bytes(after)))
        }
        if file.context.check, bytes == nil { return outcome }
        try await file.settle(&outcome)
        return outcome
    }

    private func remove(_ file: EditedFile<some System>) async throws(ModuleFailure) -> Outcome {
        if arguments["regexp"] == nil, arguments["search_string"] == nil, arguments["line"] == nil {
            throw ModuleFailure("one of line, search_string, or regexp is required with state=absent")
        }
        guard await file.files.exists(file.path) else { return Outcome(message: "file not present") }
        let text = FileText(try await file.files.read(file.path))
        let all = FileText.lines(text.text)
        let regex = try arguments.string("regexp").map { pattern throws(ModuleFailure) in try text.regex(pattern) }
        var kept: [String] = []
        for line in all {
            let matches: Bool
            if let regex {
                matches = try text.matches(regex, line) != nil
            } else if let part = arguments.string("search_string") {
                matches = line.containsBytes(of: text.form(part))
            } else {
                matches = line.droppingLineEnds().hasSameScalars(as: text.form(arguments.string("line") ?? ""))
            }
            if !matches { kept.append(line) }
        }
        let found = all.count - kept.count
        let after = kept.joined()
        var outcome = Outcome(
            changed: found > 0, message: found > 0 ? "\(found) line(s) removed" : "",
            values: ["found": .int(found), "backup": ""], diff: [file.diff(before: text.text, after: after)])
        if outcome.changed, !file.context.check {
            outcome.values["backup"] = .string(try await file.write(text.bytes(after)))
        }
        try await file.settle(&outcome)
        return outcome
    }
}
