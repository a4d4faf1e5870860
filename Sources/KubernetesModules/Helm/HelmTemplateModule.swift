import Modules
import System
import Values

/// `kubernetes.core.helm_template`: a chart rendered without a cluster.
struct HelmTemplateModule: Module {
    static let name = "kubernetes.core.helm_template"
    static let aliases = ["community.kubernetes.helm_template"]
    static let arguments = ArgumentSpec(
        [
            HelmOptions.binary, Option("chart_ref", .path, required: true), Option("chart_repo_url"),
            Option("chart_version"), Option("dependency_update", .bool, default: false, aliases: ["dep_up"]),
            Option("disable_hook", .bool, default: false), Option("include_crds", .bool, default: false),
            Option("release_name", aliases: ["name"]), Option("output_dir", .path),
            Option("insecure_registry", .bool, default: false), Option("release_namespace"),
            Option("release_values", .dict, default: .dict([:]), aliases: ["values"]),
            Option("show_only", .list, default: [], elements: .string),
            Option("values_files", .list, default: [], elements: .string),
            Option("update_repo_cache", .bool, default: false), HelmOptions.setValues,
            Option("plain_http", .bool, default: false),
        ], operands: ["release_name", "chart_ref"])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await TaskFiles.with(system, in: context) { files async throws(ModuleFailure) in
            try await run(Helm(arguments, files, in: context))
        }
    }

    private func run<Base: System>(_ helm: Helm<Base>) async throws(ModuleFailure) -> Outcome {
        if arguments.bool("plain_http") == true { try await helm.require("3.13.0", for: "plain_http") }
        if arguments.bool("update_repo_cache") == true { _ = try await helm.succeed(helm.command("repo", "update")) }
        var command = helm.command("template")
        if let name = arguments.string("release_name"), !name.isEmpty { command.add(name) }
        command.add(arguments.string("chart_ref") ?? "")
        command.add("--dependency-update", if: arguments.bool("dependency_update"))
        command.add("--repo=", arguments.string("chart_repo_url"))
        command.add("--version=", arguments.string("chart_version"))
        command.add("--no-hooks", if: arguments.bool("disable_hook"))
        command.add("--output-dir=", arguments.string("output_dir"))
        command.add("--insecure-skip-tls-verify", if: arguments.bool("insecure_registry"))
        command.add("--plain-http", if: arguments.bool("plain_http"))
        for template in arguments.strings("show_only") ?? [] { command.add(["-s", template]) }
        for file in helm.expanded(arguments.strings("values_files") ?? []) { command.add("-f=\(file)") }
        if let namespace = arguments.string("release_namespace") { command.add(["-n", namespace]) }
        try await helm.add(values: arguments.dict("release_values") ?? [:], to: &command)
        command.add("--include-crds", if: arguments.bool("include_crds"))
        try command.add(setValues: arguments.list("set_values") ?? [])
        let result =
            helm.context.check
            ? CommandResult(status: 0, output: [], error: []) : try await helm.succeed(command)
        return Outcome(
            changed: true,
            values: [
                "failed": false, "command": .string(command.text), "stdout": .string(result.text),
                "stderr": .string(result.errorText), "rc": 0,
            ])
    }
}
