import CAgentTrim
import HostModules
import Modules
import System

swiftplay_agent_trim()
RunningProgram.keepBuffers()
let job = JobRunner(CommandLine.arguments)
if job == nil { RunningProgram.noteStart() }
// Its only argument is a private directory of the user it runs as, where it does not stand in one itself.
let privateDirectory = CommandLine.arguments.count == 2 ? CommandLine.arguments[1] : RunningProgram.directory
let server = ModuleServer(.host, temporaryDirectory: job?.directory ?? privateDirectory)
let handler: AgentServer.Handler = { request, contents in
    if request.job != nil {
        return await JobLauncher(program: RunningProgram.executable).start(request, contents: contents)
    }
    return await server.result(of: request, contents: contents, on: LocalSystem(environment: request.environment))
}
job?.runToEnd(handler)
AgentServer.standard(
    modules: Set(ModuleRegistry.host.modules.keys), directory: privateDirectory, handler: handler
).runToEnd { PythonServers.shared.leave() }
