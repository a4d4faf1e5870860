import CSSH
public import Diagnostics
import Glibc
import Synchronization
import System

/// The agent for ssh that the setting `ssh_agent` of `[connection]` asks for: one that the run starts and ends itself
/// (`auto`), or one that is there, by the path of its socket.
public final class SSHAgentProgram: Sendable {
    /// How long the program may take to say where it listens.
    private static let patience = 5.0
    private static let greeting = "SSH_AUTH_SOCK"
    /// The one of this process; what is started later finds it in its environment.
    private static let started = Mutex<SSHAgentProgram?>(nil)

    public static var current: SSHAgentProgram? { started.withLock { $0 } }

    /// By what variables other programs find it.
    public var environment: [String: String] { [Self.greeting: socket, "ANSIBLE_SSH_AGENT": socket] }

    private let socket: String
    /// Seconds that a key stays in the agent; nil for all of its life.
    private let lifetime: Int?
    /// The directory of temporary files.
    private let temporary: String
    private let program: PipedProgram?
    private let directory: String?

    private init(
        _ socket: String, lifetime: Int?, in temporary: String, program: PipedProgram? = nil,
        directory: String? = nil
    ) {
        self.socket = socket
        self.lifetime = lifetime
        self.temporary = temporary
        self.program = program
        self.directory = directory
    }

    /// Starts the agent, or finds the one that is there; does nothing where the setting is `none`.
    ///
    /// - Parameters:
    ///   - setting: `none`, `auto` or the path of a socket.
    ///   - executable: the program of `auto`.
    ///   - temporary: the directory of temporary files.
    ///   - tell: takes what `-vvv` shows.
    public static func start(
        _ setting: String, executable: String, lifetime: Int?, in temporary: String,
        report: (Diagnostic) -> Void, tell: (String) -> Void
    ) async throws(Diagnostic) {
        guard setting != "none", current == nil else { return }
        let agent: SSHAgentProgram
        do throws(Diagnostic) {
            agent =
                setting == "auto"
                ? try await launched(executable, lifetime, in: temporary, report, tell)
                : SSHAgentProgram(setting, lifetime: lifetime, in: temporary)
            // 0: it holds keys, 1: it holds none.
            let status = try? await agent.run(["ssh-add", "-l"]).status
            guard status == 0 || status == 1 else {
                agent.end()
                throw Diagnostic("Could not communicate with ssh-agent using auth sock '\(agent.socket)'.")
            }
        } catch {
            throw Diagnostic(chain: [Diagnostic.Note("Failed to launch ssh agent.")] + error.links)
        }
        started.withLock { $0 = agent }
        for (name, value) in agent.environment { setenv(name, value, 1) }
        atexit { SSHAgentProgram.current?.end() }
    }

    private static func launched(
        _ executable: String, _ lifetime: Int?, in temporary: String, _ report: (Diagnostic) -> Void,
        _ tell: (String) -> Void
    ) async throws(Diagnostic) -> SSHAgentProgram {
        let system = LocalSystem()
        guard let found = (try? await system.which(executable, extra: [])) ?? nil, access(found, X_OK) == 0 else {
            throw Diagnostic("SSH_AGENT set to auto, but cannot find ssh-agent binary.")
        }
        let directory: String
        do throws(SystemError) {
            directory = try await system.makeTemporary(
                in: temporary, prefix: "ssh_agent-", suffix: "", isDirectory: true)
        } catch { throw Diagnostic("\(error)") }
        let socket = "\(directory)/agent.sock"
        tell("SSH_AGENT: starting...")
        let program: PipedProgram
        do throws(SystemError) {
            program = try await PipedProgram.start([found, "-D", "-s", "-a", socket])
        } catch {
            rmdir(directory)
            throw Diagnostic(chain: [Diagnostic.Note("Could not start ssh-agent."), Diagnostic.Note("\(error)")])
        }
        let agent = SSHAgentProgram(
            socket, lifetime: lifetime, in: temporary, program: program, directory: directory)
        let help = "The ssh-agent '\(found)' might be an incompatible agent."
        let (said, hasEnded) = await Task(executorPreference: BlockingPool.shared) { firstWords(of: program) }.value
        if let said, said != greeting {
            report(
                Diagnostic(
                    "The ssh-agent output '\(said)' did not match expected '\(greeting)'.", severity: .warning,
                    help: help))
        } else if said == nil {
            report(
                Diagnostic(
                    "Timed out waiting for expected stdout '\(greeting)' from ssh-agent.", severity: .warning,
                    help: help))
        }
        if hasEnded {
            let result = program.communicate(timeout: 1)
            agent.end()
            throw Diagnostic(
                "The ssh-agent terminated prematurely.",
                help: "\(help)\n\nReturn Code: \(result.status)\nStandard Error:\n\(result.errorText)")
        }
        tell("SSH_AGENT: ssh-agent[\(program.pid)] started and bound to \(socket)")
        return agent
    }

