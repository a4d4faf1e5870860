import Modules
import System
import Values

/// pip, as a task finds and runs it.
struct PipProgram<Base: System> {
    let machine: Machine<Base>
    /// The program and its first arguments.
    let words: [String]
    let directory: String
    let environment: String?
    let umask: UInt32?
    let breaksSystem: Bool

    func run(_ arguments: [String]) async throws(ModuleFailure) -> CommandResult {
        var variables = machine.localeVariables
        if let environment {
            let path = (try? await machine.system.environment())?["PATH"] ?? ""
            variables["PATH"] = path.isEmpty ? "\(environment)/bin" : "\(environment)/bin:\(path)"
        }
        if breaksSystem { variables["PIP_BREAK_SYSTEM_PACKAGES"] = "1" }
        let command = Command(words + arguments, directory: directory, environment: variables, umask: umask)
        return try await machine.attempt { base async throws(SystemError) in try await base.run(command) }
    }

    /// `name==version` of each package.
    func installed() async throws(ModuleFailure) -> [String] {
        let list = try await run(["list", "--format=freeze"])
        if list.succeeded { return list.text.lines }
        let freeze = try await run(["freeze"])
        guard freeze.succeeded else { throw failure(["freeze"], freeze.text, freeze.errorText) }
        return freeze.text.lines
    }

    func failure(_ arguments: [String], _ output: String, _ errors: String) -> ModuleFailure {
        let message = (output.isEmpty ? "" : "stdout: \(output)") + (errors.isEmpty ? "" : "\n:stderr: \(errors)")
        return ModuleFailure(message, values: ["cmd": .texts(words + arguments)])
    }
}

/// Where pip is.
enum PipSearch {
    /// The virtual environment's pip, the one that is asked for, or the module of the machine's Python.
    static func find(
        _ machine: Machine<some System>, _ environment: String?, _ executable: String?
    ) async throws(ModuleFailure) -> [String] {
        if let executable, executable.hasPrefix("/") { return [executable] }
        let name = executable ?? "pip3"
        if let environment {
            for name in [name, "pip"] where await machine.exists("\(environment)/bin/\(name)") {
                return ["\(environment)/bin/\(name)"]
            }
            throw ModuleFailure(
                "Unable to find pip in the virtualenv, \(environment), under any of these names: \(name), pip. "
                    + "Make sure pip is present in the virtualenv.")
        }
        if executable == nil, let python = await machine.find("python3"),
            await machine.output([
                python, "-c", "import importlib.util as u, sys; sys.exit(u.find_spec('pip') is None)",
            ]) != nil
        {
            return [python, "-m", "pip"]
        }
        guard let path = await machine.find(name) else {
            throw ModuleFailure("Unable to find any of \(name) to use.  pip needs to be installed.")
        }
        return [path]
    }
}
