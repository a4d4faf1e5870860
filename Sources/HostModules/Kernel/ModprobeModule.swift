import Modules
import System
import Values

/// `community.general.modprobe`: kernel modules, now and at boot.
struct ModprobeModule: Module {
    static let name = "community.general.modprobe"
    static let aliases = ["ansible.builtin.modprobe"]
    static let arguments = ArgumentSpec(
        [
            Option("name", required: true), Option("state", default: "present", choices: ["absent", "present"]),
            Option("params", default: ""),
            Option("persistent", default: "disabled", choices: ["disabled", "present", "absent"]),
        ], operands: ["name"])

    private let name: String
    private let isPresent: Bool
    private let parameters: String
    private let words: [String]
    private let persistence: String

    init(_ arguments: Arguments) throws(ModuleFailure) {
        name = arguments.string("name") ?? ""
        isPresent = arguments.string("state") != "absent"
        parameters = arguments.string("params") ?? ""
        persistence = arguments.string("persistent") ?? "disabled"
        do { words = try ShellWords.split(parameters) } catch { throw ModuleFailure(error.message) }
        if let word = words.first(where: { $0.hasPrefix("-") }) {
            throw ModuleFailure("The value of 'params' must hold parameters of the kernel module, not options: \(word)")
        }
    }

    private var values: Dict {
        ["name": .string(name), "params": .string(parameters), "state": isPresent ? "present" : "absent"]
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let program = try await machine.require("modprobe")
        var outcome = Outcome(values: values)
        let isLoaded = try await isLoaded(machine)
        if isPresent != isLoaded {
            let dry = context.check ? ["-n"] : []
            let command = isPresent ? [program] + dry + [name] + words : [program, "-r", name] + dry
            let result = try await machine.run(command)
            guard result.succeeded else {
                let output: Dict = [
                    "rc": .int(Int(result.status)), "stdout": .string(result.text), "stderr": .string(result.errorText),
                ]
                throw ModuleFailure(result.errorText, values: output.merging(values) { $1 })
            }
            outcome.changed = try await takesEffect(machine, program, context.check, &outcome)
        }
        let boot = BootModule(name: name, parameters: parameters.words)
        if persistence != "disabled",
            try await boot.ensure(persistence == "present", machine, check: context.check)
        {
            outcome.changed = true
        }
        return outcome
    }

    /// Loading may do nothing at all where the kernel has the module built in under another name.
    private func takesEffect(
        _ machine: Machine<some System>, _ program: String, _ check: Bool, _ outcome: inout Outcome
    ) async throws(ModuleFailure) -> Bool {
        if check || !isPresent { return true }
        if try await isLoaded(machine) { return true }
        let result = try await machine.run([program, "-n", "--first-time", name] + words)
        if !result.succeeded { outcome.warnings.append(result.errorText) }
        return false
    }

    private func isLoaded(_ machine: Machine<some System>) async throws(ModuleFailure) -> Bool {
        guard let modules = await machine.text("/proc/modules") else {
            throw ModuleFailure("[Errno 2] No such file or directory: '/proc/modules'", values: values)
        }
        let mark = name.replacing("-", by: "_") + " "
        if modules.lines.contains(where: { $0.hasPrefix(mark) }) { return true }
        let release = try await machine.attempt { base async throws(SystemError) in try await base.identity() }.release
        let path = "/lib/modules/\(release)/modules.builtin"
        guard let builtin = await machine.text(path) else {
            throw ModuleFailure("[Errno 2] No such file or directory: '\(path)'", values: values)
        }
        return builtin.lines.contains { $0.hasSuffix("/\(name).ko") }
    }
}
