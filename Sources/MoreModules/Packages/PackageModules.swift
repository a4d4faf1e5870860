import Modules

/// The modules of this folder.
enum PackageModules {
    static let all: [any Module.Type] = [
        DpkgSelectionsModule.self, DebconfModule.self, YumRepositoryModule.self, RpmKeyModule.self,
    ]
}
