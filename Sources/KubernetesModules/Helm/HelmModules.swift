import Modules

/// The modules of this folder.
enum HelmModules {
    static let all: [any Module.Type] = [
        HelmModule.self, HelmInfoModule.self, HelmRepositoryModule.self, HelmTemplateModule.self, HelmPullModule.self,
        HelmPluginModule.self, HelmPluginInfoModule.self, HelmRegistryAuthModule.self,
    ]
}
