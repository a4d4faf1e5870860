import HostModules
import Modules
import System
import Values

/// `ansible.posix.selinux`: the policy and the mode of SELinux, now and after the next start.
struct SELinuxModule: Module {
    static let name = "ansible.posix.selinux"
    static let arguments = ArgumentSpec(
        Option.table(
            """
            policy state!{enforcing|permissive|disabled} configfile(conf,file)=/etc/selinux/config
            update_kernel_param:bool=false
            """))

    private let policy: String?
    private let state: String
    private let path: String
    private let changesKernel: Bool

    init(_ arguments: Arguments) throws(ModuleFailure) {
        policy = arguments.string("policy").flatMap { $0.isEmpty ? nil : $0 }
        state = arguments.string("state") ?? ""
        path = arguments.string("configfile") ?? ""
        changesKernel = arguments.bool("update_kernel_param") ?? false
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let running = await SELinuxState(machine)
        guard await machine.isFile(path), let text = await machine.text(path) else {
            throw ModuleFailure(
                "Unable to find file \(path)",
                values: [
                    "details": "Please install SELinux-policy package, if this package is not installed previously."
                ])
        }
        var file = SELinuxFile(text)
        let kernel = changesKernel ? try await kernelSetting(machine) : nil
        if state != "disabled", policy == nil { throw ModuleFailure("Policy is required if state is not 'disabled'") }
        let policy = policy ?? file["SELINUXTYPE"]
        var outcome = Outcome(
            values: ["configfile": .string(path), "policy": Value(policy), "state": .string(state)])
        var messages: [String] = []
        func shown(_ text: String?) -> String { text ?? "None" }
        let runningPolicy = await SELinuxState.policy(machine)
        if policy != runningPolicy {
            if context.check { return Outcome(changed: true) }
            messages.append("Running SELinux policy changed from '\(runningPolicy)' to '\(shown(policy))'")
        }
        if let policy, policy != file["SELINUXTYPE"] {
            if context.check { return Outcome(changed: true) }
            guard await machine.exists("/etc/selinux/\(policy)/policy") else {
                throw ModuleFailure("Policy \(policy) does not exist in /etc/selinux/")
            }
            messages.append(
                "SELinux policy configuration in '\(path)' changed from '\(shown(file["SELINUXTYPE"]))' to '\(policy)'")
            file["SELINUXTYPE"] = policy
        }
        var needsReboot = false
        var changed = false
        if state != running.mode {
            if !running.isEnabled {
                outcome.warnings.append("Reboot is required to set SELinux state to '\(state)'")
                needsReboot = true
            } else if state == "disabled" {
                needsReboot = true
                if running.mode == "permissive" {
                    outcome.warnings.append("SELinux state change will take effect next reboot")
                } else {
                    if !context.check { _ = try await machine.succeed(["setenforce", "0"]) }
                    outcome.warnings.append(
                        "SELinux state temporarily changed from '\(running.mode)' to 'permissive'."
                            + " State change will take effect next reboot.")
                    changed = true
                }
            } else {
                if !context.check { _ = try await machine.succeed(["setenforce", state == "enforcing" ? "1" : "0"]) }
                messages.append("SELinux state changed from '\(running.mode)' to '\(state)'")
            }
        }
        if file["SELINUX"] != state {
            messages.append("Config SELinux state changed from '\(shown(file["SELINUX"]))' to '\(state)'")
            file["SELINUX"] = state
        }
        if file.text != text, !context.check { try await machine.replace(path, with: file.text) }
        let wanted = state != "disabled"
        if changesKernel, kernel != wanted {
            if !context.check { try await setKernel(wanted, machine) }
            let old = kernel == nil ? "<inconsistent>" : wanted ? "disabled" : "enabled"
            messages.append("Kernel SELinux state changed from '\(old)' to '\(wanted ? "enabled" : "disabled")'")
        }
        outcome.changed = changed || !messages.isEmpty
        outcome.message = messages.joined(separator: ", ")
        outcome.values["reboot_required"] = .bool(needsReboot)
        return outcome
    }

    /// Whether every entry of the boot loader leaves SELinux on; nil where they differ.
    private func kernelSetting(_ machine: Machine<some System>) async throws(ModuleFailure) -> Bool? {
        guard let grubby = await machine.find("grubby") else {
            throw ModuleFailure(
                "'grubby' command not found on host",
                values: [
                    "details": .string(
                        "In order to update the kernel command lineenabled/disabled setting, the grubby package"
                            + "needs to be present on the system.")
                ])
        }
        let result = try await machine.run([grubby, "--info=ALL"])
        guard result.succeeded else { throw ModuleFailure("unable to run grubby") }
        let entries = result.text.lines.filter { $0.hasPrefix("args=\"") }.map { line in
            !line.dropFirst(6).droppingTrailing("\"").words.contains("selinux=0")
        }
        return entries.contains(true) == entries.contains(false) ? nil : entries.contains(true)
    }

    private func setKernel(_ isOn: Bool, _ machine: Machine<some System>) async throws(ModuleFailure) {
        let flag = isOn ? "--remove-args" : "--args"
        let result = try await machine.run(["grubby", "--update-kernel=ALL", flag, "selinux=0"])
        guard result.succeeded else {
            throw ModuleFailure("unable to \(isOn ? "remove selinux=0 from" : "add selinux=0 to") kernel config")
        }
    }
}

/// The lines of /etc/selinux/config.
struct SELinuxFile {
    private var lines: [String]

    init(_ text: String) { lines = text.lines }

    var text: String { lines.map { "\($0)\n" }.joined() }

    subscript(name: String) -> String? {
        get { lines.first { $0.hasPrefix("\(name)=") }.map { $0.dropFirst(name.count + 1).trimmed() } }
        set {
            let line = "\(name)=\(newValue ?? "")"
            let places = lines.indices.filter { lines[$0].hasPrefix("\(name)=") }
            for place in places { lines[place] = line }
            if places.isEmpty { lines.append(line) }
        }
    }
}
