import Modules
import System
import Values

/// `kubernetes.core.helm_repository`: a repository of charts, known to helm under a name.
struct HelmRepositoryModule: Module {
    static let name = "kubernetes.core.helm_repository"
    static let aliases = ["community.kubernetes.helm_repository"]
    static let arguments = ArgumentSpec(
        HelmOptions.access + [
            Option("repo_name", required: true, aliases: ["name"]), Option("repo_url", aliases: ["url"]),
            Option("repo_username", aliases: ["username"]),
            Option("repo_password", aliases: ["password"], noLog: true),
            Option("repo_state", default: "present", choices: ["present", "absent"], aliases: ["state"]),
            Option("pass_credentials", .bool, default: false),
            Option("force_update", .bool, default: false, aliases: ["force"]),
            Option("insecure_skip_tls_verify", .bool, default: false, aliases: ["skip_tls_certs_check"]),
        ],
        mutuallyExclusive: HelmOptions.accessExclusive, requiredTogether: [["repo_username", "repo_password"]],
        requiredIf: [.init("repo_state", "present", ["repo_url"])], operands: ["repo_name", "repo_url"])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await TaskFiles.with(system, in: context) { files async throws(ModuleFailure) in
            try await run(Helm(arguments, files, in: context).reaching(arguments))
        }
    }

    private func run<Base: System>(_ helm: Helm<Base>) async throws(ModuleFailure) -> Outcome {
        let name = arguments.string("repo_name") ?? ""
        let url = arguments.string("repo_url")
        let known = try await find(name, helm)
        var command: HelmCommand?
        if arguments.string("repo_state") == "absent" {
            if known != nil { command = helm.command("repo", "rm", name) }
        } else if known == nil || arguments.bool("force_update") == true {
            command = addition(helm, name, url ?? "")
        } else if known?["url"]?.text != url {
            throw ModuleFailure("Repository already have a repository named \(name)")
        }
        if helm.context.check { return Outcome(changed: command != nil) }
        guard let command else {
            return Outcome(values: ["repo_name": .string(name), "repo_url": url.map(Value.string) ?? .none])
        }
        let result = try await helm.succeed(command, input: arguments.string("repo_password") ?? "")
        return Outcome(
            changed: true,
            values: [
                "stdout": .string(result.text), "stderr": .string(result.errorText), "command": .string(command.text),
            ])
    }

    private func addition<Base: System>(_ helm: Helm<Base>, _ name: String, _ url: String) -> HelmCommand {
        var command = helm.command("repo", "add", name, url)
        if let user = arguments.string("repo_username"), arguments["repo_password"] != nil {
            command.add("--username=\(user)")
            command.add("--password-stdin", shown: "--password=******")
        }
        command.add("--pass-credentials", if: arguments.bool("pass_credentials"))
        command.add("--force-update", if: arguments.bool("force_update"))
        command.add("--insecure-skip-tls-verify", if: arguments.bool("insecure_skip_tls_verify"))
        return command
    }

    private func find<Base: System>(_ name: String, _ helm: Helm<Base>) async throws(ModuleFailure) -> Dict? {
        let command = helm.command("repo", "list", "--output=yaml")
        let result = try await helm.run(command)
        if result.status == 1, result.errorText.contains("no repositories to show") { return nil }
        guard result.succeeded else {
            var failure = Helm<Base>.failure(result, .string(command.text))
            failure.values = ["command": .string(command.text)]
            throw failure
        }
        let all = try helm.documents(result, "helm repo list").first?.sequence ?? []
        return all.compactMap(\.mapping).first { $0["name"]?.text == name }
    }
}
