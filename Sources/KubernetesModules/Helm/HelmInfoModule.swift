import Modules
import System
import Values

/// `kubernetes.core.helm_info`: a release with its values, manifest, notes and hooks.
struct HelmInfoModule: Module {
    static let name = "kubernetes.core.helm_info"
    static let aliases = ["community.kubernetes.helm_info"]
    static let arguments = ArgumentSpec(
        HelmOptions.access + [
            Option("release_name", required: true, aliases: ["name"]),
            Option("release_namespace", required: true, aliases: ["namespace"]),
            Option("release_state", .list, default: [], elements: .string),
            Option("get_all_values", .bool, default: false),
        ], mutuallyExclusive: HelmOptions.accessExclusive, operands: ["release_name"])

    private static let states: Set = [
        "all", "deployed", "failed", "pending", "superseded", "uninstalled", "uninstalling",
    ]
    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await TaskFiles.with(system, in: context) { files async throws(ModuleFailure) in
            try await run(Helm(arguments, files, in: context).reaching(arguments))
        }
    }

    private func run<Base: System>(_ helm: Helm<Base>) async throws(ModuleFailure) -> Outcome {
        let name = arguments.string("release_name") ?? ""
        let flags = (arguments.strings("release_state") ?? []).filter(Self.states.contains).map { "--\($0)" }
        guard
            var release = try await HelmRelease.find(
                name, helm, flags: flags, allValues: arguments.bool("get_all_values") == true)
        else { return Outcome() }
        let manifest = try await helm.succeed(helm.command("get", "manifest", name))
        release.fields["manifest"] = .list(try helm.documents(manifest, "helm get manifest"))
        release.fields["notes"] = .string(try await helm.succeed(helm.command("get", "notes", name)).text)
        let hooks = try await helm.succeed(helm.command("get", "hooks", name))
        release.fields["hooks"] = .list(try helm.documents(hooks, "helm get hooks"))
        return Outcome(values: ["status": .dict(release.fields)])
    }
}
