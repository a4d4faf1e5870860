import HostModules
import Modules
import System
import Values

/// `ansible.builtin.dpkg_selections`: what dpkg is to do with a package.
struct DpkgSelectionsModule: Module {
    static let name = "ansible.builtin.dpkg_selections"
    static let arguments = ArgumentSpec(
        [
            Option("name", required: true),
            Option("selection", required: true, choices: ["install", "hold", "deinstall", "purge"]),
        ], operands: ["name"])

    private let package: String
    private let selection: String

    init(_ arguments: Arguments) throws(ModuleFailure) {
        package = arguments.string("name") ?? ""
        selection = arguments.string("selection") ?? ""
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = await Machine.inParsableLocale(system)
        let program = try await machine.require("dpkg")
        let result = try await machine.run([program, "--get-selections", package])
        if result.errorText.has("no packages found matching") {
            throw ModuleFailure("Failed to find package '\(package)' to perform selection '\(selection)'.")
        }
        let words = result.text.words
        let current = words.count > 1 ? words[1] : "not present"
        if current != selection, !context.check {
            let set = try await machine.run([program, "--set-selections"], input: "\(package) \(selection)\n")
            guard set.succeeded else { throw ModuleFailure(set.errorText.droppingLineEnds()) }
        }
        return Outcome(
            changed: current != selection, values: ["before": .string(current), "after": .string(selection)])
    }
}
