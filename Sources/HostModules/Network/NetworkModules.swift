import Modules

/// The modules of this folder.
enum NetworkModules {
    static let all: [any Module.Type] = [GetURLModule.self, URIModule.self, WaitForModule.self]
}
