import Modules
import System
import Values

/// `community.general.pacman`: Arch packages.
struct PacmanModule: Module {
    static let name = "community.general.pacman"
    static let arguments = ArgumentSpec(
        Option.table(
            """
            name(package,pkg):list state=present{present|installed|latest|absent|removed} force:bool=false
            remove_nosave:bool=false executable=pacman extra_args= upgrade:bool upgrade_extra_args=
            update_cache:bool update_cache_extra_args= reason{explicit|dependency} reason_for=new{new|all}
            """),
        mutuallyExclusive: [["name", "upgrade"]], requiredOneOf: [["name", "update_cache", "upgrade"]],
        operands: ["name"])

    private let arguments: Arguments
    private let names: [String]
    private let isAbsent: Bool

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        names = (arguments.strings("name") ?? []).flatMap { $0.split(separator: "," as Character) }.map { $0.trimmed() }
            .filter { !$0.isEmpty }
        isAbsent = ["absent", "removed"].contains(arguments.string("state") ?? "")
    }

    private func words(_ option: String) throws(ModuleFailure) -> [String] {
        do { return try ShellWords.split(arguments.string(option) ?? "") } catch { throw ModuleFailure(error.message) }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let pacman = try await machine.require(arguments.string("executable") ?? "pacman")
        var outcome = Outcome()
        var messages: [String] = []
        if arguments.bool("update_cache") == true {
            try await refresh(pacman, machine, context.check, &outcome, &messages)
        }
        if arguments.bool("upgrade") == true {
            try await upgrade(pacman, machine, context.check, &outcome, &messages)
        } else if !names.isEmpty {
            try await settle(pacman, machine, context.check, &outcome, &messages)
        }
        outcome.message = messages.joined(separator: ". ")
        return outcome
    }

    private func act(
        _ command: [String], _ machine: Machine<some System>, _ what: String
    ) async throws(ModuleFailure) -> CommandResult {
        let result = try await machine.run(command)
        if result.succeeded { return result }
        throw ModuleFailure(
            "Failed to \(what)",
            values: [
                "cmd": .texts(command), "rc": .int(Int(result.status)), "stdout": .string(result.text),
                "stderr": .string(result.errorText),
            ])
    }

    private func refresh(
        _ pacman: String, _ machine: Machine<some System>, _ check: Bool, _ outcome: inout Outcome,
        _ messages: inout [String]
    ) async throws(ModuleFailure) {
        if check {
            messages.append("Would have updated the package db")
            outcome.changed = true
            outcome.values["cache_updated"] = true
            return
        }
        let force = arguments.bool("force") == true ? ["--refresh"] : []
        let command = [pacman, "--sync", "--refresh"] + force + (try words("update_cache_extra_args"))
        let result = try await act(command, machine, "update package db")
        let isNew = !result.text.lines.filter { !$0.hasPrefix("::") }.allSatisfy { $0.has("is up to date") }
        outcome.changed = isNew
        outcome.values["cache_updated"] = .bool(isNew)
        messages.append("Updated package db")
    }

    private func upgrade(
        _ pacman: String, _ machine: Machine<some System>, _ check: Bool, _ outcome: inout Outcome,
        _ messages: inout [String]
    ) async throws(ModuleFailure) {
        let lines = try await machine.run([pacman, "--query", "--upgrades"]).text.lines.filter { !$0.has("[ignored]") }
        let packages = lines.compactMap(\.words.first)
        outcome.values["packages"] = .texts(packages)
        guard !packages.isEmpty else {
            messages.append("Nothing to upgrade")
            return
        }
        outcome.changed = true
        if check {
            messages.append("\(packages.count) packages would have been upgraded")
            return
        }
        let command = [pacman, "--sync", "--sysupgrade", "--quiet", "--noconfirm"] + (try words("upgrade_extra_args"))
        let result = try await act(command, machine, "upgrade packages")
        outcome.values["stdout"] = .string(result.text)
        outcome.values["stderr"] = .string(result.errorText)
        messages.append("System upgraded")
    }

    private func settle(
        _ pacman: String, _ machine: Machine<some System>, _ check: Bool, _ outcome: inout Outcome,
        _ messages: inout [String]
    ) async throws(ModuleFailure) {
        var installed: [String: String] = [:]
        for words in try await machine.run([pacman, "--query"]).text.lines.map(\.words) where words.count > 1 {
            installed[words[0]] = words[1]
        }
        var open: [String] = []
        for name in names {
            if isAbsent {
                if installed[name] != nil { open.append(name) }
                continue
            }
            if name.contains("/") {
                open.append(name)
                continue
            }
            let command = [pacman, "--sync", "--print", "--print-format", "%n %v", "--nodeps", "--nodeps", name]
            let result = try await machine.run(command)
            guard result.succeeded else {
                if installed[name] != nil { continue }
                throw ModuleFailure("Failed to list package \(name)", values: ["stderr": .string(result.errorText)])
            }
            // A group's members are told one by one.
            for words in result.text.lines.map(\.words) where words.count == 2 {
                let isOld = arguments.string("state") == "latest" && installed[words[0]] != words[1]
                if installed[words[0]] == nil || isOld { open.append(words[0]) }
            }
        }
        outcome.values["packages"] = .texts(open)
        let (done, verb) = isAbsent ? ("absent", "remov") : ("installed", "install")
        if !open.isEmpty {
            outcome.changed = true
            if check {
                messages.append("Would have \(verb)ed \(open.count) packages")
            } else {
                let force = arguments.bool("force") == true ? ["--nodeps", "--nodeps"] : []
                let nosave = isAbsent && arguments.bool("remove_nosave") == true ? ["--nosave"] : []
                let files = open.filter { $0.contains("/") }
                let flags = ["--noconfirm", "--noprogressbar"] + (isAbsent ? force + nosave : ["--needed"])
                let command = [pacman, isAbsent ? "--remove" : "--sync"] + flags + (try words("extra_args"))
                var results: [CommandResult] = []
                let plain = open.filter { !$0.contains("/") }
                if !plain.isEmpty { results.append(try await act(command + plain, machine, "\(verb)e package(s)")) }
                if !files.isEmpty {
                    let upgrade = [pacman, "--upgrade"] + flags + (try words("extra_args")) + files
                    results.append(try await act(upgrade, machine, "install package(s)"))
                }
                outcome.values["stdout"] = .string(results.map(\.text).joined())
                outcome.values["stderr"] = .string(results.map(\.errorText).joined())
                messages.append("\(isAbsent ? "Removed" : "Installed") \(open.count) package(s)")
            }
        } else {
            messages.append("package(s) already \(done)")
        }
        try await mark(pacman, machine, open, check, &outcome)
    }

    /// Tells pacman why packages are there.
    private func mark(
        _ pacman: String, _ machine: Machine<some System>, _ new: [String], _ check: Bool, _ outcome: inout Outcome
    ) async throws(ModuleFailure) {
        guard let reason = arguments.string("reason"), !isAbsent else { return }
        let wanted = arguments.string("reason_for") == "all" ? names : new
        if wanted.isEmpty { return }
        let flag = reason == "explicit" ? "--explicit" : "--deps"
        let known = Set(try await machine.run([pacman, "--query", "--quiet", flag]).text.lines)
        let open = wanted.filter { !known.contains($0) }
        if open.isEmpty { return }
        outcome.changed = true
        if check { return }
        let asFlag = reason == "explicit" ? "--asexplicit" : "--asdeps"
        _ = try await act([pacman, "--database", asFlag] + open, machine, "set package reason")
    }
}
