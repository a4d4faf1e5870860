import Modules
import System
import Values

/// `ansible.builtin.cron`: jobs and variables of crontabs.
struct CronModule: Module {
    static let name = "ansible.builtin.cron"
    static let arguments = ArgumentSpec(
        [
            Option("name", required: true), Option("user"), Option("job", aliases: ["value"]),
            Option("cron_file", .path), Option("state", default: "present", choices: ["present", "absent"]),
            Option("backup", .bool, default: false), Option("minute", default: "*"), Option("hour", default: "*"),
            Option("day", default: "*", aliases: ["dom"]), Option("month", default: "*"),
            Option("weekday", default: "*", aliases: ["dow"]),
            Option(
                "special_time",
                choices: ["reboot", "yearly", "annually", "monthly", "weekly", "daily", "hourly"]),
            Option("disabled", .bool, default: false), Option("env", .bool, default: false), Option("insertafter"),
            Option("insertbefore"),
        ],
        mutuallyExclusive: [["insertafter", "insertbefore"]], operands: ["user"])

    private let name: String
    private let job: String?
    private let file: String?
    private let user: String?
    private let isPresent: Bool
    private let backsUp: Bool
    private let schedule: CronSchedule
    private let isVariable: Bool
    private let neighbour: (name: String, isAfter: Bool)?
    private let warnings: [String]

    init(_ arguments: Arguments) throws(ModuleFailure) {
        name = arguments.string("name") ?? ""
        job = arguments.string("job")
        file = arguments.string("cron_file")
        user = arguments.string("user")
        isPresent = arguments.string("state") != "absent"
        backsUp = arguments.bool("backup") ?? false
        isVariable = arguments.bool("env") ?? false
        let after = arguments.string("insertafter").map { ($0, true) }
        neighbour = after ?? arguments.string("insertbefore").map { ($0, false) }
        if file == "/etc/crontab" {
            throw ModuleFailure("Will not manage /etc/crontab via cron_file, see documentation.")
        }
        var warnings: [String] = []
        if let base = file?.baseName,
            !base.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }) || base.isEmpty
        {
            warnings.append(
                "Filename portion of cron_file (\"\(base)\") should consist solely of upper- and lower-case letters, "
                    + "digits, underscores, and hyphens")
        }
        schedule = try CronSchedule(arguments)
        if isPresent {
            if file != nil, user == nil {
                throw ModuleFailure("To use cron_file=... parameter you must specify user=... as well")
            }
            guard let job else { throw ModuleFailure("You must specify 'job' to install a new cron job or variable") }
            if neighbour != nil, !isVariable {
                throw ModuleFailure("Insertafter and insertbefore parameters are valid only with env=yes")
            }
            if !isVariable, job.trimmed().contains(where: \.isNewline) {
                warnings.append("Job should not contain line breaks")
            }
        }
        if isVariable, name.contains(" ") { throw ModuleFailure("Invalid name for environment variable") }
        self.warnings = warnings
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let store = CronStore(machine: machine, file: file, user: user)
        let existing = try await store.read()
        var table = existing.table
        var backup = ""
        if backsUp, !context.check { backup = try await store.save(table.text, in: "/tmp") }
        var changed = try change(&table)
        var outcome = Outcome(warnings: warnings)
        if changed, !isPresent, !isVariable, let path = store.path, table.isEmpty {
            let isThere = await machine.isFile(path)
            if !context.check, isThere { try await machine.remove(path) }
            outcome.changed = isThere
            outcome.values = ["cron_file": Value(file), "state": "absent"]
            if context.diff {
                outcome.diff = [
                    Diff(before: .string(existing.text), after: "", beforeHeader: store.title, afterHeader: "/dev/null")
                ]
            }
            return outcome
        }
        // cron ignores a last line that does not end.
        if !changed, !existing.text.isEmpty, !existing.text.hasSuffix("\n"), !existing.text.hasSuffix("\r") {
            changed = true
        }
        outcome.changed = changed
        outcome.values = ["jobs": .texts(table.jobNames), "envs": .texts(table.variableNames)]
        if changed {
            if !context.check { try await store.write(table.text) }
            if context.diff {
                outcome.diff = [
                    Diff(
                        before: .string(existing.text), after: .string(table.text), beforeHeader: store.title,
                        afterHeader: store.title)
                ]
            }
        }
        if !backup.isEmpty {
            if changed { outcome.values["backup_file"] = .string(backup) } else { try await machine.remove(backup) }
        }
        if let file { outcome.values["cron_file"] = .string(file) }
        return outcome
    }

    private func change(_ table: inout Crontab) throws(ModuleFailure) -> Bool {
        isVariable ? try changeVariable(&table) : changeJob(&table)
    }

    private func changeVariable(_ table: inout Crontab) throws(ModuleFailure) -> Bool {
        let place = table.variable(name)
        guard isPresent else {
            if place != nil { table.replaceVariable(name, with: nil) }
            return place != nil
        }
        let declaration = "\(name)=\"\(job ?? "")\""
        if let place {
            if table.lines[place] == declaration { return false }
            table.replaceVariable(name, with: declaration)
        } else if let neighbour {
            guard let other = table.variable(neighbour.name) else {
                throw ModuleFailure("Variable named '\(neighbour.name)' not found.")
            }
            table.lines.insert(declaration, at: neighbour.isAfter ? other + 1 : other)
        } else {
            table.lines.insert(declaration, at: 0)
        }
        return true
    }

    private func changeJob(_ table: inout Crontab) -> Bool {
        guard isPresent else {
            guard case .exact = table.find(name, job: nil) else { return false }
            table.replace(name, with: nil)
            return true
        }
        let line = schedule.line(job ?? "", user: file == nil ? nil : user)
        switch table.find(name, job: line) {
        case .none: table.add(name, line)
        case .exact(let old) where old == line: return false
        case .exact, .renamed: table.replace(name, with: line)
        }
        return true
    }
}
