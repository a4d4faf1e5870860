import Modules

/// The modules of this folder.
enum KernelModules {
    static let all: [any Module.Type] = [SysctlModule.self, ModprobeModule.self]
}
