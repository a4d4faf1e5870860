import Modules
import System
import Values

/// `ansible.builtin.pip`: Python packages.
struct PipModule: Module {
    static let name = "ansible.builtin.pip"
    static let arguments = ArgumentSpec(
        [
            Option("state", default: "present", choices: ["present", "absent", "latest", "forcereinstall"]),
            Option("name", .list, elements: .string), Option("version"), Option("requirements"),
            Option("virtualenv", .path), Option("virtualenv_site_packages", .bool, default: false),
            Option("virtualenv_command", .path, default: "virtualenv"), Option("virtualenv_python"),
            Option("extra_args"), Option("editable", .bool, default: false), Option("chdir", .path),
            Option("executable", .path), Option("umask"), Option("break_system_packages", .bool, default: false),
        ],
        mutuallyExclusive: [["name", "requirements"], ["executable", "virtualenv"]],
        requiredOneOf: [["name", "requirements"]], operands: ["name", "version", "requirements", "virtualenv"])

    private let arguments: Arguments
    private let state: String
    private let requirements: [PythonRequirement]
    private let extra: [String]
    private let mask: UInt32?

    private static let verbs = [
        "present": ["install"], "absent": ["uninstall", "-y"], "latest": ["install", "-U"],
        "forcereinstall": ["install", "-U", "--force-reinstall"],
    ]

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        state = arguments.string("state") ?? "present"
        let version = arguments.string("version")
        if state == "latest", version != nil { throw ModuleFailure("version is incompatible with state=latest") }
        var requirements = PythonRequirement.list(arguments.strings("name") ?? [])
        if let version {
            if requirements.count > 1 {
                throw ModuleFailure(
                    "'version' argument is ambiguous when installing multiple package distributions. "
                        + "Please specify version restrictions next to each package in 'name' argument.")
            }
            if requirements.first?.hasVersion == true {
                throw ModuleFailure(
                    "The 'version' argument conflicts with any version specifier provided along with a package name. "
                        + "Please keep the version specifier, but remove the 'version' argument.")
            }
            requirements = requirements.map { $0.with(version: version) }
        }
        for requirement in requirements { try requirement.refuseCommands() }
        self.requirements = requirements
        var extra: [String]
        do { extra = try ShellWords.split(arguments.string("extra_args") ?? "") } catch {
            throw ModuleFailure(error.message)
        }
        if arguments.bool("editable") == true, !extra.contains("-e") { extra.append("-e") }
        self.extra = extra
        mask = try arguments.string("umask").map { text throws(ModuleFailure) in
            guard let bits = UInt32(text, radix: 8) else { throw ModuleFailure("umask must be an octal integer") }
            return bits
        }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = await Machine.inParsableLocale(system)
        let directory = arguments.string("chdir") ?? "/tmp"
        var environment: String? = arguments.string("virtualenv")
        if let path = environment, let base = arguments.string("chdir"), !path.hasPrefix("/") {
            environment = "\(base)/\(path)"
        }
        var (output, errors) = ("", "")
        var isCreated = false
        if let environment, await !machine.exists("\(environment)/bin/activate") {
            if context.check { return Outcome(changed: true) }
            isCreated = true
            let venv = VirtualEnvironment(path: environment, arguments: arguments)
            let result = try await venv.create(machine, in: directory, umask: mask)
            (output, errors) = (result.text, result.errorText)
        }
        let pip = PipProgram(
            machine: machine, words: try await PipSearch.find(machine, environment, arguments.string("executable")),
            directory: directory, environment: environment, umask: mask,
            breaksSystem: arguments.bool("break_system_packages") ?? false)
        let file = arguments.string("requirements")
        if context.check {
            if !extra.isEmpty || file != nil || state == "latest" || requirements.isEmpty {
                return Outcome(changed: true)
            }
            return try await predict(pip)
        }
        let targets = file.map { ["-r", $0] } ?? requirements.map(\.text)
        let command = (Self.verbs[state] ?? []) + extra + targets
        let isCompared = file != nil || requirements.contains(where: \.isRepository)
        let before = isCompared ? try await pip.installed() : []
        let result = try await pip.run(command)
        output += result.text
        errors += result.errorText
        let isMissing = state == "absent" && result.status == 1 && (result.text + result.errorText).has("not installed")
        guard result.succeeded || isMissing else { throw pip.failure(command, output, errors) }
        var changed = result.text.has(state == "absent" ? "Successfully uninstalled" : "Successfully installed")
        if state != "absent", isCompared { changed = try await pip.installed() != before }
        return Outcome(
            changed: changed || isCreated,
            values: [
                "cmd": .texts(pip.words + command), "name": arguments["name"] ?? .none,
                "version": arguments["version"] ?? .none, "state": .string(state), "requirements": Value(file),
                "virtualenv": Value(environment), "stdout": .string(output), "stderr": .string(errors),
            ])
    }

    private func predict(_ pip: PipProgram<some System>) async throws(ModuleFailure) -> Outcome {
        let installed = try await pip.installed()
        let changed = requirements.contains { requirement in
            let isThere = installed.contains { line in
                guard let separator = line.firstOccurrence(of: "==") else { return false }
                return requirement.isMet(
                    by: String(line[..<separator.lowerBound]), version: String(line[separator.upperBound...]))
            }
            return state == "present" && !isThere || state == "absent" && isThere
        }
        return Outcome(
            changed: changed,
            values: [
                "cmd": .string((pip.words + ["list", "--format=freeze"]).joined(separator: " ")),
                "stdout": .string(installed.map { $0 + "\n" }.joined()), "stderr": "",
            ])
    }
}
