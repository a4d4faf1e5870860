import Modules

/// The modules of this folder.
enum CommandModules {
    static let all: [any Module.Type] = [ExpectModule.self, MakeModule.self]
}
