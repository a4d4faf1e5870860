import CAgentTrim
import HostModules
import Modules
import System

swiftplay_agent_trim()
let job = JobRunner(CommandLine.arguments)
// The agent stands in a private directory of the user it runs as, but for jobs on the controller.
let server = ModuleServer(.host, temporaryDirectory: job?.directory ?? RunningProgram.directory)
let handler: AgentServer.Handler = { request, contents in
    if request.job != nil {
        return await JobLauncher(program: RunningProgram.path).start(request, contents: contents)
    }
    return await server.result(of: request, contents: contents, on: LocalSystem(environment: request.environment))
}
job?.runToEnd(handler)
AgentServer.standard(
    modules: Set(ModuleRegistry.host.modules.keys), directory: RunningProgram.directory, handler: handler
).runToEnd { PythonServers.shared.leave() }
