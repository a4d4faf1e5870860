import System
import Values

/// One run of a module that is no native one.
struct ForeignModuleRun<Base: System>: Sendable {
    let module: ForeignModule
    let request: TaskRequest
    let contents: StoredContents
    /// The words of the interpreter's command.
    let interpreter: [String]
    /// A directory that exists and is used by this run alone.
    let privateDirectory: String
    let system: Base

    func output() async throws(ModuleFailure) -> ModuleOutput {
        let remote = await temporaryDirectory()
        switch module.program {
        case .python(let name, let parameters, let profile):
            return try await python([
                "module": .string(name), "parameters": .string(parameters), "profile": .string(profile),
                "directory": module.directory.map { .string($0) } ?? .none,
                "preload": .list(Self.preloaded.map { .string($0) }),
            ])
        case .file(let name, let arguments):
            return try await program(name, arguments, in: remote ?? privateDirectory)
        }
    }

    // MARK: Python

    /// Python modules that nearly every module imports; the base bundle holds them.
    private static var preloaded: [String] {
        [
            "ansible.module_utils.basic", "ansible.module_utils._internal._ansiballz._loader",
            "ansible.module_utils._internal._json._profiles._module_legacy_m2c",
            "ansible.module_utils._internal._json._profiles._module_legacy_c2m",
        ]
    }

    private func python(_ header: Dict) async throws(ModuleFailure) -> ModuleOutput {
        guard let base = contents.describe(ForeignModule.base)?.sha1,
            let own = contents.describe(ForeignModule.own)?.sha1
        else { throw ModuleFailure("the module's code did not come with the task") }
        var header = header
        header["base"] = .string(base)
        header["own"] = .string(own)
        header["environment"] = .dict(
            Dict(request.environment.map { (.string($0), .string($1)) }, uniquingKeysWith: { $1 }))
        let key = PythonServer.Key(
            interpreter: interpreter, base: base, environment: request.environment.filter { Self.isEarly($0.key) })
        var server: PythonServer
        do throws(SystemError) {
            if let idle = PythonServers.shared.take(key) {
                server = idle
            } else {
                server = try await PythonServer.start(key, in: privateDirectory, on: system)
            }
        } catch {
            throw ModuleFailure("the Python interpreter could not be started: \(error)")
        }
        var bundles: [(digest: String, bytes: [UInt8])] = []
        for (name, digest) in [(ForeignModule.base, base), (ForeignModule.own, own)] where server.isMissing(digest) {
            bundles.append((digest, try await contents.bytes(name)))
        }
        do throws(SystemError) {
            let output = try await server.run(header, bundles: bundles)
            PythonServers.shared.put(server)
            return output
        } catch {
            let status = await server.end(on: system)
            if Task.isCancelled { throw ModuleFailure("cancelled") }
            return ModuleOutput(status: status, output: "", error: error.reason)
        }
    }

    /// Whether an interpreter reads this variable before any module runs.
    private static func isEarly(_ name: String) -> Bool {
        name.hasPrefix("PYTHON") || name.hasPrefix("LD_") || name.hasPrefix("LC_") || name == "LANG"
            || name == "PATH"
    }

    // MARK: Programs

    private func program(
        _ name: String, _ arguments: String?, in parent: String
    ) async throws(ModuleFailure) -> ModuleOutput {
        let machine = Machine(system)
        let directory = try await machine.attempt { base async throws(SystemError) in
            try await base.makeTemporary(in: parent, prefix: "ansible-tmp-", suffix: "", isDirectory: true)
        }
        let output: Result<ModuleOutput, ModuleFailure>
        do throws(ModuleFailure) {
            output = .success(try await run(name, arguments, in: directory))
        } catch {
            output = .failure(error)
        }
        if !module.keepsFiles { try? await system.remove(directory, recursive: true) }
        return try output.get()
    }

    private func run(
        _ name: String, _ arguments: String?, in directory: String
    ) async throws(ModuleFailure) -> ModuleOutput {
        let path = "\(directory)/AnsiballZ_\(name)"
        let content = try await contents.bytes(ForeignModule.program)
        var words = interpreter + [path]
        let file = "\(directory)/args"
        try await Machine(system).attempt { base async throws(SystemError) in
            try await base.write(path, content, mode: 0o700, append: false)
            if let arguments { try await base.write(file, Array(arguments.utf8), mode: 0o600, append: false) }
        }
        if arguments != nil { words.append(file) }
        do throws(SystemError) {
            let result = try await system.run(Command(words, directory: module.directory))
            return ModuleOutput(status: Int(result.status), output: result.text, error: result.errorText)
        } catch {
            if Task.isCancelled { throw ModuleFailure("cancelled") }
            return ModuleOutput(status: 126, output: "", error: "/bin/sh: 1: \(words[0]): \(error.reason)\n")
        }
    }

    /// `remote_tmp`, made where it is missing; nil where that cannot be.
    private func temporaryDirectory() async -> String? {
        let written: Dict = ["remote_tmp": .string(module.temporaryDirectory)]
        let path = await PathExpansion(for: written, on: system).expand(module.temporaryDirectory)
        let machine = Machine(system)
        guard path.hasPrefix("/") else { return nil }
        if await machine.isDirectory(path) { return path }
        guard (try? await machine.makeDirectories(path, mode: 0o700)) != nil else { return nil }
        return path
    }
}
