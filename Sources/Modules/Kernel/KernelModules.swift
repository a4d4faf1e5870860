/// The modules of this folder.
enum KernelModules {
    static let all: [any Module.Type] = []
}
