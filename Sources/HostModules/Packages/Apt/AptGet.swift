import Modules
import System
import Values

/// Runs of apt-get(8) and its relatives under one task's options.
struct AptGet<Base: System> {
    let machine: Machine<Base>
    let request: AptRequest
    let environment: [String: String]
    let check: Bool
    let wantsDiff: Bool

    /// Options that hold for every run.
    private var dpkgOptions: [String] {
        request.dpkgOptions.flatMap { ["-o", "Dpkg::Options::=--\($0)"] } + [
            "-o", "DPkg::Lock::Timeout=\(request.lockTimeout)",
        ]
    }

    /// The same as Ansible writes them in its messages.
    private var shownOptions: String {
        request.dpkgOptions.map { "-o \"Dpkg::Options::=--\($0)\"" }.joined(separator: " ")
            + " -o DPkg::Lock::Timeout=\(request.lockTimeout)"
    }

    /// One run: the arguments, and the words Ansible's messages would show for it.
    func run(_ program: String, _ arguments: [String], shown: [String]) async throws(ModuleFailure) -> AptRun {
        let policy = PolicyProgram(status: request.policyStatus)
        let saved = check ? nil : try await policy.install(machine)
        let result: CommandResult
        do {
            result = try await machine.run([program] + arguments, environment: environment)
        } catch {
            if !check { try await policy.restore(saved, machine) }
            throw error
        }
        if !check { try await policy.restore(saved, machine) }
        return AptRun(line: ([program] + shown).joined(separator: " "), result: result)
    }

    func install(_ packages: [String]) async throws(ModuleFailure) -> AptRun {
        let isBuild = request.state == "build-dep"
        let flags = [
            request.onlyUpgrade ? "--only-upgrade" : "", request.state == "fixed" ? "--fix-broken" : "",
            request.force ? "--force-yes" : "", request.autoremove && !isBuild ? "--auto-remove" : "",
            request.failsOnAutoremove ? "--no-remove" : "", check ? "--simulate" : "",
        ]
        let shownFlags = isBuild ? flags.enumerated().filter { $0.offset != 3 }.map(\.element) : flags
        var tail = request.release.map { ["-t", $0] } ?? []
        if let recommends = request.recommends {
            tail += ["-o", "APT::Install-Recommends=\(recommends ? "yes" : "no")"]
        }
        tail += request.permissions
        let verb = isBuild ? "build-dep" : "install"
        return try await run(
            try await machine.require("apt-get"),
            ["-y"] + dpkgOptions + flags.filter { !$0.isEmpty } + [verb] + packages + tail,
            shown: ["-y", shownOptions] + shownFlags + [verb] + packages.map { "'\($0)'" } + tail)
    }

    func remove(_ packages: [String]) async throws(ModuleFailure) -> AptRun {
        let flags = [
            request.purge ? "--purge" : "", request.force ? "--force-yes" : "",
            request.autoremove ? "--auto-remove" : "", check ? "--simulate" : "",
            request.permissions.contains("--allow-change-held-packages") ? "--allow-change-held-packages" : "",
        ]
        let arguments = ["-q", "-y"] + dpkgOptions + flags.filter { !$0.isEmpty } + ["remove"] + packages
        return try await run(try await machine.require("apt-get"), arguments, shown: [])
    }

    /// `autoremove` or `autoclean`.
    func cleanUp(_ operation: String) async throws(ModuleFailure) -> AptRun {
        let flags = (request.purge ? ["--purge"] : []) + (request.force ? ["--force-yes"] : [])
        let arguments = ["-y"] + dpkgOptions + flags + [operation] + (check ? ["--simulate"] : [])
        return try await run(try await machine.require("apt-get"), arguments, shown: [])
    }

    func upgrade(_ mode: String, by aptitude: String?) async throws(ModuleFailure) -> AptRun {
        let usesAptitude = aptitude != nil && mode != "dist"
        let autoremove = request.autoremove ? ["--auto-remove"] : []
        let verb: [String]
        switch mode {
        case "dist": verb = ["dist-upgrade"] + autoremove
        case "full": verb = usesAptitude ? ["full-upgrade"] : ["dist-upgrade"] + autoremove
        default: verb = usesAptitude ? ["safe-upgrade"] : ["upgrade", "--with-new-pkgs"] + autoremove
        }
        var flags = request.force ? usesAptitude ? ["--assume-yes", "--allow-untrusted"] : ["--force-yes"] : []
        if request.failsOnAutoremove, !usesAptitude { flags.append("--no-remove") }
        flags += request.permissions.filter {
            $0 == "--allow-unauthenticated" || $0 == "--allow-downgrades" && !usesAptitude
        }
        if check { flags.append("--simulate") }
        let program: String
        if usesAptitude, let aptitude { program = aptitude } else { program = try await machine.require("apt-get") }
        let arguments = ["-y"] + dpkgOptions + flags + verb + (request.release.map { ["-t", $0] } ?? [])
        return try await run(program, arguments, shown: verb)
    }

    /// The part of the output that says what is done, as `--diff` shows it.
    func diff(_ output: String) -> [Diff] {
        guard wantsDiff else { return [] }
        let lines = output.lines
        let start = lines.firstIndex { $0 == "Resolving dependencies..." || $0 == "Reading state information..." }
        let end = lines.firstIndex { line in
            let words = line.words
            return words.first.map { Int($0) != nil } == true
                && (words.dropFirst().first?.hasPrefix("upgraded") == true
                    || words.count > 2 && words[1] == "packages" && words[2].hasPrefix("upgraded"))
        }
        let first = start.map { $0 + 1 } ?? 0
        let last = min(lines.count, end.map { $0 + 1 } ?? lines.count)
        return [Diff(prepared: first < last ? lines[first..<last].joined(separator: "\n") : "")]
    }
}

/// A run that ended, and how Ansible's messages call it.
struct AptRun: Sendable {
    let line: String
    let result: CommandResult

    var output: Dict { ["stdout": .string(result.text), "stderr": .string(result.errorText)] }
    var failure: Dict { output.merging(["rc": .int(Int(result.status))] as Dict) { $1 } }
}
