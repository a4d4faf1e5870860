import Modules
import System
import Values

/// git(1) on one working copy and its remote.
struct GitRepository<Base: System> {
    let machine: Machine<Base>
    let request: GitRequest
    let program: String
    private let environment: [String: String]

    init(machine: Machine<Base>, request: GitRequest, warnings: inout [String]) async throws(ModuleFailure) {
        self.machine = machine
        self.request = request
        if let executable = request.executable {
            program = executable
        } else {
            program = try await machine.require("git")
        }
        environment = ["GIT_SSH_COMMAND": try await Self.ssh(machine, request, &warnings)]
    }

    /// The ssh command line, as the options of the task want it.
    private static func ssh(
        _ machine: Machine<Base>, _ request: GitRequest, _ warnings: inout [String]
    ) async throws(ModuleFailure) -> String {
        let session = (try? await machine.system.environment()) ?? [:]
        var options = [session["GIT_SSH_OPTS"], request.sshOptions].compactMap(\.self).joined(separator: " ")
        func add(_ option: String, unless mark: String) {
            if !options.has(mark) { options += " \(option)" }
        }
        if request.acceptsHostKey { add("-o StrictHostKeyChecking=no", unless: "-o StrictHostKeyChecking=") }
        if request.acceptsNewHostKey {
            guard let ssh = await machine.find("ssh") else {
                throw ModuleFailure("Remote host is missing ssh command, so you cannot use acceptnewhostkey option.")
            }
            if try await machine.run([ssh, "-o", "StrictHostKeyChecking=accept-new", "-V"]).succeeded {
                add("-o StrictHostKeyChecking=accept-new", unless: "-o StrictHostKeyChecking=")
            } else {
                warnings.append(
                    "Your ssh client does not support accept_newhostkey option, therefore it cannot be used.")
            }
        }
        add("-o BatchMode=yes", unless: "BatchMode=yes")
        if let key = request.keyFile {
            add("-i \(ShellWords.quote(key))", unless: "-i \(key)")
            add("-o IdentitiesOnly=yes", unless: "IdentitiesOnly=yes")
        }
        return (session["GIT_SSH"] ?? session["GIT_SSH_COMMAND"] ?? "ssh") + " " + options.trimmed()
    }

    private var destination: String { request.destination ?? "." }

    func run(_ arguments: [String], at directory: String? = nil) async throws(ModuleFailure) -> CommandResult {
        let locale = machine.localeVariables
        let command = Command(
            [program] + arguments, directory: directory, environment: locale.merging(environment) { $1 },
            umask: request.umask)
        return try await machine.attempt { base async throws(SystemError) in try await base.run(command) }
    }

    /// What git-ls-remote(1) says, in the working copy where there is one.
    private func listRemote(_ arguments: [String]) async throws(ModuleFailure) -> CommandResult {
        try await demand(
            ["ls-remote"] + arguments, at: await machine.isDirectory(destination) ? destination : nil)
    }

    func demand(_ arguments: [String], at directory: String?) async throws(ModuleFailure) -> CommandResult {
        let result = try await run(arguments, at: directory)
        guard result.succeeded else { throw Machine<Base>.failure(of: [program] + arguments, result) }
        return result
    }

    func failure(_ result: CommandResult) -> Dict {
        ["rc": .int(Int(result.status)), "stdout": .string(result.text), "stderr": .string(result.errorText)]
    }

    // The copy

    /// The directory that holds the objects; nil where the copy's `.git` is not there.
    func directory() async throws(ModuleFailure) -> String? {
        let path = request.isBare ? destination : "\(destination)/.git"
        guard await machine.isFile(path) else { return path }
        let text = (await machine.text(path) ?? "").droppingLineEnds()
        guard text.hasPrefix("gitdir: ") else {
            throw ModuleFailure(
                "Current repo does not have a valid reference to a separate Git dir or it refers to the invalid path",
                values: ["details": ".git file has invalid git dir reference format"])
        }
        let target = String(text.dropFirst("gitdir: ".count))
        let place = target.hasPrefix("/") ? target : "\(destination)/\(target)"
        guard await machine.isDirectory(place) else {
            throw ModuleFailure(
                "Current repo does not have a valid reference to a separate Git dir or it refers to the invalid path",
                values: ["details": .string("\(place) is not a directory")])
        }
        return place
    }

    func exists() async -> Bool {
        guard request.destination != nil, let directory = try? await directory() else { return false }
        return await machine.exists("\(directory)/config")
    }

    func version() async throws(ModuleFailure) -> String {
        try await run(["rev-parse", "HEAD"], at: destination).text.droppingLineEnds()
    }

    func hasLocalChanges() async throws(ModuleFailure) -> Bool {
        if request.isBare { return false }
        let status = try await run(["status", "--porcelain"], at: destination)
        return status.text.lines.contains { !$0.hasPrefix("??") }
    }

    func reset() async throws(ModuleFailure) { _ = try await demand(["reset", "--hard", "HEAD"], at: destination) }

    /// Puts the objects elsewhere and a `.git` file that says where.
    func relocate(from old: String, to new: String, in copy: String) async throws(ModuleFailure) {
        guard await !machine.exists(new) else {
            throw ModuleFailure("Separate-git-dir path \(new) already exists.")
        }
        try await machine.attempt { base async throws(SystemError) in
            try await base.move(old, to: new)
            try await base.write("\(copy)/.git", Array("gitdir: \(new)".utf8), mode: 0o644, append: false)
        }
    }

