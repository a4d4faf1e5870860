import Modules
import System
import Values

/// `kubernetes.core.helm_plugin`: plugins of helm installed, updated and removed.
struct HelmPluginModule: Module {
    static let name = "kubernetes.core.helm_plugin"
    static let aliases = ["community.kubernetes.helm_plugin"]
    static let arguments = ArgumentSpec(
        HelmOptions.access + [
            Option("plugin_path"), Option("plugin_name"), Option("plugin_version"),
            Option("state", default: "present", choices: ["present", "absent", "latest"]),
        ],
        mutuallyExclusive: HelmOptions.accessExclusive + [["plugin_name", "plugin_path"]],
        requiredIf: [
            .init("state", "present", ["plugin_path"]), .init("state", "absent", ["plugin_name"]),
            .init("state", "latest", ["plugin_name"]),
        ], operands: ["plugin_path", "plugin_name"])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await TaskFiles.with(system, in: context) { files async throws(ModuleFailure) in
            try await run(Helm(arguments, files, in: context).reaching(arguments))
        }
    }

    private func run<Base: System>(_ helm: Helm<Base>) async throws(ModuleFailure) -> Outcome {
        switch arguments.string("state") {
        case "absent":
            return try await change(
                helm, "uninstall", unknown: "Plugin not found or is already uninstalled",
                done: "Plugin uninstalled successfully", failed: "Failed to get Helm plugin uninstall")
        case "latest":
            return try await change(
                helm, "update", unknown: "Plugin not found", done: "Plugin updated successfully",
                failed: "Failed to get Helm plugin update")
        default: return try await install(helm)
        }
    }

    private func install<Base: System>(_ helm: Helm<Base>) async throws(ModuleFailure) -> Outcome {
        var command = helm.command("plugin", "install", arguments.string("plugin_path") ?? "")
        command.add("--version=", arguments.string("plugin_version"))
        let result = try await act(helm, command)
        let values = Self.values(command, result)
        if result.succeeded { return Outcome(changed: true, message: "Plugin installed successfully", values: values) }
        if result.status == 1, result.errorText.contains("plugin already exists") {
            return Outcome(message: "Plugin already exists", values: values)
        }
        throw ModuleFailure("Failure when executing Helm command.", values: values)
    }

    /// Runs a command on a plugin that is there.
    private func change<Base: System>(
        _ helm: Helm<Base>, _ verb: String, unknown: String, done: String, failed: String
    ) async throws(ModuleFailure) -> Outcome {
        let name = arguments.string("plugin_name") ?? ""
        let plugins = try await HelmPlugins(helm)
        guard plugins.all.contains(where: { $0.name == name }) else {
            return Outcome(message: unknown, values: Self.values(plugins.command, plugins.result))
        }
        let command = helm.command("plugin", verb, name)
        let result = try await act(helm, command)
        let values = Self.values(command, result)
        guard result.succeeded else { throw ModuleFailure(failed, values: values) }
        return Outcome(changed: true, message: done, values: values)
    }

    private func act<Base: System>(
        _ helm: Helm<Base>, _ command: HelmCommand
    ) async throws(ModuleFailure) -> CommandResult {
        if helm.context.check { return CommandResult(status: 0, output: [], error: []) }
        return try await helm.run(command)
    }

    static func values(_ command: HelmCommand, _ result: CommandResult) -> Dict {
        [
            "command": .string(command.text), "stdout": .string(result.text), "stderr": .string(result.errorText),
            "rc": .int(Int(result.status)),
        ]
    }
}
