import Modules

/// The modules of this folder.
enum FileModules {
    static let all: [any Module.Type] = [
        FileModule.self, StatModule.self, SlurpModule.self, TempfileModule.self, CopyModule.self,
        LineinfileModule.self, BlockinfileModule.self, ReplaceModule.self, FindModule.self, UnarchiveModule.self,
    ]
}
