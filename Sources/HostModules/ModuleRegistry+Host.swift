public import Modules

extension ModuleRegistry {
    /// The modules that tasks on hosts use most; agent and command both hold them.
    public static let host = ModuleRegistry(
        FileModules.all + CommandModules.all + PackageModules.all + SourceControlModules.all + ServiceModules.all
            + AccountModules.all + SchedulingModules.all + StorageModules.all + KernelModules.all + MachineModules.all
            + NetworkModules.all + FactModules.all)
}
