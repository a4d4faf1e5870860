import Modules

/// The modules of this folder.
enum StorageModules {
    static let all: [any Module.Type] = [MountFactsModule.self, FilesystemModule.self, LogicalVolumeModule.self]
}
