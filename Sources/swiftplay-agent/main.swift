import CAgentTrim
import Modules
import System

swiftplay_agent_trim()
// The agent stands in a private directory of the user it runs as.
let server = ModuleServer(temporaryDirectory: RunningProgram.directory)
AgentServer.standard { request, contents in
    await server.result(of: request, contents: contents, on: LocalSystem(environment: request.environment))
}.runToEnd()
