import Modules
import System

let server = ModuleServer()
await AgentServer.standard { request, contents in
    await server.result(of: request, contents: contents, on: LocalSystem(environment: request.environment))
}.run()
