import Modules
import System
import Values

/// Installs or upgrades a release, where it is not as the task says.
struct HelmDeployment<Base: System> {
    private let arguments: Arguments
    private let helm: Helm<Base>
    private let name: String
    private let chart: String
    private let repository: String?
    private let replaces: Bool

    init(_ arguments: Arguments, _ helm: Helm<Base>) {
        self.arguments = arguments
        self.helm = helm
        name = arguments.string("release_name") ?? ""
        chart = arguments.string("chart_ref") ?? ""
        repository = arguments.string("chart_repo_url")
        replaces = arguments.bool("replace") == true
    }

    func plan(for release: HelmRelease?) async throws(ModuleFailure) -> HelmPlan {
        var plan = HelmPlan(command: helm.command())
        plan.command.add("--version=", arguments.string("chart_version"))
        plan.command.add("--repo=", repository)
        let info = try await chartInfo(plan.command)
        let updatesDependencies = try await updateDependencies(info, &plan.outcome)
        let force = arguments.bool("force") == true
        if let release {
            let isDifferent = try await differs(release, info, &plan.outcome)
            plan.outcome.changed = force || isDifferent
        } else {
            plan.outcome.changed = true
        }
        if plan.outcome.changed {
            try await deploy(&plan.command, updatesDependencies: updatesDependencies, force: force && release != nil)
        }
        return plan
    }

    private func chartInfo(_ base: HelmCommand) async throws(ModuleFailure) -> Dict {
        var command = base
        command.add(["show", "chart"])
        command.add(chart: chart)
        command.add("--insecure-skip-tls-verify", if: arguments.bool("insecure_skip_tls_verify"))
        command.add("--plain-http", if: arguments.bool("plain_http"))
        let shown = try await helm.succeed(command)
        return try helm.documents(shown, "helm show chart").first?.mapping ?? [:]
    }

    /// Whether the command that deploys has to update the chart's dependencies; what is on the disk is updated here.
    private func updateDependencies(_ info: Dict, _ outcome: inout Outcome) async throws(ModuleFailure) -> Bool {
        guard arguments.bool("dependency_update") == true else { return false }
        guard info["dependencies"]?.sequence?.isEmpty == false else {
            outcome.warnings.append(
                "There is no dependencies block defined in Chart.yaml. Dependency update will not be performed. "
                    + "Please consider add dependencies block or disable dependency_update to remove this warning.")
            return true
        }
        let isRemote = repository != nil || ["http://", "https://"].contains(where: chart.hasPrefix)
        guard isRemote else {
            var command = helm.command("dependency", "update")
            command.add(chart: chart)
            // Updating writes into the chart's own directory.
            if !helm.context.check { _ = try await helm.succeed(command) }
            return false
        }
        outcome.warnings.append(
            "This is a not stable feature with 'chart_repo_url'. Please consider to use dependency update with "
                + "on-disk charts")
        guard replaces else {
            throw ModuleFailure(
                "'--dependency-update' hasn't been supported yet with 'helm upgrade'. Please use 'helm install' "
                    + "instead by adding 'replace' option")
        }
        return true
    }

    // Comparing

    private func differs(
        _ release: HelmRelease, _ info: Dict, _ outcome: inout Outcome
    ) async throws(ModuleFailure) -> Bool {
        let diffVersion = try await HelmPlugins.known(to: helm).version(of: "diff")
        if let diffVersion, repository == nil || diffVersion >= HelmVersion("3.4.1") {
            let difference = try await difference(diffVersion)
            if !difference.isEmpty, helm.context.diff {
                outcome.diff = [Diff(before: nil, after: nil, prepared: difference)]
            }
            return !difference.isEmpty
        }
        outcome.warnings.append(
            "The default idempotency check can fail to report changes in certain cases. "
                + "Install helm diff >= 3.4.1 for better results.")
        let released = release.fields["app_version"]
        let wanted = info["appVersion"] ?? .none
        let hasSameAppVersion = wanted == released ?? .none || wanted.isNone && released == ""
        let chartName = "\(info["name"]?.text ?? "")-\(info["version"]?.text ?? "")"
        return try await release.values != declaredValues() || chartName != release.chart || !hasSameAppVersion
    }

