import Modules

/// The modules of this folder.
enum NetworkModules {
    static let all: [any Module.Type] = [IPTablesModule.self, UFWModule.self, FirewalldModule.self]
}
