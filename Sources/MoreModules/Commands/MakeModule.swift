import HostModules
import Modules
import System
import Values

/// `community.general.make`: targets of a makefile, made where they are not up to date.
struct MakeModule: Module {
    static let name = "community.general.make"
    static let arguments = ArgumentSpec(
        Option.table("target targets:list params:dict chdir!:path file:path make:path jobs:int"),
        mutuallyExclusive: [["target", "targets"]], operands: ["target", "targets", "params"])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        var program = arguments.string("make")
        if program == nil { program = await machine.find("gmake") }
        if program == nil { program = try await machine.require("make") }
        var command = [program ?? "make"]
        if let jobs = arguments.int("jobs") { command += ["-j", String(jobs)] }
        if let file = arguments.string("file") { command += ["-f", file] }
        if let target = arguments.string("target"), !target.isEmpty {
            command.append(target)
        } else {
            command += arguments.strings("targets") ?? []
        }
        for (key, value) in arguments.dict("params") ?? [:] {
            let name = (try? key.string()) ?? ""
            command.append(value.isNone ? name : "\(name)=\((try? value.string()) ?? "")")
        }
        let directory = arguments.string("chdir")
        var result = try await machine.run(command + ["-q"], directory: directory)
        let isOpen = !result.succeeded
        if isOpen, !context.check {
            result = try await machine.run(command, directory: directory)
            guard result.succeeded else {
                throw ModuleFailure(
                    result.errorText.droppingLineEnds(),
                    values: [
                        "cmd": .string(ShellWords.join(command)), "rc": .int(Int(result.status)),
                        "stdout": .string(result.text), "stderr": .string(result.errorText),
                    ])
            }
        }
        var outcome = Outcome(
            changed: isOpen,
            values: [
                "stdout": .string(result.text.droppingLineEnds()),
                "stderr": .string(result.errorText.droppingLineEnds()), "command": .string(ShellWords.join(command)),
            ])
        for key in ["target", "targets", "params", "chdir", "file", "jobs"] {
            outcome.values[.string(key)] = arguments[key] ?? Value.none
        }
        return outcome
    }
}
