import Modules

/// The modules of this folder.
enum ServiceModules {
    static let all: [any Module.Type] = [ServiceModule.self, SystemdModule.self, SysvinitModule.self]
}