    /// What the program says first, nil where that takes too long, and whether that was all.
    private static func firstWords(of program: PipedProgram) -> (said: String?, hasEnded: Bool) {
        let end = Clock.monotonic + patience
        var said: [UInt8] = []
        while said.count < greeting.utf8.count {
            var watched = pollfd(fd: program.output, events: Int16(POLLIN), revents: 0)
            guard poll(&watched, 1, Int32(max(0, end - Clock.monotonic) * 1000)) > 0 else { return (nil, false) }
            var byte: UInt8 = 0
            guard read(program.output, &byte, 1) == 1 else { return (String(decoding: said, as: UTF8.self), true) }
            said.append(byte)
        }
        return (String(decoding: said, as: UTF8.self), false)
    }

    /// Ends the program that was started.
    private func end() {
        if let program {
            program.kill()
            _ = program.waitForEnd()
        }
        guard let directory else { return }
        unlink(socket)
        rmdir(directory)
    }

    private func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) async throws(SystemError) -> CommandResult {
        try await LocalSystem(environment: environment.merging([Self.greeting: socket]) { $1 }).run(
            Command(arguments, input: Array(input.utf8), timeout: 30))
    }

    /// Hands a key to ssh-add(1), and its passphrase by a program that ssh-add asks (SSH_ASKPASS).
    private func add(_ key: String, _ passphrase: String?) async throws(SystemError) -> CommandResult {
        let arguments = ["ssh-add"] + (lifetime.map { ["-t", "\($0)"] } ?? []) + ["-"]
        guard let passphrase else {
            return try await run(arguments, input: key, environment: ["SSH_ASKPASS_REQUIRE": "never"])
        }
        let system = LocalSystem()
        let place = try await system.makeTemporary(
            in: temporary, prefix: "ssh_agent-", suffix: "", isDirectory: true)
        let program = "\(place)/ask"
        let variable = "SWIFTPLAY_PASSPHRASE"
        let added: CommandResult
        do throws(SystemError) {
            let script = "#!/bin/sh\nprintf '%s\\n' \"$\(variable)\"\n"
            try await system.write(program, Array(script.utf8), mode: 0o700, append: false)
            added = try await run(
                arguments, input: key,
                environment: [variable: passphrase, "SSH_ASKPASS": program, "SSH_ASKPASS_REQUIRE": "force"])
        } catch {
            try? await system.remove(place, recursive: true)
            throw error
        }
        try await system.remove(place, recursive: true)
        return added
    }

    /// Gives the agent a private key, unless it has it; neither key nor passphrase touches a disk.
    ///
    /// - Returns: what `-vvv` shows of it.
    /// - Throws: where the key cannot be read or the agent does not take it.
    public func admit(_ key: String, passphrase: String?) async throws(ConnectionError) -> String {
        guard let known = KnownKey(key, passphrase: passphrase) else {
            throw ConnectionError(.authentication, "The private key cannot be read; its passphrase may be wrong.")
        }
        let listed = try? await run(["ssh-add", "-L"])
        let words = listed?.text.split(whereSeparator: \.isWhitespace) ?? []
        if words.contains(Substring(known.publicKey)) {
            return "SSH: SSH_AGENT \(known.fingerprint) exists in agent"
        }
        let added = try? await add(key, passphrase)
        guard let added, added.succeeded else {
            throw ConnectionError(
                .authentication, "The ssh-agent takes no key: \(added?.errorText ?? "ssh-add did not run")")
        }
        return "SSH: SSH_AGENT adding \(known.fingerprint) to agent"
    }
}

/// A private key with what is told of it.
private struct KnownKey {
    var publicKey: String
    var fingerprint: String

    init?(_ text: String, passphrase: String?) {
        var key: ssh_key?
        guard ssh_pki_import_privkey_base64(text, passphrase, nil, nil, &key) == SSH_OK, let key else { return nil }
        defer { ssh_key_free(key) }
        var encoded: UnsafeMutablePointer<CChar>?
        var open: ssh_key?
        guard ssh_pki_export_privkey_to_pubkey(key, &open) == SSH_OK, let open else { return nil }
        defer { ssh_key_free(open) }
        guard ssh_pki_export_pubkey_base64(open, &encoded) == SSH_OK, let encoded else { return nil }
        defer { ssh_string_free_char(encoded) }
        var hash: UnsafeMutablePointer<UInt8>?
        var length = 0
        guard ssh_get_publickey_hash(open, SSH_PUBLICKEY_HASH_SHA256, &hash, &length) == SSH_OK, let hash else {
            return nil
        }
        defer {
            var hash: UnsafeMutablePointer<UInt8>? = hash
            ssh_clean_pubkey_hash(&hash)
        }
        guard let shown = ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, length) else { return nil }
        defer { ssh_string_free_char(shown) }
        publicKey = String(cString: encoded)
        fingerprint = String(cString: shown)
    }
}
