import Modules

/// The modules of this folder.
enum SourceControlModules {
    static let all: [any Module.Type] = [GitModule.self]
}
