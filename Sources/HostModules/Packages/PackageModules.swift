import Modules

/// The modules of this folder.
enum PackageModules {
    static let all: [any Module.Type] = [
        AptModule.self, AptRepositoryModule.self, Deb822RepositoryModule.self, AptKeyModule.self, PackageModule.self,
        ApkModule.self, PacmanModule.self, PipModule.self, DnfModule.self, Dnf5Module.self,
    ]
}
