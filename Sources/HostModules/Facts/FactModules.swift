import Modules

/// The modules of this folder.
enum FactModules {
    static let all: [any Module.Type] = [
        SetupModule.self, GetentModule.self, ServiceFactsModule.self, PackageFactsModule.self,
    ]
}
