import Modules

/// The modules of this folder.
enum SecurityModules {
    static let all: [any Module.Type] = [
        SELinuxModule.self, SEBooleanModule.self, SEPortModule.self, ACLModule.self, CapabilitiesModule.self,
    ]
}
