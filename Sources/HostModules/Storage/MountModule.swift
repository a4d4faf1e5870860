import Modules
import System
import Values

/// `ansible.posix.mount`: file systems in fstab and mounted now.
struct MountModule: Module {
    static let name = "ansible.posix.mount"
    static let aliases = ["ansible.builtin.mount"]
    static let arguments = ArgumentSpec(
        [
            Option("boot", .bool, default: true), Option("dump", default: "0"), Option("fstab"), Option("fstype"),
            Option("path", .path, required: true, aliases: ["name"]), Option("opts"),
            Option("opts_no_log", .bool, default: false), Option("passno", default: "0"), Option("src", .path),
            Option("backup", .bool, default: false),
            Option(
                "state", required: true,
                choices: ["absent", "absent_from_fstab", "mounted", "present", "unmounted", "remounted", "ephemeral"]),
        ],
        requiredIf: [
            .init("state", "mounted", ["src", "fstype"]), .init("state", "present", ["src", "fstype"]),
            .init("state", "ephemeral", ["src", "fstype"]),
        ], operands: ["path", "src", "fstype"])

    private let entry: MountEntry
    private let state: String
    private let table: String
    private let backsUp: Bool
    private let startsAtBoot: Bool
    private let hidesOptions: Bool
    private let warnings: [String]

    init(_ arguments: Arguments) throws(ModuleFailure) {
        state = arguments.string("state") ?? ""
        table = arguments.string("fstab") ?? "/etc/fstab"
        backsUp = arguments.bool("backup") ?? false
        startsAtBoot = arguments.bool("boot") ?? true
        hidesOptions = arguments.bool("opts_no_log") ?? false
        var options = arguments.string("opts") ?? "defaults"
        let isManual = options.split(separator: ",").contains("noauto")
        warnings = startsAtBoot && isManual ? ["Ignore the 'boot' due to 'opts' contains 'noauto'."] : []
        if !startsAtBoot { options += ",noauto" }
        entry = MountEntry(
            path: arguments.string("path") ?? "", source: arguments.string("src"), kind: arguments.string("fstype"),
            options: options, dump: arguments.string("dump") ?? "0", pass: arguments.string("passno") ?? "0")
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let file = MountTable(path: table, backsUp: backsUp)
        if state != "ephemeral", !context.check { try await file.create(machine) }
        let live = LiveMounts(machine: machine, entry: entry, table: state == "ephemeral" ? nil : table)
        var outcome = Outcome(warnings: warnings)
        var backup = ""
        switch state {
        case "absent_from_fstab":
            outcome.changed = try await file.remove(entry, machine, check: context.check, &backup)
        case "absent":
            outcome.changed = try await file.remove(entry, machine, check: context.check, &backup)
            if outcome.changed, !context.check { try await takeAway(live, machine) }
        case "unmounted":
            if await live.isMounted() {
                outcome.changed = true
                if !context.check { try await live.unmount() }
            }
        case "present":
            outcome.changed = try await file.set(entry, machine, check: context.check, &backup)
        case "remounted":
            outcome.changed = true
            if !context.check {
                let result = try await live.remount(keepingOptions: true)
                guard result.isEmpty else { throw ModuleFailure("Error remounting \(entry.path): \(result)") }
            }
        default: outcome.changed = try await mount(file, live, machine, check: context.check, &backup)
        }
        outcome.values = facts(backup)
        return outcome
    }

    private func facts(_ backup: String) -> Dict {
        var facts: Dict = [
            "name": .string(entry.path),
            "opts": .string(hidesOptions ? "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER" : entry.options),
            "dump": .string(entry.dump), "passno": .string(entry.pass), "fstab": .string(table),
            "boot": startsAtBoot ? "yes" : "no", "backup_file": .string(backup),
        ]
        if let source = entry.source { facts["src"] = .string(source) }
        if let kind = entry.kind { facts["fstype"] = .string(kind) }
        return facts
    }

    private func takeAway(_ live: LiveMounts<some System>, _ machine: Machine<some System>) async throws(ModuleFailure)
    {
        if await live.isMounted() { try await live.unmount() }
        guard await machine.exists(entry.path) else { return }
        do { try await machine.system.remove(entry.path, recursive: false) } catch {
            throw ModuleFailure("Error rmdir \(entry.path): \(PythonError.text(error, entry.path))")
        }
    }

    /// `mounted` and `ephemeral`; a mount that fails leaves the table and the directories as they were.
    private func mount(
        _ file: MountTable, _ live: LiveMounts<some System>, _ machine: Machine<some System>, check: Bool,
        _ backup: inout String
    ) async throws(ModuleFailure) -> Bool {
        let isEphemeral = state == "ephemeral"
        let created = check ? [] : try await makeDirectories(machine)
        let before = isEphemeral ? nil : await machine.text(table)
        var changed = isEphemeral ? false : try await file.set(entry, machine, check: check, &backup)
        var problem = ""
        if await live.isMounted(from: entry.source) {
            if isEphemeral {
                guard await live.isSameSource() else {
                    throw ModuleFailure(
                        "Ephemeral mount point is already mounted with a different source than the specified one. "
                            + "Failing in order to prevent an unwanted unmount or override operation. Try replacing this "
                            + "command with a \"state: unmounted\" followed by a \"state: ephemeral\", or use a different "
                            + "destination path.")
                }
                changed = true
            }
            if changed, !check { problem = try await live.remount(keepingOptions: false) }
        } else {
            changed = true
            if !check { problem = try await live.mount() }
        }
        guard problem.isEmpty else {
            if let before { try? await machine.system.write(table, Array(before.utf8), mode: 0o644, append: false) }
            for directory in created.reversed() { try? await machine.system.remove(directory, recursive: false) }
            throw ModuleFailure("Error mounting \(entry.path): \(problem)")
        }
        return changed
    }

    private func makeDirectories(_ machine: Machine<some System>) async throws(ModuleFailure) -> [String] {
        var missing: [String] = []
        var current = entry.path.droppingTrailing("/")
        while !current.isEmpty, await !machine.exists(current) {
            missing.insert(current, at: 0)
            current = current.directoryName
        }
        for directory in missing {
            do { try await machine.system.makeDirectory(directory, mode: 0o777) } catch {
                throw ModuleFailure("Error making dir \(entry.path): \(PythonError.text(error, directory))")
            }
        }
        return missing
    }
}
