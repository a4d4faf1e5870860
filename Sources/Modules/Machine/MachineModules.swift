/// The modules of this folder.
enum MachineModules {
    static let all: [any Module.Type] = [TimezoneModule.self, LocaleGenModule.self]
}
