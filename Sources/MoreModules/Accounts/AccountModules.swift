import Modules

/// The modules of this folder.
enum AccountModules {
    static let all: [any Module.Type] = [KnownHostsModule.self]
}
