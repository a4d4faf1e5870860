import Modules

/// The modules of this folder.
enum SchedulingModules {
    static let all: [any Module.Type] = [CronModule.self]
}
