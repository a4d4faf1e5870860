import Modules

/// The modules of this folder.
enum MachineModules {
    static let all: [any Module.Type] = [AlternativesModule.self, TimezoneModule.self, LocaleGenModule.self]
}
