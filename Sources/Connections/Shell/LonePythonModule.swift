import Modules
import System
import Values

/// A Python module as a program that runs it by an interpreter of its own, for hosts where none can be kept running from
/// one module to the next.
struct LonePythonModule {
    let request: TaskRequest

    /// The request with that program in the module's place; as it is where it holds no Python module.
    func alone() async throws(SystemError) -> TaskRequest {
        guard let module = request.foreign, case .python(let name, let parameters, let profile) = module.program,
            let base = request.contents[ForeignModule.base], let own = request.contents[ForeignModule.own]
        else { return request }
        let parts = [(base.sha1, try await bytes(base)), (own.sha1, try await bytes(own))]
        let header: Dict = [
            "module": .string(name), "parameters": .string(parameters), "profile": .string(profile),
            "directory": module.directory.map { .string($0) } ?? .none, "preload": .list([]),
            "base": .string(base.sha1), "own": .string(own.sha1),
            "environment": .dict(Dict(request.environment.map { (.string($0), .string($1)) }) { $1 }),
            "bundles": .list(parts.map { [.string($0.0), .int($0.1.count)] }),
        ]
        guard let text = try? JSON.compact(.dict(header)) else {
            throw SystemError(code: 0, operation: "pass arguments", reason: "they are no data")
        }
        var input: [UInt8] = []
        for length in [text.count, parts.reduce(0) { $0 + $1.1.count }] {
            withUnsafeBytes(of: UInt32(truncatingIfNeeded: length).littleEndian) { input += $0 }
        }
        input += text
        for part in parts { input += part.1 }
        var alone = request
        alone.foreign = ForeignModule(
            .file(name: String(name.split(separator: ".").last ?? "module"), arguments: nil),
            directory: module.directory, temporaryDirectory: module.temporaryDirectory, keepsFiles: module.keepsFiles)
        alone.contents = [ForeignModule.program: Content(Array(Self.program(input).utf8))]
        return alone
    }

    private func bytes(_ content: Content) async throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        try await content.pieces({ (piece) async throws(SystemError) in bytes += piece }, failed: { $0 })
        return bytes
    }

    /// Asks ``PythonServerProgram`` once and ends as the module ended.
    private static func program(_ input: [UInt8]) -> String {
        """
        import base64, os, struct, subprocess, sys
        place = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'modules')
        os.mkdir(place, 0o700)
        serve = os.path.join(place, 'serve')
        with open(serve, 'wb') as file:
            file.write(base64.b64decode('\(Base64.encode(Array(PythonServerProgram.text.utf8)))'))
        server = subprocess.Popen([sys.executable, serve, place], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        answer = server.communicate(base64.b64decode('\(Base64.encode(input))'))[0]
        if len(answer) < 12:
            sys.exit(server.returncode or 1)
        status, size = struct.unpack_from('<iI', answer, 4)
        sys.stdout.buffer.write(answer[12:12 + size])
        sys.stderr.buffer.write(answer[12 + size:])
        sys.stdout.flush()
        sys.stderr.flush()
        if status < 0:
            os.kill(os.getpid(), -status)
        sys.exit(status)

        """
    }
}
