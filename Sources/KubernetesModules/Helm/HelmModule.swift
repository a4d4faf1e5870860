import Modules
import System
import Values

/// `kubernetes.core.helm`: a release of a chart installed, upgraded and removed.
struct HelmModule: Module {
    static let name = "kubernetes.core.helm"
    static let aliases = ["community.kubernetes.helm"]
    static let arguments = ArgumentSpec(
        HelmOptions.access + [
            Option("chart_ref", .path), Option("chart_repo_url"), Option("chart_version"),
            Option("dependency_update", .bool, default: false, aliases: ["dep_up"]),
            Option("release_name", required: true, aliases: ["name"]),
            Option("release_namespace", required: true, aliases: ["namespace"]),
            Option("release_state", default: "present", choices: ["present", "absent"], aliases: ["state"]),
            Option("release_values", .dict, default: .dict([:]), aliases: ["values"]),
            Option("values_files", .list, default: [], elements: .string),
            Option("update_repo_cache", .bool, default: false), Option("disable_hook", .bool, default: false),
            Option("force", .bool, default: false), Option("purge", .bool, default: true),
            Option("wait", .bool, default: false), Option("wait_timeout"), Option("timeout"),
            Option("atomic", .bool, default: false), Option("create_namespace", .bool, default: false),
            Option("post_renderer"), Option("replace", .bool, default: false),
            Option("skip_crds", .bool, default: false),
            Option("history_max", .int), HelmOptions.setValues, Option("reuse_values", .bool),
            Option("reset_values", .bool, default: true), Option("reset_then_reuse_values", .bool, default: false),
            Option("insecure_skip_tls_verify", .bool, default: false, aliases: ["skip_tls_certs_check"]),
            Option("plain_http", .bool, default: false), Option("take_ownership", .bool, default: false),
            Option("skip_schema_validation", .bool, default: false),
        ],
        mutuallyExclusive: [["context", "ca_cert"], ["replace", "history_max"], ["wait_timeout", "timeout"]],
        requiredIf: [
            .init("release_state", "present", ["release_name", "chart_ref"]),
            .init("release_state", "absent", ["release_name"]),
        ], operands: ["release_name", "chart_ref"])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await TaskFiles.with(system, in: context) { files async throws(ModuleFailure) in
            try await run(Helm(arguments, files, in: context).reaching(arguments))
        }
    }

    private func run<Base: System>(_ helm: Helm<Base>) async throws(ModuleFailure) -> Outcome {
        if arguments.bool("update_repo_cache") == true { _ = try await helm.succeed(helm.command("repo", "update")) }
        let isAbsent = arguments.string("release_state") == "absent"
        let name = arguments.string("release_name") ?? ""
        let release = try await HelmRelease.find(name, helm, flags: isAbsent ? ["--all"] : [])
        try await requireVersions(helm)
        var plan: HelmPlan
        if isAbsent {
            plan = try await removal(of: release, helm)
        } else {
            plan = try await HelmDeployment(arguments, helm).plan(for: release)
        }
        if helm.context.check {
            plan.outcome.values = [
                "command": .string(plan.command.text),
                "status": [
                    "values": [
                        "current": release?.values ?? .dict([:]),
                        "declared": .dict(release?.fields ?? [:]),
                    ]
                ], "stdout": "", "stderr": "",
            ]
        } else if plan.outcome.changed {
            let result = try await helm.succeed(plan.command)
            let status = try await HelmRelease.find(name, helm, flags: ["--all"])
            plan.outcome.values = [
                "stdout": .string(result.text), "stderr": .string(result.errorText),
                "status": status.map { .dict($0.fields) } ?? .none, "command": .string(plan.command.text),
            ]
        } else {
            plan.outcome.values = [
                "status": release.map { .dict($0.fields) } ?? .none, "stdout": "", "stderr": "",
                "command": .string(plan.command.text),
            ]
        }
        return plan.outcome
    }

    private func requireVersions<Base: System>(_ helm: Helm<Base>) async throws(ModuleFailure) {
        for (option, version) in [
            ("plain_http", "3.13.0"), ("take_ownership", "3.17.0"), ("skip_schema_validation", "3.16.0"),
            ("reset_then_reuse_values", "3.14.0"), ("insecure_skip_tls_verify", "3.16.0"),
        ] where arguments.bool(option) == true {
            try await helm.require(version, for: option)
        }
        let isJSON = (arguments.list("set_values") ?? []).contains { $0.mapping?["value_type"] == "json" }
        if isJSON { try await helm.require("3.10.0", for: "set_values with value type 'json'") }
    }

    private func removal<Base: System>(
        of release: HelmRelease?, _ helm: Helm<Base>
    ) async throws(ModuleFailure) -> HelmPlan {
        guard let release, !release.status.hasPrefix("uninstall") else { return HelmPlan(command: helm.command()) }
        if arguments.bool("replace") == true { throw ModuleFailure("replace is not applicable when state is absent") }
        var plan = HelmPlan(command: helm.command("uninstall"), outcome: Outcome(changed: true))
        plan.command.space()
        plan.command.add("--keep-history", if: arguments.bool("purge") == false)
        plan.command.add("--no-hooks", if: arguments.bool("disable_hook"))
        if arguments.bool("wait") == true {
            if try await helm.version() < HelmVersion("3.7.0") {
                plan.outcome.warnings.append("helm uninstall support option --wait for helm release >= 3.7.0")
            } else {
                plan.command.add("--wait")
            }
        }
        if let limit = arguments.string("wait_timeout") ?? arguments.string("timeout") {
            plan.command.add(["--timeout", limit])
        }
        plan.command.add(arguments.string("release_name") ?? "")
        return plan
    }
}

/// What a task of `helm` is about to run, and what is known of its outcome before.
struct HelmPlan {
    var command: HelmCommand
    var outcome = Outcome()
}
