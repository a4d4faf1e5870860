import HostModules
import Modules
import System
import Values

/// `ansible.posix.synchronize`: rsync between this machine and another; its action sets source and destination.
struct SynchronizeModule: Module {
    static let name = "ansible.posix.synchronize"
    static let arguments = ArgumentSpec(
        Option.table(
            """
            src!:path dest!:path dest_port:int delete:bool=false private_key:path rsync_path
            _local_rsync_path:path=rsync _local_rsync_password* _substitute_controller:bool=false archive:bool=true checksum:bool=false
            compress:bool=true existing_only:bool=false dirs:bool=false recursive:bool links:bool
            copy_links:bool=false perms:bool times:bool owner:bool group:bool set_remote_user:bool=true
            rsync_timeout:int=0 rsync_opts:list= _ssh_args use_ssh_args:bool=false
            ssh_connection_multiplexing:bool=false partial:bool=false verify_host:bool=false delay_updates:bool=true
            mode=push{pull|push} link_dest:list:path
            """), operands: ["src", "dest"])

    private let arguments: Arguments
    private let source: String
    private let dest: String

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        source = arguments.string("src") ?? ""
        dest = arguments.string("dest") ?? ""
        if source.hasPrefix("rsync://"), dest.hasPrefix("rsync://") {
            throw ModuleFailure("either src or dest must be a localhost", values: ["rc": 1])
        }
    }

    private func asks(_ name: String) -> Bool { arguments.bool(name) ?? false }

    private static let mark = "<<CHANGED>>"

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let (source, dest) = try await ends(on: system)
        // A line for a shell's quotes, as the options of rsync may have some of their own.
        var line: [String] = []
        let password = arguments.string("_local_rsync_password").flatMap { $0.isEmpty ? nil : $0 }
        if password != nil {
            guard let sshpass = await machine.find("sshpass") else {
                throw ModuleFailure(
                    "to use rsync connection with passwords, you must install the sshpass program")
            }
            line = [sshpass, "-d0"]
        }
        let program = arguments.string("_local_rsync_path") ?? "rsync"
        line.append(program.contains("/") ? program : try await machine.require(program))
        line += flags(check: context.check)
        if let shell = try await remoteShell(source, dest, machine) { line.append("--rsh=\(ShellWords.quote(shell))") }
        if let path = arguments.string("rsync_path"), !path.isEmpty {
            line.append("--rsync-path=\(ShellWords.quote(path))")
        }
        let options = arguments.strings("rsync_opts") ?? []
        line += options
        if asks("partial") { line.append("--partial") }
        let links = arguments.strings("link_dest") ?? []
        if !links.isEmpty { line += ["-H", "-vv"] + links.map { "--link-dest=\($0)" } }
        for link in links where dest.directoryName.hasPrefix(link) {
            throw ModuleFailure(
                "Hardlinking into a subdirectory of the source would cause recursion. \(dest.directoryName) and \(dest)"
            )
        }
        line += ["--out-format=\(ShellWords.quote("\(Self.mark)%i %n%L"))"] + [source, dest].map(ShellWords.quote)
        let shown = line.joined(separator: " ")
        let result = try await machine.run(
            try await words(of: shown, on: system), input: password.map { "\($0)\n" } ?? "")
        guard result.succeeded else {
            throw ModuleFailure(
                result.errorText, values: ["rc": .int(Int(result.status)), "cmd": .string(shown)])
        }
        let clean = result.text.replacing(Self.mark, by: "")
        var outcome = Outcome(
            changed: links.isEmpty ? result.text.has(Self.mark) : !result.text.has(Self.mark + "."), message: clean,
            values: [
                "rc": 0, "cmd": .string(shown), "stdout_lines": .texts(clean.lines.filter { !$0.isEmpty }),
            ])
        if context.diff { outcome.diff = [Diff(prepared: clean)] }
        if options.contains("") {
            outcome.warnings = [
                "The empty string is present in rsync_opts which will cause rsync to transfer the current working"
                    + " directory. If this is intended, use \".\" instead to get rid of this warning. If this is"
                    + " unintended, check for problems in your playbook leading to empty string in rsync_opts."
            ]
        }
        return outcome
    }

    /// Source and destination; where `localhost` means the controller, by the address that it has here.
    private func ends(on system: some System) async throws(ModuleFailure) -> (String, String) {
        guard asks("_substitute_controller") else { return (source, dest) }
        let environment = try await Machine(system).attempt { base async throws(SystemError) in
            try await base.environment()
        }
        let client = environment["SSH_CLIENT"] ?? environment["SSH_CONNECTION"]
        guard let address = client?.split(separator: " ").first else {
            throw ModuleFailure("Could not determine controller hostname for rsync to send to")
        }
        func substituted(_ path: String) -> String {
            path.hasPrefix("localhost:") ? "\(address)\(path.dropFirst("localhost".count))" : path
        }
        return (substituted(source), substituted(dest))
    }

    /// The words of a command line, with variables and homes in them.
    private func words(of line: String, on system: some System) async throws(ModuleFailure) -> [String] {
        let words: [String]
        do { words = try ShellWords.split(line) } catch { throw ModuleFailure(error.message) }
        return try await EnvironmentExpansion.expand(words, on: system)
    }

    private func flags(check: Bool) -> [String] {
        var flags = asks("delay_updates") ? ["--delay-updates", "-F"] : []
        if asks("compress") { flags.append("--compress") }
        if let seconds = arguments.int("rsync_timeout"), seconds != 0 { flags.append("--timeout=\(seconds)") }
        if check { flags.append("--dry-run") }
        for (option, flag) in [
            ("delete", "--delete-after"), ("existing_only", "--existing"), ("checksum", "--checksum"),
            ("copy_links", "--copy-links"),
        ] where asks(option) { flags.append(flag) }
        let isArchive = asks("archive")
        if isArchive { flags.append("--archive") }
        for part in ["recursive", "links", "perms", "times", "owner", "group"] {
            guard let flag = arguments.bool(part), flag != isArchive else { continue }
            flags.append(flag ? "--\(part)" : "--no-\(part)")
        }
        if asks("dirs") { flags.append("--dirs") }
        return flags
    }

    /// The ssh command line for a path on another machine; nil where none is needed or the task names its own.
    private func remoteShell(
        _ source: String, _ dest: String, _ machine: Machine<some System>
    ) async throws(ModuleFailure) -> String? {
        let isDaemon = source.hasPrefix("rsync://") || dest.hasPrefix("rsync://")
        guard !isDaemon, source.contains(":") || dest.contains(":"),
            !(arguments.strings("rsync_opts") ?? []).contains(where: { $0.has("--rsh") })
        else { return nil }
        var words = [try await machine.require("ssh")]
        if !asks("ssh_connection_multiplexing") { words += ["-S", "none"] }
        if let key = arguments.string("private_key"), !key.isEmpty { words += ["-i", key] }
        if let port = arguments.int("dest_port") { words += ["-o", "Port=\(port)"] }
        if !asks("verify_host") { words += ["-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"] }
        let more = arguments.string("_ssh_args") ?? ""
        return ShellWords.join(words) + (more.isEmpty ? "" : " " + more)
    }
}
