import CAgentTrim
import Modules
import System

swiftplay_agent_trim()
// The agent stands in a private directory of the user it runs as.
let server = ModuleServer(temporaryDirectory: RunningProgram.directory)
let handler: AgentServer.Handler = { request, contents in
    if request.job != nil {
        return await JobLauncher(program: RunningProgram.path).start(request, contents: contents)
    }
    return await server.result(of: request, contents: contents, on: LocalSystem(environment: request.environment))
}
JobRunner(CommandLine.arguments)?.runToEnd(handler)
AgentServer.standard(handler: handler).runToEnd()
