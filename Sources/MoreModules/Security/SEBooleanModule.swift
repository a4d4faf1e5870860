import HostModules
import Modules
import System
import Values

/// `ansible.posix.seboolean`: a switch of SELinux's policy, by getsebool, setsebool and semanage.
struct SEBooleanModule: Module {
    static let name = "ansible.posix.seboolean"
    static let arguments = ArgumentSpec(
        Option.table("ignore_selinux_state:bool=false name! persistent:bool=false state!:bool"), operands: ["name"])

    private let boolean: String
    private let isPersistent: Bool
    private let isOn: Bool
    private let ignoresState: Bool

    init(_ arguments: Arguments) throws(ModuleFailure) {
        boolean = arguments.string("name") ?? ""
        isPersistent = arguments.bool("persistent") ?? false
        isOn = arguments.bool("state") ?? false
        ignoresState = arguments.bool("ignore_selinux_state") ?? false
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let isEnabled = await SELinuxState(machine).isEnabled
        guard isEnabled || ignoresState else { throw ModuleFailure("SELinux is disabled on this host.") }
        var outcome = Outcome(
            values: ["name": .string(boolean), "persistent": .bool(isPersistent), "state": .bool(isOn)])
        if !isPersistent, !isEnabled { return outcome }
        let current = isPersistent ? try await stored(machine) : try await active(machine)
        outcome.changed = current != isOn
        if outcome.changed, !context.check {
            let flags = isPersistent ? isEnabled ? ["-P"] : ["-N", "-P"] : []
            let result = try await machine.run(["setsebool"] + flags + [boolean, isOn ? "on" : "off"])
            guard result.succeeded else {
                throw ModuleFailure("Failed to set boolean \(boolean) to \(isOn ? 1 : 0)")
            }
        }
        return outcome
    }

    private func active(_ machine: Machine<some System>) async throws(ModuleFailure) -> Bool {
        let result = try await machine.run(["getsebool", boolean])
        guard result.succeeded, let state = result.text.words.last else {
            throw ModuleFailure("Failed to determine current state for boolean \(boolean)")
        }
        return state == "on" || state == "1"
    }

    /// The value of the next start: `semanage boolean -l` shows `name (on , off) what it does`, the second being it.
    private func stored(_ machine: Machine<some System>) async throws(ModuleFailure) -> Bool {
        guard let semanage = await machine.find("semanage") else {
            throw ModuleFailure(
                "Failed to manage policy for boolean \(boolean): semanage was not found, without which a persistent"
                    + " boolean cannot be read")
        }
        for line in try await machine.succeed([semanage, "boolean", "-l", "-n"]).text.lines
        where line.words.first == boolean {
            guard let states = line.cut(at: "(")?.after.cut(at: ")")?.before.cut(at: ",") else { continue }
            return states.after.trimmed() == "on"
        }
        throw ModuleFailure("SELinux boolean \(boolean) is not defined in persistent policy")
    }
}
