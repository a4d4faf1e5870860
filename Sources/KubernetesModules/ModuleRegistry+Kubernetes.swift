public import Modules

extension ModuleRegistry {
    /// The modules of kubernetes.core: the command holds them, and they drive the host's own `kubectl` and `helm`.
    public static let kubernetes = ModuleRegistry(ResourceModules.all + HelmModules.all)
}
