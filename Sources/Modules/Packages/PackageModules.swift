/// The modules of this folder.
enum PackageModules {
    static let all: [any Module.Type] = [AptModule.self, GitModule.self, AptRepositoryModule.self]
}
