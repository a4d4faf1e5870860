import Modules
import System
import Values

/// `kubernetes.core.helm_plugin_info`: the plugins that helm has.
struct HelmPluginInfoModule: Module {
    static let name = "kubernetes.core.helm_plugin_info"
    static let aliases = ["community.kubernetes.helm_plugin_info"]
    static let arguments = ArgumentSpec(
        HelmOptions.access + [Option("plugin_name")], mutuallyExclusive: HelmOptions.accessExclusive)

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await TaskFiles.with(system, in: context) { files async throws(ModuleFailure) in
            let helm = try await Helm(arguments, files, in: context).reaching(arguments)
            let plugins = try await HelmPlugins(helm)
            let name = arguments.string("plugin_name")
            let found = name == nil ? plugins.all : Array(plugins.all.filter { $0.name == name }.prefix(1))
            var values = HelmPluginModule.values(plugins.command, plugins.result)
            values["plugin_list"] = .list(found.map(\.value))
            // The collection's module reports a change each time.
            return Outcome(changed: true, values: values)
        }
    }
}
