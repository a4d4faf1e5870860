import Modules
import System
import Values

/// `kubernetes.core.helm_registry_auth`: helm logged in to a registry of charts, or out of it.
struct HelmRegistryAuthModule: Module {
    static let name = "kubernetes.core.helm_registry_auth"
    static let arguments = ArgumentSpec(
        [
            HelmOptions.binary, Option("host", required: true, aliases: ["registry_url"]),
            Option("state", default: "present", choices: ["present", "absent"]),
            Option("insecure", .bool, default: false), Option("username", aliases: ["repo_username"]),
            Option("password", aliases: ["repo_password"], noLog: true), Option("key_file", .path),
            Option("cert_file", .path), Option("ca_file", .path),
        ], requiredTogether: [["username", "password"]], operands: ["host"])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await TaskFiles.with(system, in: context) { files async throws(ModuleFailure) in
            try await run(Helm(arguments, files, in: context))
        }
    }

    private func run<Base: System>(_ helm: Helm<Base>) async throws(ModuleFailure) -> Outcome {
        let isAbsent = arguments.string("state") == "absent"
        let command = isAbsent ? helm.command("registry", "logout", arguments.string("host") ?? "") : login(helm)
        if helm.context.check { return Outcome(changed: true, values: ["command": .string(command.text)]) }
        let result = try await helm.run(command, input: arguments.string("password") ?? "")
        var outcome = Outcome(
            changed: true,
            values: [
                "stdout": .string(result.text), "stderr": .string(result.errorText), "command": .string(command.text),
            ])
        if !result.succeeded {
            guard isAbsent, result.errorText.contains("Error: not logged in") else {
                var failure = Helm<Base>.failure(result, .string(command.text))
                failure.values["stdout"] = nil
                throw failure
            }
            outcome.changed = false
        }
        if isAbsent, try await helm.version() >= HelmVersion("3.18.0") {
            outcome.warnings.append(
                "The helm_registry_auth is not idempotent with helm >= 3.18.0, always report a change.")
        }
        return outcome
    }

    private func login<Base: System>(_ helm: Helm<Base>) -> HelmCommand {
        var command = helm.command("registry", "login", arguments.string("host") ?? "")
        if let user = arguments.string("username"), arguments["password"] != nil {
            command.add("--username=\(user)")
            command.add("--password-stdin")
        }
        command.add("--insecure", if: arguments.bool("insecure"))
        command.add("--key-file=", arguments.string("key_file"))
        command.add("--cert-file=", arguments.string("cert_file"))
        command.add("--ca-file=", arguments.string("ca_file"))
        return command
    }
}
