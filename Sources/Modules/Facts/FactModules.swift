/// The modules of this folder.
enum FactModules {
    static let all: [any Module.Type] = []
}
