/// Every native module, by its names. Each folder has one list; this is their sum.
public struct ModuleRegistry: Sendable {
    /// By fully qualified name, aliases included.
    public let modules: [String: any Module.Type]

    public static let native = ModuleRegistry(
        FileModules.all + CommandModules.all + PackageModules.all + ServiceModules.all + AccountModules.all
            + KernelModules.all + NetworkModules.all + FactModules.all)

    init(_ types: [any Module.Type]) {
        var modules: [String: any Module.Type] = [:]
        for type in types { for name in [type.name] + type.aliases { modules[name] = type } }
        self.modules = modules
    }

    public subscript(name: String) -> (any Module.Type)? { modules[name] }
}
