import Callbacks
import Configuration
import Diagnostics
import Glibc
import Loading
import Templating

/// Checks out a repository of playbooks and runs one of them on this machine (`ansible-pull`).
struct PullCommand: Command {
    static let defaults = PullOptions()

    static func syntax(_ program: String) -> Syntax<PullOptions> {
        Syntax(
            program, "pulls playbooks from a VCS repo and executes them on target host",
            [Syntax.version] + PullOptions.arguments())
    }

    let call: CommandCall<PullOptions>
    private var options: PullOptions { call.options }

    func run() async throws -> Int32 {
        let world = try World(verbose: options.output.verbose)
        let machine = Machine()
        let files = DataLoader(environment: world.environment)
        let home = world.configuration.string("ANSIBLE_HOME") ?? "~/.ansible"
        let directory = files.path(options.directory ?? "\(home)/pull/\(machine.fullName)", in: world.directory)
        let wait = try check(directory, files)
        world.introduce(program: call.program)
        print("Starting Ansible Pull at \(Self.now())")
        print(CommandLine.arguments.joined(separator: " "))
        if let wait {
            print("Sleeping for \(wait) seconds...")
            try? await Task.sleep(nanoseconds: UInt64(wait) * 1_000_000_000)
        }
        if let status = try update(directory, machine, world) { return status }
        let playbooks = try Checkout(directory: directory, machine: machine, world: world).playbooks(options.playbooks)
        let status = try start(words(running: playbooks, machine, files, world), in: directory, captured: false).status
        if options.purges, Program(["rm", "-rf", "--", directory], in: "/").run()?.status != 0 {
            world.display.show(Diagnostic("Failed to remove \(directory)"))
        }
        return status
    }

    /// Seconds to wait at first.
    private func check(_ directory: String, _ files: DataLoader) throws(OptionsError) -> Int? {
        if files.exists(directory), !files.isDirectory(directory) {
            throw OptionsError("\(directory) is not a valid or accessible directory.")
        }
        var wait: Int?
        if let sleep = options.sleep {
            guard let limit = Int(sleep), limit > 0 else { throw OptionsError("\(sleep) is not a number.") }
            wait = Int.random(in: 0..<limit)
        }
        guard options.url != nil else {
            throw OptionsError("URL for repository not specified, use -h for help")
        }
        guard (options.module ?? "git") == "git" else {
            throw OptionsError("Unsupported repo module \(options.module ?? ""), choices are git")
        }
        return wait
    }

    /// Brings the checkout up to date; an exit status where there is nothing more to do.
    private func update(_ directory: String, _ machine: Machine, _ world: World) throws -> Int32? {
        var arguments = ["name=\(options.url ?? "")", "dest=\(directory)"]
        if let version = options.checkout { arguments.append("version=\(version)") }
        if options.acceptsHostKey { arguments.append("accept_hostkey=yes") }
        if let key = options.connection.privateKey { arguments.append("key_file=\(key)") }
        if options.verifiesCommit { arguments.append("verify_commit=yes") }
        if options.tracksSubmodules { arguments.append("track_submodules=yes") }
        if !options.fullClone { arguments.append("depth=1") }
        if options.cleans { arguments.append("force=yes") }
        let known = inventories(in: world.directory)
        var words = ["adhoc"] + (known.isEmpty ? ["-i", "localhost,"] : known) + local
        words += ["-m", "git", "-a", arguments.joined(separator: " "), "all", "-l", machine.limit]
        words += options.variables.extraVars.flatMap { ["-e", $0] }
        let result = try start(words, in: world.directory, captured: true)
        if result.status != 0 {
            guard options.force else { return result.status }
            world.warn("Unable to update repository. Continuing with (forced) run of playbook.")
        } else if options.onlyIfChanged {
            let text = String(decoding: result.output, as: UTF8.self)
            guard ["\"changed\": true", "changed: True", "| CHANGED =>"].contains(where: text.contains) else {
                print("Repository has not changed, quitting: \(text)")
                return 0
            }
        }
        return nil
    }

    private var local: [String] {
        ["-c", "local"]
            + (options.output.verbose > 0 ? ["-" + String(repeating: "v", count: options.output.verbose)] : [])
    }

    /// The inventories of the command line that are there already.
    private func inventories(in directory: String) -> [String] {
        options.inventory.inventory.filter { source in
            source.contains(",") || access(source.hasPrefix("/") ? source : "\(directory)/\(source)", F_OK) == 0
        }.flatMap { ["-i", $0] }
    }

    private func words(
        running playbooks: [String], _ machine: Machine, _ files: DataLoader, _ world: World
    ) -> [String] {
        var words = ["playbook"] + local + playbooks
        func absolute(_ path: String) -> String { files.path(path, in: world.directory) }
        words += options.vault.passwordFiles.map { "--vault-password-file=\(absolute($0))" }
        words += options.vault.ids.map { "--vault-id=\($0)" }
        if let file = options.becoming.passwordFile { words.append("--become-password-file=\(absolute(file))") }
        if let file = options.connection.connectionPasswordFile {
            words.append("--connection-password-file=\(absolute(file))")
        }
        for text in options.variables.extraVars {
            words += ["-e", text.hasPrefix("@") ? "@" + absolute(String(text.dropFirst())) : text]
        }
        if options.becoming.asks { words.append("--ask-become-pass") }
        if !options.tagging.skipTags.isEmpty {
            words += ["--skip-tags", options.tagging.skipTags.joined(separator: ",")]
        }
        if !options.tagging.tags.isEmpty { words += ["-t", options.tagging.tags.joined(separator: ",")] }
        words += ["-l", options.inventory.limit ?? machine.limit]
        if options.checking.check { words.append("-C") }
        if options.checking.diff { words.append("-D") }
        if options.inventory.flushCache { words.append("--flush-cache") }
        return words + inventories(in: world.directory)
    }

    /// Runs this program itself.
    private func start(_ words: [String], in directory: String, captured: Bool) throws -> Program.Result {
        fflush(nil)
        let program = Program(
            [Program.own] + words, in: captured ? nil : directory, output: captured ? nil : STDOUT_FILENO)
        guard let result = program.run() else {
            throw Diagnostic("cannot start \(CommandLine.arguments[0]) again: \(String(cString: strerror(errno)))")
        }
        _ = result.output.write(to: STDOUT_FILENO)
        return result
    }

    private static func now() -> String {
        var (seconds, parts) = (time(nil), tm())
        localtime_r(&seconds, &parts)
        var buffer = [CChar](repeating: 0, count: 32)
        strftime(&buffer, buffer.count, "%F %T", &parts)
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