    func diff(_ before: String, _ after: String) async throws(ModuleFailure) -> Diff {
        if try await !run(["cat-file", "-e", after], at: destination).succeeded { try await fetch() }
        let result = try await run(["diff", before, after], at: destination)
        if result.succeeded {
            let text = result.text
            return Diff(
                prepared: text.isEmpty ? ">> No visual differences between \(before) and \(after)" : text)
        }
        let reason = result.error.isEmpty ? "" : ":\n>> \(result.errorText)"
        return Diff(prepared: ">> Failed to get proper diff between \(before) and \(after)\(reason)")
    }

    // Branches

    /// The names `git branch -a` prints, the current one with `* ` before it.
    private func branches() async throws(ModuleFailure) -> [String] {
        let result = try await run(["branch", "--no-color", "-a"], at: destination)
        guard result.succeeded else {
            throw ModuleFailure("Could not determine branch data - received \(result.text)", values: failure(result))
        }
        return result.text.lines.map { $0.trimmed() }.filter { !$0.isEmpty }
    }

    func isLocal(_ branch: String) async throws(ModuleFailure) -> Bool {
        let names = try await branches()
        return names.contains(branch) || names.contains("* \(branch)")
    }

    /// The branch of HEAD; of a detached HEAD, the remote's, which is not known where only a tag or one
    /// branch was cloned.
    private func headBranch() async throws(ModuleFailure) -> String? {
        let isDetached = try await branches().contains { name in
            name.hasPrefix("* ") && ["no branch", "detached from", "detached at"].contains { name.has($0) }
        }
        let directory = try await directory() ?? ""
        let file = isDetached ? "\(directory)/refs/remotes/\(request.remote)/HEAD" : "\(directory)/HEAD"
        let text = await machine.word(file)
        return text?.replacing("ref: refs/heads/", by: "").replacing("ref: refs/remotes/\(request.remote)/", by: "")
    }

    /// The same where nothing can be done without it.
    func knownHeadBranch() async throws(ModuleFailure) -> String {
        if let branch = try await headBranch() { return branch }
        throw ModuleFailure(
            "The branch that HEAD stands for on the remote \(request.remote) is not known: \(destination) has a detached "
                + "HEAD and was cloned without it. Set version to a branch, a tag or a commit.")
    }

    func isRemoteBranch(_ remote: String) async throws(ModuleFailure) -> Bool {
        try await lists(remote, "-h", "refs/heads/\(request.version)")
    }

    func isRemoteTag(_ remote: String) async throws(ModuleFailure) -> Bool {
        try await lists(remote, "-t", "refs/tags/\(request.version)")
    }

    private func lists(_ remote: String, _ flag: String, _ name: String) async throws(ModuleFailure) -> Bool {
        try await listRemote([remote, flag, name]).text.has(request.version)
    }

    /// The commit that the wanted version is on the remote.
    func remoteHead(of remote: String) async throws(ModuleFailure) -> String {
        let pattern: [String]
        var isTag = false
        if request.version == "HEAD" {
            pattern = ["-h", remote == request.repository ? "HEAD" : "refs/heads/\(try await knownHeadBranch())"]
        } else if try await isRemoteBranch(remote) {
            pattern = ["-h", "refs/heads/\(request.version)"]
        } else if try await isRemoteTag(remote) {
            isTag = true
            pattern = ["-t", "refs/tags/\(request.version)*"]
        } else {
            return request.version
        }
        let result = try await listRemote([remote] + pattern)
        guard !result.output.isEmpty else {
            throw ModuleFailure(
                "Could not determine remote revision for \(request.version)", values: failure(result))
        }
        var line = result.text.lines.first ?? ""
        if isTag {
            let lines = result.text.lines
            line =
                lines.first { $0.hasSuffix("\(request.version)^{}") } ?? lines.last { $0.hasSuffix(request.version) }
                ?? line
        }
        return line.words.first ?? request.version
    }

    // The remote

    /// Whether the remote was another one before.
    func setRemote(check: Bool) async throws(ModuleFailure) -> Bool {
        let result = try await run(["ls-remote", "--get-url", request.remote], at: destination)
        let url = result.succeeded ? result.text.droppingLineEnds() : nil
        if url == request.repository { return false }
        if check { return url != nil }
        let change = try await run(["remote", "set-url", request.remote, request.repository], at: destination)
        guard change.succeeded else {
            throw ModuleFailure(
                "Failed to set a new url \(request.repository) for \(request.remote): \(change.text) \(change.errorText)"
            )
        }
        return url != nil
    }

    func fetch() async throws(ModuleFailure) {
        var arguments = ["fetch"]
        var refspecs: [String] = []
        if let depth = request.depth {
            refspecs = try await shallowRefspecs()
            if !refspecs.isEmpty { arguments += ["--depth", String(depth)] }
        }
        if refspecs.isEmpty {
            if request.isBare {
                refspecs = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"]
            } else {
                arguments.append("--tags")
            }
            if let refspec = request.refspec { refspecs.append(refspec) }
        }
        if request.force { arguments.append("--force") }
        arguments += [request.remote] + refspecs
        let result = try await run(arguments, at: destination)
        guard result.succeeded else {
            throw ModuleFailure(
                "Failed to download remote objects and refs: \(result.text) \(result.errorText)",
                values: ["cmd": .texts([program] + arguments)])
        }
    }

    private func shallowRefspecs() async throws(ModuleFailure) -> [String] {
        let version = request.version
        if let refspec = request.refspec { return [refspec] }
        let head = try await headBranch()
        if version == "HEAD" { return [try await knownHeadBranch()] }
        if try await isRemoteBranch(request.repository) {
            let local = head == version ? [] : ["+refs/heads/\(version):refs/heads/\(version)"]
            return local + ["+refs/heads/\(version):refs/remotes/\(request.remote)/\(version)"]
        }
        return try await isRemoteTag(request.repository) ? ["+refs/tags/\(version):refs/tags/\(version)"] : []
    }
}
