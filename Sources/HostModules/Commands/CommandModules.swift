import Modules

/// The modules of this folder.
enum CommandModules {
    static let all: [any Module.Type] = [
        CommandModule.self, ShellModule.self, ScriptModule.self, PingModule.self, AsyncStatusModule.self,
    ]
}
