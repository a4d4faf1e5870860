import Modules
import System
import Values

/// A Python virtual environment that `pip` makes when it is not there.
struct VirtualEnvironment: Sendable {
    let path: String
    private let line: String
    private let usesSitePackages: Bool
    private let python: String?

    init(path: String, arguments: Arguments) {
        self.path = path
        line = arguments.string("virtualenv_command") ?? "virtualenv"
        usesSitePackages = arguments.bool("virtualenv_site_packages") ?? false
        python = arguments.string("virtualenv_python")
    }

    func create(
        _ machine: Machine<some System>, in directory: String, umask: UInt32?
    ) async throws(ModuleFailure) -> CommandResult {
        var command: [String]
        do { command = try ShellWords.split(line) } catch { throw ModuleFailure(error.message) }
        guard let first = command.first else { throw ModuleFailure("virtualenv_command is empty") }
        if !first.contains("/") { command[0] = try await machine.require(first) }
        let isModule = first == "pyvenv" || zip(command, command.dropFirst()).contains { $0 == ("-m", "venv") }
        if usesSitePackages { command.append("--system-site-packages") }
        if isModule {
            if python != nil {
                throw ModuleFailure(
                    "virtualenv_python should not be used when using the venv module or pyvenv as virtualenv_command")
            }
        } else {
            var interpreter = python
            if interpreter == nil { interpreter = await machine.find("python3") }
            if let interpreter { command.append("-p\(interpreter)") }
        }
        let run = Command(command + [path], directory: directory, umask: umask)
        let result = try await machine.attempt { base async throws(SystemError) in try await base.run(run) }
        guard result.succeeded else {
            let output = result.output.isEmpty ? "" : "stdout: \(result.text)"
            let errors = result.error.isEmpty ? "" : "\n:stderr: \(result.errorText)"
            throw ModuleFailure(output + errors, values: ["cmd": .texts(command + [path])])
        }
        return result
    }
}
