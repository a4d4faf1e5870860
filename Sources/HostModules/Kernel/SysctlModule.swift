import Modules
import System
import Values

/// `ansible.posix.sysctl`: kernel parameters, in their file and in the running kernel.
struct SysctlModule: Module {
    static let name = "ansible.posix.sysctl"
    static let aliases = ["ansible.builtin.sysctl"]
    static let arguments = ArgumentSpec(
        [
            Option("name", required: true, aliases: ["key"]), Option("value", aliases: ["val"]),
            Option("state", default: "present", choices: ["present", "absent"]),
            Option("reload", .bool, default: true), Option("sysctl_set", .bool, default: false),
            Option("ignoreerrors", .bool, default: false),
            Option("sysctl_file", .path, default: "/etc/sysctl.conf"),
        ],
        requiredIf: [.init("state", "present", ["value"])], operands: ["name", "sysctl_file"])

    private let name: String
    private let value: String
    private let isPresent: Bool
    private let reloads: Bool
    private let setsNow: Bool
    private let ignoresErrors: Bool
    private let path: String

    init(_ arguments: Arguments) throws(ModuleFailure) {
        name = (arguments.string("name") ?? "").trimmed()
        isPresent = arguments.string("state") != "absent"
        let text = arguments.string("value") ?? ""
        switch text.lowercased() {
        case "y", "yes", "on", "1", "true", "t", "1.0": value = "1"
        case "n", "no", "off", "0", "false", "f", "0.0": value = "0"
        default: value = text.trimmed()
        }
        reloads = arguments.bool("reload") ?? true
        setsNow = arguments.bool("sysctl_set") ?? false
        ignoresErrors = arguments.bool("ignoreerrors") ?? false
        path = arguments.string("sysctl_file") ?? "/etc/sysctl.conf"
        if name.isEmpty { throw ModuleFailure("name cannot be blank") }
        if isPresent, text.isEmpty { throw ModuleFailure("value cannot be blank") }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let program = try await machine.require("sysctl")
        let current = try await self.current(machine, program)
        let file = SysctlFile(lines: await machine.lines(path))
        let written = file.values[name]
        var changesFile = false
        var changed = false
        if let written {
            changesFile = isPresent ? written != value : !written.isEmpty
        } else {
            changesFile = isPresent
        }
        changed = changesFile
        // An absent parameter is compared with the empty text, as the original does.
        if !changesFile, written != nil, reloads, !isEqual(current) { changed = true }
        let setsKernel = setsNow && isPresent && !isEqual(current)
        if setsKernel { changed = true }
        if !context.check {
            if setsKernel, current != nil { try await set(machine, program) }
            if changesFile {
                let text = file.rewritten(name, value: isPresent ? value : nil)
                try await machine.replace(path, with: text, mode: 0o644, follow: true)
            }
            if changed, reloads { try await reload(machine, program) }
        }
        return Outcome(changed: changed)
    }

    private func isEqual(_ current: String?) -> Bool { current.map { $0.words == value.words } ?? false }

    private func current(_ machine: Machine<some System>, _ program: String) async throws(ModuleFailure) -> String? {
        let result = try await machine.run([program, "-e", "-n", name])
        return result.succeeded ? result.text : nil
    }

    private func set(_ machine: Machine<some System>, _ program: String) async throws(ModuleFailure) {
        let result = try await machine.run([program] + (ignoresErrors ? ["-e"] : []) + ["-w", "\(name)=\(value)"])
        guard !hasFailed(result) else {
            throw ModuleFailure("setting \(name) failed: \(result.text)\(result.errorText)")
        }
    }

    private func reload(_ machine: Machine<some System>, _ program: String) async throws(ModuleFailure) {
        let result = try await machine.run([program] + (ignoresErrors ? ["-e"] : []) + ["-p", path])
        guard !hasFailed(result) else {
            throw ModuleFailure("Failed to reload sysctl: \(result.text)\(result.errorText)")
        }
    }

    /// sysctl(8) may fail to set a value and still exit with 0, so its messages count too.
    private func hasFailed(_ result: CommandResult) -> Bool {
        guard result.succeeded else { return true }
        return result.errorText.lines.contains { line in
            line.hasPrefix("sysctl: setting key \"")
                && (line.hasSuffix("\": Invalid argument") || line.hasSuffix("\": Read-only file system"))
        }
    }
}
