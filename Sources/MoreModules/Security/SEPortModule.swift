import HostModules
import Modules
import System
import Values

/// `community.general.seport`: the SELinux types of network ports, by semanage.
struct SEPortModule: Module {
    static let name = "community.general.seport"
    static let arguments = ArgumentSpec(
        Option.table(
            """
            ignore_selinux_state:bool=false ports!:list proto!{tcp|udp} setype! state=present{absent|present}
            reload:bool=true local:bool=false
            """), operands: ["ports", "setype"])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let isEnabled = await SELinuxState(machine).isEnabled
        guard isEnabled || arguments.bool("ignore_selinux_state") == true else {
            throw ModuleFailure("SELinux is disabled on this host.")
        }
        let (proto, type) = (arguments.string("proto") ?? "", arguments.string("setype") ?? "")
        let semanage = try await machine.require("semanage")
        let flags = arguments.bool("local") == true ? ["-C"] : []
        let all = try await types(machine, semanage, proto, [])
        let known = flags.isEmpty ? all : try await types(machine, semanage, proto, flags)
        let isPresent = arguments.string("state") == "present"
        var outcome = Outcome()
        for key in ["ports", "proto", "setype", "state"] { outcome.values[.string(key)] = arguments[key] ?? Value.none }
        for port in arguments.strings("ports") ?? [] where (known[type]?.contains(port) ?? false) != isPresent {
            outcome.changed = true
            if context.check { continue }
            let isKnown = all.values.contains { $0.contains(port) }
            let verb = isPresent ? [isKnown ? "-m" : "-a", "-t", type] : ["-d"]
            let reload = arguments.bool("reload") == false ? ["-N"] : []
            let result = try await machine.run([semanage, "port"] + reload + verb + ["-p", proto, port])
            // What libsemanage says comes first, the error itself last.
            guard result.succeeded else {
                throw ModuleFailure("\(result.errorText.lines.last { !$0.isEmpty } ?? "")\n")
            }
        }
        return outcome
    }

    /// The ports of each type, from lines such as `http_port_t  tcp  80, 81, 443`.
    private func types(
        _ machine: Machine<some System>, _ semanage: String, _ proto: String, _ flags: [String]
    ) async throws(ModuleFailure) -> [String: Set<String>] {
        var types: [String: Set<String>] = [:]
        for line in try await machine.succeed([semanage, "port", "-l", "-n"] + flags).text.lines {
            let words = line.words
            guard words.count > 2, words[1] == proto else { continue }
            types[words[0], default: []].formUnion(words[2...].map { $0.droppingTrailing(",") })
        }
        return types
    }
}