    /// What `helm diff` has to say; empty where nothing would change.
    private func difference(_ version: HelmVersion) async throws(ModuleFailure) -> String {
        var command = helm.command("diff", "upgrade", name, chart)
        command.add("--repo=", repository)
        command.add("--version=", arguments.string("chart_version"))
        if !replaces { command.add("--reset-values=\(Self.word(arguments.bool("reset_values")))") }
        command.add("--post-renderer=", arguments.string("post_renderer"))
        for file in helm.expanded(arguments.strings("values_files") ?? []) { command.add("--values=\(file)") }
        try await helm.add(values: arguments.dict("release_values") ?? [:], to: &command)
        try command.add(setValues: arguments.list("set_values") ?? [])
        command.add("--reuse-values", if: arguments.bool("reuse_values"))
        if arguments.bool("reset_then_reuse_values") == true {
            guard version >= HelmVersion("3.9.12") else {
                throw ModuleFailure(
                    "reset_then_reuse_values requires helm diff >= 3.9.12, current version is \(version)\n")
            }
            command.add("--reset-then-reuse-values")
        }
        addTransport(&command)
        return try await helm.succeed(command).text.trimmed()
    }

    /// The values that the task names: those of files, where there are any.
    private func declaredValues() async throws(ModuleFailure) -> Value {
        let files = helm.expanded(arguments.strings("values_files") ?? [])
        guard !files.isEmpty else { return .dict(arguments.dict("release_values") ?? [:]) }
        var values: Dict = [:]
        for file in files {
            guard let text = await helm.machine.text(file) else {
                throw ModuleFailure("[Errno 2] No such file or directory: '\(file)'")
            }
            let content = try Documents.all(text, name: file, purpose: "Error parsing YAML content").first
            values.merge(content?.mapping ?? [:]) { $1 }
        }
        return .dict(values)
    }

    // Deploying

    private func deploy(
        _ command: inout HelmCommand, updatesDependencies: Bool, force: Bool
    ) async throws(ModuleFailure) {
        if replaces {
            // `upgrade -i` knows no --replace.
            command.add("install")
            command.add("--dependency-update", if: updatesDependencies)
        } else {
            command.add(["upgrade", "-i"])
            command.add("--reset-values", if: arguments.bool("reset_values"))
            command.add("--take-ownership", if: arguments.bool("take_ownership"))
        }
        if let reuses = arguments.bool("reuse_values") { command.add("--reuse-values=\(Self.word(reuses))") }
        command.add("--reset-then-reuse-values", if: arguments.bool("reset_then_reuse_values"))
        if arguments.bool("wait") == true {
            command.add("--wait")
            if let limit = arguments.string("wait_timeout") { command.add(["--timeout", limit]) }
        }
        command.add("--atomic", if: arguments.bool("atomic"))
        if let limit = arguments.string("timeout"), !limit.isEmpty { command.add(["--timeout", limit]) }
        command.add("--force", if: force)
        command.add("--replace", if: replaces)
        command.add("--no-hooks", if: arguments.bool("disable_hook"))
        command.add("--create-namespace", if: arguments.bool("create_namespace"))
        for file in helm.expanded(arguments.strings("values_files") ?? []) { command.add("--values=\(file)") }
        try await helm.add(values: arguments.dict("release_values") ?? [:], to: &command)
        command.add("--post-renderer=", arguments.string("post_renderer"))
        command.add("--skip-crds", if: arguments.bool("skip_crds"))
        command.add("--history-max=", arguments.int("history_max").map(String.init))
        try command.add(setValues: arguments.list("set_values") ?? [])
        addTransport(&command)
        command.add(name)
        command.add(chart: chart)
    }

    private func addTransport(_ command: inout HelmCommand) {
        command.add("--insecure-skip-tls-verify", if: arguments.bool("insecure_skip_tls_verify"))
        command.add("--skip-schema-validation", if: arguments.bool("skip_schema_validation"))
        command.add("--plain-http", if: arguments.bool("plain_http"))
    }

    /// As Python writes it.
    private static func word(_ flag: Bool?) -> String { flag == true ? "True" : "False" }
}
