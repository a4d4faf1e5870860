import Glibc
import Modules
import System
import Values

@testable import Connections

/// Where a case's module finds its machine: by system calls, by an agent's, or far over a shell of one kind.
enum Place: String, Sendable, CustomStringConvertible {
    case near, agent, dash, busybox

    static let far = [Place.agent, .dash, .busybox]
    static let shells = [Place.dash, .busybox]
    /// Where cases run on a ``MachineCopy``.
    static let onCopies = [Place.agent, .dash]

    var description: String { rawValue }

    /// One machine for one case.
    struct Machine: Sendable {
        let session: ShellSession?
        let agent: AgentClient?

        func result(of request: TaskRequest, environment: [String: String]) async -> Dict {
            let contents = LocalContentStore(request.contents)
            return await ModuleServer(.all).result(
                of: request, contents: contents, on: system(environment: environment))
        }

        func system(environment: [String: String]) -> any System {
            if let agent { return RemoteSystem(agent, environment: environment) }
            if let session { return ShellSystem(session, environment: environment) }
            return LocalSystem(environment: environment)
        }

        func close() {
            Task {
                await session?.close()
                await agent?.leave()
            }
        }
    }

    /// A machine of this kind: this one, or a copy of it that is thrown away when the machine is closed.
    func open(_ copy: MachineCopy? = nil) async throws -> Machine {
        let transport = ProgramTransport(["/bin/sh", "-c"])
        switch self {
        case .near: return Machine(session: nil, agent: nil)
        case .agent:
            let channel = try await transport.open("exec \(copy?.entry ?? "") '\(Self.program)'")
            let client = AgentClient(channel, decoder: try await AgentGreeting.read(from: channel).decoder)
            await client.start()
            return Machine(session: nil, agent: client)
        case .dash, .busybox: break
        }
        let enter = "exec \(copy?.entry ?? "")"
        let shell = self == .dash ? "\(enter) dash" : "PATH='\(path)' \(enter) busybox sh"
        return Machine(
            session: try await ShellSession.start { () async throws(ConnectionError) in
                (try await transport.open(shell), [])
            }, agent: nil)
    }

    /// The agent that was built with these tests.
    private static let program =
        CommandLine.arguments[0].split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/swiftplay-agent"

    /// PATH there: BusyBox's programs come first where ``ShellSystem`` needs them.
    var path: String {
        let usual = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        return self == .busybox ? "\(Self.applets):\(usual)" : usual
    }

    private static let applets: String = {
        var template = Array("/tmp/swiftplay-applets-XXXXXX".utf8CString)
        let place = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
        let names = [
            "base64", "cat", "chgrp", "chmod", "chown", "cp", "date", "find", "head", "id", "ln", "md5sum", "mkdir",
            "mv",
            "readlink", "rm", "rmdir", "setsid", "sha1sum", "sha256sum", "sha512sum", "sleep", "stat", "tail", "tee",
            "touch", "uname",
        ]
        for name in names { symlink("/usr/bin/busybox", "\(place)/\(name)") }
        return place
    }()
}
