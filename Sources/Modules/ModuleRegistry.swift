/// Native modules by their names.
///
/// Each target of modules has one (``host``, ``more``), the sum of the lists in its folders; the agent holds some of
/// them and the command all.
public struct ModuleRegistry: Sendable {
    /// By fully qualified name, aliases included.
    public let modules: [String: any Module.Type]

    /// The modules of `types`, each under its name and its aliases.
    public init(_ types: [any Module.Type]) {
        var modules: [String: any Module.Type] = [:]
        for type in types { for name in [type.name] + type.aliases { modules[name] = type } }
        self.modules = modules
    }

    private init(modules: [String: any Module.Type]) { self.modules = modules }

    /// The modules of both; a name that both have is the other's.
    public func merging(_ other: ModuleRegistry) -> ModuleRegistry {
        ModuleRegistry(modules: modules.merging(other.modules) { $1 })
    }

    public subscript(name: String) -> (any Module.Type)? { modules[name] }
}
