import HostModules
import Modules
import System
import Values

/// `community.general.capabilities`: what a program may do beyond its user, by getcap and setcap.
struct CapabilitiesModule: Module {
    static let name = "community.general.capabilities"
    static let arguments = ArgumentSpec(
        Option.table("path!(key) capability!(cap) state=present{absent|present}"), operands: ["path"])

    private struct Capability: Equatable {
        var name: String
        /// `=`, `+` or `-` and the flags behind it.
        var flags: String

        init(_ text: String) {
            let place = text.firstIndex { "=+-".contains($0) } ?? text.endIndex
            name = String(text[..<place])
            flags = String(text[place...])
        }
    }

    private let path: String
    private let wanted: Capability
    private let state: String

    init(_ arguments: Arguments) throws(ModuleFailure) {
        path = (arguments.string("path") ?? "").trimmed()
        wanted = Capability((arguments.string("capability") ?? "").trimmed().lowercased())
        state = arguments.string("state") ?? "present"
        if state == "present", wanted.flags.isEmpty {
            throw ModuleFailure("Couldn't find operator (one of: ('=', '-', '+'))")
        }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let current = try await current(machine)
        let isOpen =
            state == "present"
            ? !current.contains(wanted) : current.contains { $0.name == wanted.name }
        guard isOpen else { return Outcome(values: ["state": .string(state)]) }
        if context.check { return Outcome(changed: true, message: "capabilities changed") }
        let rest = current.filter { $0.name != wanted.name } + (state == "present" ? [wanted] : [])
        let text = rest.map { $0.name + $0.flags }.joined(separator: " ")
        let result = try await machine.run([try await machine.require("setcap"), text, path])
        guard result.succeeded else { throw failure("set", result) }
        return Outcome(
            changed: true, message: "capabilities changed",
            values: ["state": .string(state), "stdout": .string(result.text)])
    }

    private func failure(_ verb: String, _ result: CommandResult) -> ModuleFailure {
        ModuleFailure(
            "Unable to \(verb) capabilities of \(path)",
            values: ["stdout": .string(result.text.trimmed()), "stderr": .string(result.errorText)])
    }

    private func current(_ machine: Machine<some System>) async throws(ModuleFailure) -> [Capability] {
        let result = try await machine.run([try await machine.require("getcap"), "-v", path])
        let answer = result.text.trimmed()
        guard result.succeeded, result.error.isEmpty else { throw failure("get", result) }
        if answer == path { return [] }
        var words: [String]
        if let list = answer.halves(around: " =")?.after {
            words = list.trimmed().words
        } else if answer.hasSuffix(")") {
            throw failure("get", result)
        } else {
            words = Array(answer.words.dropFirst().prefix(1))
        }
        words = words.map { $0.lowercased() }
        return words.flatMap { word -> [Capability] in
            let names = word.split(separator: "," as Character).map(String.init)
            guard let last = names.last.map(Capability.init) else { return [] }
            return names.dropLast().map { Capability($0 + last.flags) } + [last]
        }
    }
}
