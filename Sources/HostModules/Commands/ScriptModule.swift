import Modules
import System
import Values

/// `ansible.builtin.script`: runs a script of the controller, which arrives as the content `script`.
struct ScriptModule: Module {
    static let name = "ansible.builtin.script"
    static let arguments = ArgumentSpec(
        [
            Option("_raw_params"), Option("cmd"), Option("creates"), Option("removes"), Option("chdir"),
            Option("executable"), Option("decrypt", .bool, default: true),
        ],
        mutuallyExclusive: [["_raw_params", "cmd"]], requiredOneOf: [["_raw_params", "cmd"]])

    private let line: String
    private let script: String
    private let directory: String?
    private let executable: String?
    private let creates: String?
    private let removes: String?

    init(_ arguments: Arguments) throws(ModuleFailure) {
        line = (arguments.string("_raw_params") ?? arguments.string("cmd") ?? "").trimmed()
        do { script = try ShellWords.split(line).first ?? "" } catch { throw ModuleFailure(error.message) }
        if script.isEmpty { throw ModuleFailure("no script given") }
        directory = arguments.string("chdir")
        executable = arguments.string("executable")
        creates = arguments.string("creates")
        removes = arguments.string("removes")
        if let directory, !directory.hasPrefix("/") {
            throw ModuleFailure("chdir \(directory) must be an absolute path for a Unix-aware remote node")
        }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        if let creates, await machine.exists(creates) {
            return skipped("\(creates) exists, matching creates option")
        }
        if let removes, await !machine.exists(removes) {
            return skipped("\(removes) does not exist, matching removes option")
        }
        if context.check {
            if creates != nil || removes != nil { return Outcome(changed: true) }
            return skipped("Check mode is not supported for this task.")
        }
        let content = try await context.contents.bytes("script")
        let result = try await machine.withTemporaryDirectory(in: context) { (directory) async throws(ModuleFailure) in
            try await execute(content, in: directory, machine)
        }
        return Outcome(
            changed: true, failed: !result.succeeded, message: result.succeeded ? nil : "non-zero return code",
            values: [
                "rc": .int(Int(result.status)), "stdout": .string(result.text), "stderr": .string(result.errorText),
            ])
    }

    private func execute(
        _ content: [UInt8], in temporary: String, _ machine: Machine<some System>
    ) async throws(ModuleFailure) -> CommandResult {
        let place = "\(temporary)/\(script.baseName)"
        let target = ShellWords.quote(place) + ShellWords.rest(of: line)
        let enter = directory.map { "cd \(ShellWords.quote($0)) && " } ?? ""
        let text = enter + [executable, target].compactMap(\.self).joined(separator: " ")
        return try await machine.attempt { base async throws(SystemError) in
            try await base.write(place, content, mode: 0o700, append: false)
            try await base.setMode(0o700, of: place)
            var result = try await base.run(.shell(text))
            var tries = 50
            // A child of another task may hold the fresh file open until its exec; the shell cannot start it then.
            while tries > 0, result.status == 126, result.errorText.hasSuffix("\(place): Text file busy\n") {
                tries -= 1
                try await base.sleep(0.02)
                result = try await base.run(.shell(text))
            }
            return result
        }
    }

    private func skipped(_ message: String) -> Outcome {
        Outcome(message: message, values: ["skipped": true])
    }
}
