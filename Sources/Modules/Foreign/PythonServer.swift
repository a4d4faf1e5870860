import System
import Values

/// A Python interpreter that runs modules one after the other; see ``PythonServerProgram``.
struct PythonServer: Sendable {
    /// What decides whether a server may run a module.
    struct Key: Hashable, Sendable {
        var interpreter: [String]
        /// The digest of the bundle that it has loaded.
        var base: String
        /// What an interpreter must be started with.
        var environment: [String: String]
    }

    let key: Key
    private let program: PipedProgram
    private let directory: String
    private var known: Set<String> = []

    static func start(_ key: Key, in parent: String, on system: some System) async throws(SystemError) -> PythonServer {
        let directory = try await system.makeTemporary(in: parent, prefix: "python-", suffix: "", isDirectory: true)
        let script = "\(directory)/serve"
        do throws(SystemError) {
            try await system.write(script, Array(PythonServerProgram.text.utf8), mode: 0o600, append: false)
            let program = try await PipedProgram.start(
                key.interpreter + [script, directory], environment: key.environment)
            return PythonServer(key: key, program: program, directory: directory)
        } catch {
            try? await system.remove(directory, recursive: true)
            throw error
        }
    }

    private init(key: Key, program: PipedProgram, directory: String) {
        self.key = key
        self.program = program
        self.directory = directory
    }

    func isMissing(_ digest: String) -> Bool { !known.contains(digest) }

    /// Runs a module; `bundles` holds those that it needs and this server lacks, by digest.
    mutating func run(
        _ header: Dict, bundles: [(digest: String, bytes: [UInt8])]
    ) async throws(SystemError) -> ModuleOutput {
        var header = header
        let tag = RunningTag()
        defer { tag.end() }
        header["tag"] = .int(tag.number)
        header["bundles"] = .list(bundles.map { [.string($0.digest), .int($0.bytes.count)] })
        let text: [UInt8]
        do { text = try JSON.compact(.dict(header)) } catch {
            throw SystemError(code: 0, operation: "pass arguments", reason: error.message)
        }
        var request: [UInt8] = []
        let size = bundles.reduce(0) { $0 + $1.bytes.count }
        for length in [text.count, size] {
            withUnsafeBytes(of: UInt32(truncatingIfNeeded: length).littleEndian) { request += $0 }
        }
        request += text
        for bundle in bundles { request += bundle.bytes }
        let answer = try await exchange(request, tag)
        for bundle in bundles { known.insert(bundle.digest) }
        guard answer.count >= 8 else { throw SystemError(code: 0, operation: "run", reason: "a short answer") }
        func number(at place: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(answer[place + $1]) << (8 * UInt32($1)) }
        }
        let end = min(answer.count, 8 + Int(number(at: 4)))
        return ModuleOutput(
            status: Int(Int32(bitPattern: number(at: 0))), output: String(decoding: answer[8..<end], as: UTF8.self),
            error: String(decoding: answer[end...], as: UTF8.self))
    }

    private func exchange(_ request: [UInt8], _ tag: RunningTag) async throws(SystemError) -> [UInt8] {
        let program = program
        let result: Result<[UInt8], SystemError> = await withTaskCancellationHandler {
            do throws(SystemError) { return .success(try program.exchange(request)) } catch { return .failure(error) }
        } onCancel: {
            tag.kill()
            program.kill()
        }
        return try result.get()
    }

    /// Lets it remove what it has and end by itself, and waits for that.
    func leave() {
        program.closeInput()
        _ = program.waitForEnd()
    }

    /// Ends it and removes what it left; gives the exit status it had.
    func end(on system: some System) async -> Int {
        program.kill()
        let status = program.waitForEnd() ?? -9
        try? await system.remove(directory, recursive: true)
        return Int(status)
    }
}
