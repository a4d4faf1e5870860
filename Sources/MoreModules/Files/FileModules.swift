import Modules

/// The modules of this folder.
enum FileModules {
    static let all: [any Module.Type] = [
        AssembleModule.self, IniFileModule.self, SynchronizeModule.self, ArchiveModule.self,
    ]
}
