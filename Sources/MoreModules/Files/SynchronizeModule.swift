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
            _local_rsync_path:path=rsync _local_rsync_password* archive:bool=true checksum:bool=false
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
        let program = arguments.string("_local_rsync_path") ?? "rsync"
        var command = [program.contains("/") ? program : try await machine.require(program)]
        var input = ""
        if let password = arguments.string("_local_rsync_password"), !password.isEmpty {
            guard let sshpass = await machine.find("sshpass") else {
                throw ModuleFailure(
                    "to use rsync connection with passwords, you must install the sshpass program")
            }
            command = [sshpass, "-d0"] + command
            input = password + "\n"
        }
        command += flags(check: context.check)
        if let shell = try await remoteShell(machine) { command.append("--rsh=\(shell)") }
        if let path = arguments.string("rsync_path"), !path.isEmpty { command.append("--rsync-path=\(path)") }
        let options = arguments.strings("rsync_opts") ?? []
        command += options
        if asks("partial") { command.append("--partial") }
        let links = arguments.strings("link_dest") ?? []
        if !links.isEmpty { command += ["-H", "-vv"] + links.map { "--link-dest=\($0)" } }
        for link in links where dest.directoryName.hasPrefix(link) {
            throw ModuleFailure(
                "Hardlinking into a subdirectory of the source would cause recursion. \(dest.directoryName) and \(dest)"
            )
        }
        command += ["--out-format=\(Self.mark)%i %n%L", source, dest]
        let line = ShellWords.join(command)
        let result = try await machine.run(command, input: input)
        guard result.succeeded else {
            throw ModuleFailure(
                result.errorText, values: ["rc": .int(Int(result.status)), "cmd": .string(line)])
        }
        let clean = result.text.replacing(Self.mark, by: "")
        var outcome = Outcome(
            changed: links.isEmpty ? result.text.has(Self.mark) : !result.text.has(Self.mark + "."), message: clean,
            values: [
                "rc": 0, "cmd": .string(line), "stdout_lines": .texts(clean.lines.filter { !$0.isEmpty }),
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
    private func remoteShell(_ machine: Machine<some System>) async throws(ModuleFailure) -> String? {
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
