public import Modules

extension ModuleRegistry {
    /// The modules that only the command holds: they run on the controller, on the host's ``System`` by the agent.
    public static let more = ModuleRegistry(
        FileModules.all + CommandModules.all + PackageModules.all + SourceControlModules.all + AccountModules.all
            + SecurityModules.all
            + StorageModules.all + MachineModules.all + NetworkModules.all)
}
