import Modules
import System
import Values

/// The host's own `helm`, with one task's access to a cluster.
///
/// Secrets reach it by its environment, by its input or by private files of the task, never in an argument list.
struct Helm<Base: System> {
    let files: TaskFiles<Base>
    let context: ModuleContext
    let program: String
    private(set) var environment: [String: String] = [:]
    private let hostEnvironment: [String: String]

    init(
        _ arguments: Arguments, _ files: TaskFiles<Base>, in context: ModuleContext
    ) async throws(ModuleFailure) {
        self.files = files
        self.context = context
        hostEnvironment = (try? await files.machine.system.environment()) ?? [:]
        if let path = arguments.string("binary_path"), !path.isEmpty {
            program = path
        } else {
            program = try await files.machine.require("helm")
        }
    }

    var machine: Machine<Base> { files.machine }

    /// The same, reaching the cluster that the options of ``HelmOptions/access`` name.
    func reaching(_ arguments: Arguments) async throws(ModuleFailure) -> Helm {
        var helm = self
        func text(_ name: String, _ variable: String) -> String? {
            let given = arguments.string(name) ?? hostEnvironment["K8S_AUTH_\(variable)"]
            return given.flatMap { $0.isEmpty ? nil : $0 }
        }
        for (name, variable, target) in [
            ("context", "CONTEXT", "HELM_KUBECONTEXT"), ("api_key", "API_KEY", "HELM_KUBETOKEN"),
            ("host", "HOST", "HELM_KUBEAPISERVER"),
        ] {
            helm.environment[target] = text(name, variable)
        }
        helm.environment["HELM_NAMESPACE"] = arguments.string("release_namespace")
        if let file = text("ca_cert", "SSL_CA_CERT") {
            try await require("3.5.0", for: "ca_cert")
            helm.environment["HELM_KUBECAFILE"] = file
        }
        let verifies =
            arguments.bool("validate_certs")
            ?? hostEnvironment["K8S_AUTH_VERIFY_SSL"].flatMap { BooleanWord.parse(.string($0)) } ?? true
        if !verifies {
            try await require("3.10.0", for: "validate_certs: false")
            helm.environment["HELM_KUBEINSECURE_SKIP_TLS_VERIFY"] = "true"
        }
        if let content = arguments["kubeconfig"]?.mapping {
            helm.environment["KUBECONFIG"] = try await files.store(.dict(content), as: "kubeconfig")
        } else if let given = text("kubeconfig", "KUBECONFIG") {
            let path = await EnvironmentExpansion(environment: hostEnvironment).home(given, on: machine.system)
            guard await machine.exists(path) || path.contains(":") else {
                throw ModuleFailure("[Errno 2] No such file or directory: '\(path)'")
            }
            helm.environment["KUBECONFIG"] = path
        }
        return helm
    }

    /// The same with further environment, such as places of helm's own files.
    func with(_ more: [String: String]) -> Helm {
        var helm = self
        helm.environment.merge(more) { $1 }
        return helm
    }

    /// Begins a command line.
    func command(_ words: String...) -> HelmCommand {
        var command = HelmCommand(program)
        command.add(words)
        return command
    }

    /// Runs a command line to its end; any exit status is accepted.
    func run(_ command: HelmCommand, input: String = "") async throws(ModuleFailure) -> CommandResult {
        try await machine.run(command.words, input: input, environment: environment)
    }

    /// Runs a command line that has to succeed.
    ///
    /// - Parameter shown: what the failure gives as `command`.
    func succeed(
        _ command: HelmCommand, input: String = "", shown: Value? = nil
    ) async throws(ModuleFailure) -> CommandResult {
        let result = try await run(command, input: input)
        guard result.succeeded else { throw Self.failure(result, shown ?? .string(command.text)) }
        return result
    }

    static func failure(_ result: CommandResult, _ command: Value) -> ModuleFailure {
        ModuleFailure(
            "Failure when executing Helm command. Exited \(result.status).\nstdout: \(result.text)\n"
                + "stderr: \(result.errorText)",
            values: ["stdout": .string(result.text), "stderr": .string(result.errorText), "command": command])
    }

    /// What helm printed as YAML.
    func documents(_ result: CommandResult, _ what: String) throws(ModuleFailure) -> [Value] {
        try Documents.all(result.text, name: what, purpose: "Error parsing YAML content")
    }

    // Versions

    func version() async throws(ModuleFailure) -> HelmVersion {
        let text = try await run(command("version")).text
        guard let (_, rest) = text.halves(around: "ersion{SemVer:\"v") ?? text.halves(around: "BuildInfo{Version:\"v")
        else { throw ModuleFailure("Cannot tell the version of \(program): it says: \(text.trimmed())") }
        return HelmVersion(String(rest.prefix { $0 != "\"" }))
    }

    /// Fails where helm is older than `version`, which `option` needs.
    func require(_ version: String, for option: String) async throws(ModuleFailure) {
        let current = try await self.version()
        guard current < HelmVersion(version) else { return }
        throw ModuleFailure("\(option) requires helm >= \(version), current version is \(current)")
    }

    /// Writes values into a private file of the task and adds them to a command line.
    func add(values: Dict, to command: inout HelmCommand) async throws(ModuleFailure) {
        guard !values.isEmpty else { return }
        command.add("-f=" + (try await files.store(.dict(values), as: "values.yml")))
    }

    /// Paths of files of values, with `$NAME` replaced.
    func expanded(_ paths: [String]) -> [String] {
        paths.map(EnvironmentExpansion(environment: hostEnvironment).variables)
    }
}
