import Modules

/// The modules of this folder.
enum AccountModules {
    static let all: [any Module.Type] = [UserModule.self, GroupModule.self, AuthorizedKeyModule.self]
}
