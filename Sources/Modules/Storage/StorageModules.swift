/// The modules of this folder.
enum StorageModules {
    static let all: [any Module.Type] = [FilesystemModule.self, LogicalVolumeModule.self]
}
