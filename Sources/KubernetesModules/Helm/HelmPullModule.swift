import Modules
import System
import Values

/// `kubernetes.core.helm_pull`: a chart downloaded from a repository, a registry or an address.
struct HelmPullModule: Module {
    static let name = "kubernetes.core.helm_pull"
    static let aliases = ["community.kubernetes.helm_pull"]
    static let arguments = ArgumentSpec(
        [
            Option("chart_ref", required: true), Option("chart_version"), Option("verify_chart", .bool, default: false),
            Option("verify_chart_keyring", .path), Option("provenance", .bool, default: false),
            Option("repo_url", aliases: ["url", "chart_repo_url"]),
            Option("repo_username", aliases: ["username", "chart_repo_username"]),
            Option("repo_password", aliases: ["password", "chart_repo_password"], noLog: true),
            Option("pass_credentials", .bool, default: false),
            Option("skip_tls_certs_check", .bool, default: false, aliases: ["insecure_skip_tls_verify"]),
            Option("chart_devel", .bool), Option("untar_chart", .bool, default: false),
            Option("destination", .path, required: true), Option("chart_ca_cert", .path),
            Option("chart_ssl_cert_file", .path), Option("chart_ssl_key_file", .path), HelmOptions.binary,
            Option("plain_http", .bool, default: false),
        ],
        mutuallyExclusive: [["chart_version", "chart_devel"]],
        requiredBy: ["repo_username": ["repo_password"], "repo_password": ["repo_username"]],
        operands: ["chart_ref", "repo_url"])

    private static let valued = [
        ("chart_version", "version"), ("verify_chart_keyring", "keyring"), ("repo_url", "repo"),
        ("repo_username", "username"), ("repo_password", "password"), ("destination", "destination"),
        ("chart_ca_cert", "ca-file"), ("chart_ssl_cert_file", "cert-file"), ("chart_ssl_key_file", "key-file"),
    ]
    private static let flags = [
        ("verify_chart", "verify"), ("provenance", "prov"), ("pass_credentials", "pass-credentials"),
        ("skip_tls_certs_check", "insecure-skip-tls-verify"), ("chart_devel", "devel"), ("untar_chart", "untar"),
        ("plain_http", "plain-http"),
    ]
    private static let since = [
        "skip_tls_certs_check": "3.3.0", "chart_ca_cert": "3.1.0", "chart_ssl_cert_file": "3.1.0",
        "chart_ssl_key_file": "3.1.0", "plain_http": "3.13.0",
    ]

    private let arguments: Arguments
    private let chart: String

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        chart = arguments.string("chart_ref") ?? ""
        if arguments["repo_password"] != nil, arguments["repo_url"] == nil, !chart.hasPrefix("oci://") {
            throw ModuleFailure(
                "repo_password needs repo_url or an oci:// chart_ref: for other charts helm takes a password only in "
                    + "its argument list, which every user of the host can read. Add the repository with "
                    + "kubernetes.core.helm_repository instead")
        }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await TaskFiles.with(system, in: context) { files async throws(ModuleFailure) in
            try await run(Helm(arguments, files, in: context))
        }
    }

    private func run<Base: System>(_ helm: Helm<Base>) async throws(ModuleFailure) -> Outcome {
        let current = try await helm.version()
        if current < HelmVersion("3.0.0") {
            throw ModuleFailure("This module requires helm >= 3.0.0, current version is \(current)")
        }
        var command = helm.command("pull", chart)
        for (option, flag) in Self.valued {
            guard let value = arguments.string(option), !value.isEmpty else { continue }
            try check(option, current)
            command.add("--\(flag)")
            command.add(value, shown: option == "repo_password" ? "******" : value)
        }
        for (option, flag) in Self.flags where arguments.bool(option) == true {
            try check(option, current)
            command.add("--\(flag)")
        }
        var result = CommandResult(status: 0, output: [], error: [])
        if !helm.context.check {
            if let password = arguments.string("repo_password"), !password.isEmpty {
                result = try await pull(with: password, helm)
            } else {
                result = try await helm.run(command)
            }
        }
        let values = HelmPluginModule.values(command, result)
        guard result.succeeded else { throw ModuleFailure("Failure when executing Helm command.", values: values) }
        return Outcome(changed: true, values: values.merging(["failed": false]) { $1 })
    }

    /// Pulls with a password that helm reads from its input, into private files of the task, never from its arguments.
    private func pull<Base: System>(
        with password: String, _ helm: Helm<Base>
    ) async throws(ModuleFailure) -> CommandResult {
        var login: HelmCommand
        var words: [String]
        let places: [String: String]
        if let address = arguments.string("repo_url") {
            places = [
                "HELM_REPOSITORY_CONFIG": try await helm.files.path("repositories.yaml"),
                "HELM_REPOSITORY_CACHE": try await helm.files.path("repository"),
            ]
            login = helm.command("repo", "add", "task", address)
            login.add("--pass-credentials", if: arguments.bool("pass_credentials"))
            login.add("--insecure-skip-tls-verify", if: arguments.bool("skip_tls_certs_check"))
            words = ["pull", "task/\(chart)"]
        } else {
            places = ["HELM_REGISTRY_CONFIG": try await helm.files.path("registry.json")]
            let registry = chart.dropFirst("oci://".count).prefix { $0 != "/" }
            login = helm.command("registry", "login", String(registry))
            login.add("--insecure", if: arguments.bool("skip_tls_certs_check"))
            login.add("--plain-http", if: arguments.bool("plain_http"))
            words = ["pull", chart]
        }
        login.add("--username=", arguments.string("repo_username"))
        login.add("--password-stdin")
        for option in ["chart_ca_cert", "chart_ssl_cert_file", "chart_ssl_key_file"] {
            guard let file = arguments.string(option), let flag = Self.valued.first(where: { $0.0 == option })?.1
            else { continue }
            login.add(["--\(flag)", file])
        }
        let own = helm.with(places)
        let answer = try await own.run(login, input: password)
        guard answer.succeeded else { return answer }
        let left = ["repo_url", "repo_username", "repo_password"]
        for (option, flag) in Self.valued where !left.contains(option) {
            if let value = arguments.string(option), !value.isEmpty { words += ["--\(flag)", value] }
        }
        for (option, flag) in Self.flags where option != "pass_credentials" && arguments.bool(option) == true {
            words.append("--\(flag)")
        }
        var command = helm.command()
        command.add(words)
        return try await own.run(command)
    }

    private func check(_ option: String, _ current: HelmVersion) throws(ModuleFailure) {
        guard let needed = Self.since[option], current < HelmVersion(needed) else { return }
        throw ModuleFailure("Parameter \(option) requires helm >= \(needed), current version is \(current)")
    }
}
