/// The modules of this folder.
enum PackageModules {
    static let all: [any Module.Type] = [
        AptModule.self, AptRepositoryModule.self, Deb822RepositoryModule.self, DpkgSelectionsModule.self,
        DebconfModule.self, AptKeyModule.self, PackageModule.self, ApkModule.self, PipModule.self, GitModule.self,
        SubversionModule.self, DnfModule.self, Dnf5Module.self, YumRepositoryModule.self, RpmKeyModule.self,
    ]
}
