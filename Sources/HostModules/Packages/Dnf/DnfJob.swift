import Modules
import System
import Values

/// One task of dnf: what is open, the transactions, and what they changed.
struct DnfJob<Base: System>: Sendable {
    let machine: Machine<Base>
    let request: DnfRequest
    /// The programs to try, the first that is there being taken.
    let names: [String]
    let context: ModuleContext

    private struct Programs: Sendable {
        let dnf: [String]
        let rpm: [String]
        let isFive: Bool
    }

    func run() async throws(ModuleFailure) -> Outcome {
        let programs = try await programs()
        if let command = request.arguments.string("list") { return try await list(command, programs) }
        let identity = try await machine.attempt { base async throws(SystemError) in try await base.identity() }
        if identity.uid != 0, !request.onlyDownloads {
            throw failure("This command has to be run under the root user.")
        }
        if request.names.isEmpty, !request.autoremoves {
            let result = try await machine.run(programs.dnf + ["makecache"])
            guard result.succeeded else { throw failure(errors(result)) }
            return Outcome(message: "Cache updated", values: ["results": .list([]), "rc": 0])
        }
        return try await act(programs)
    }

    private func programs() async throws(ModuleFailure) -> Programs {
        for name in names {
            guard let path = await machine.find(name) else { continue }
            let real = (try? await machine.system.realPath(path)) ?? path
            let isFive = real.baseName == "dnf5"
            if let file = request.arguments.string("conf_file"), await !machine.exists(file) {
                throw ModuleFailure(
                    "cannot read configuration file", values: ["conf_file": .string(file), "results": .list([])])
            }
            let rpm = [try await machine.require("rpm")] + (request.root.map { ["--root", $0] } ?? [])
            return Programs(dnf: [path] + request.flags(isFive: isFive), rpm: rpm, isFive: isFive)
        }
        throw ModuleFailure(
            "Failed to find required executable \"\(names[0])\"", values: ["results": .list([])])
    }

    private func failure(_ message: String, _ failures: [String] = [], _ results: [String] = []) -> ModuleFailure {
        ModuleFailure(
            message, values: ["failures": .texts(failures), "results": .texts(results), "rc": 1])
    }

    // Listing

    private func list(_ command: String, _ programs: Programs) async throws(ModuleFailure) -> Outcome {
        var results: [Value] = []
        if command == "repos" || command == "repositories" {
            let result = try await machine.run(programs.dnf + ["-q", "repolist", "--enabled"])
            guard result.succeeded else { throw failure(errors(result)) }
            results = result.text.lines.dropFirst().compactMap(\.words.first).map {
                ["repoid": .string($0), "state": "enabled"]
            }
        } else {
            let kinds = ["installed": "--installed", "updates": "--upgrades", "upgrades": "--upgrades"]
            if let kind = command == "available" ? "--available" : kinds[command] {
                results = try await query([kind], programs)
            } else {
                for kind in ["--installed", "--available"] { results += try await query([kind, command], programs) }
            }
        }
        var outcome = Outcome(message: "", values: ["results": .list(results)])
        if programs.isFive { outcome.values["rc"] = 0 }
        return outcome
    }

    private func query(_ selection: [String], _ programs: Programs) async throws(ModuleFailure) -> [Value] {
        let format = "%{name}|%{arch}|%{epoch}|%{release}|%{version}|%{repoid}\\n"
        let result = try await machine.run(programs.dnf + ["-q", "repoquery", "--qf", format] + selection)
        guard result.succeeded else { throw failure(errors(result)) }
        return result.text.lines.compactMap { line in
            let fields = line.split(separator: "|" as Character, omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 6 else { return nil }
            var package: Dict = [:]
            for (key, field) in zip(["name", "arch", "epoch", "release", "version", "repo"], fields) {
                package[.string(key)] = .string(field)
            }
            let full = "\(fields[2]):\(fields[0])-\(fields[4])-\(fields[3]).\(fields[1])"
            package["envra"] = .string(full)
            package["nevra"] = .string(full)
            let isInstalled = selection[0] == "--installed"
            package["yumstate"] = .string(isInstalled ? "installed" : "available")
            return .dict(package)
        }
    }

    // Changing

    private func act(_ programs: Programs) async throws(ModuleFailure) -> Outcome {
        var notes: [String] = []
        var commands: [[String]] = []
        let flags = request.transactionFlags
        switch request.state {
        case .absent:
            var open: [String] = []
            for name in request.names {
                var isOpen = name.hasPrefix("@") || Wildcard.isPattern(name)
                if !isOpen { isOpen = try await isInstalled(name, programs) }
                if isOpen {
                    open.append(name)
                } else {
                    notes.append("no package matched: \(name)")
                }
            }
            if !open.isEmpty { commands.append(["remove"] + open) }
            if request.autoremoves { commands.append(["autoremove"]) }
        case .latest where request.names == ["*"]: commands.append(["upgrade"] + flags)
        default:
            let open = try await open(programs, &notes)
            if !open.upgrades.isEmpty { commands.append(["upgrade"] + flags + open.upgrades) }
            if !open.installs.isEmpty { commands.append(["install"] + flags + open.installs) }
        }
        var outcome = Outcome(message: "", values: ["results": .texts(notes), "rc": 0])
        let before = try await packages(programs)
        var foretold = DnfTable("")
        for command in commands {
            let result = try await machine.run(programs.dnf + (context.check ? ["--assumeno"] : []) + command)
            let text = result.text + result.errorText
            if text.has("Nothing to do") { continue }
            let table = DnfTable(result.text)
            let isAborted = context.check && !(table.installed + table.removed).isEmpty
            guard result.succeeded || isAborted else { throw refusal(result, notes) }
            if context.check || request.onlyDownloads { foretold = table }
            outcome.changed = true
            if context.check || request.onlyDownloads {
                notes += changes(foretold, before)
            }
        }
        if !context.check, !request.onlyDownloads {
            let after = try await packages(programs)
            notes += after.subtracting(before).sorted().map { "Installed: \($0)" }
            notes += before.subtracting(after).sorted().map { "Removed: \($0)" }
        }
        outcome.values["results"] = .texts(notes)
        if !outcome.changed {
            outcome.message = "Nothing to do"
        } else if context.check {
            outcome.message = "Check mode: No changes made, but would have if not in check mode"
        }
        return outcome
    }

    private func changes(_ table: DnfTable, _ before: Set<String>) -> [String] {
        let word = request.onlyDownloads ? "Downloaded" : "Installed"
        let gone = table.replaced.flatMap { place -> [String] in
            guard let dot = place.lastIndex(of: ".") else { return [] }
            let (name, architecture) = (place[..<dot], place[dot...])
            return before.filter { package in
                package.hasPrefix("\(name)-") && package.hasSuffix(architecture)
                    && package.dropFirst(name.count + 1).first?.isNumber == true
            }
        }
        return table.installed.sorted().map { "\(word): \($0)" }
            + (table.removed + gone).sorted().map { "Removed: \($0)" }
    }

    /// Every installed package as dnf writes it: an epoch only where it is not zero.
    private func packages(_ programs: Programs) async throws(ModuleFailure) -> Set<String> {
        let format = "%{NAME}-%|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}.%{ARCH}\\n"
        let result = try await machine.run(programs.rpm + ["-qa", "--qf", format])
        guard result.succeeded else { throw failure(result.errorText) }
        return Set(result.text.lines.map { $0.replacing("-0:", by: "-") })
    }

    private func isInstalled(_ name: String, _ programs: Programs) async throws(ModuleFailure) -> Bool {
        if try await machine.run(programs.rpm + ["-q", name]).succeeded { return true }
        return try await machine.run(programs.rpm + ["-q", "--whatprovides", name]).succeeded
    }

    private func open(
        _ programs: Programs, _ notes: inout [String]
    ) async throws(ModuleFailure) -> (installs: [String], upgrades: [String]) {
        var installs: [String] = []
        var upgrades: [String] = []
        let isLatest = request.state == .latest
        for name in request.names {
            if name.hasPrefix("@") || DnfRequest.isFile(name) || Wildcard.isPattern(name) {
                installs.append(name)
                if isLatest, Wildcard.isPattern(name) { upgrades.append(name) }
            } else if try await isInstalled(name, programs) {
                if isLatest { upgrades.append(name) }
            } else if isLatest, request.arguments.bool("update_only") == true {
                notes.append("Packages providing \(name) not installed due to update_only specified")
            } else {
                var isOld = request.arguments.bool("allow_downgrade") != true
                if isOld { isOld = try await isOlder(name, programs) }
                if !isOld { installs.append(name) }
            }
        }
        return (installs, upgrades)
    }

    /// Whether `name` is a version that is older than the one that is installed.
    private func isOlder(_ name: String, _ programs: Programs) async throws(ModuleFailure) -> Bool {
        guard name.contains("-") else { return false }
        guard let candidate = try await query(["--available", name], programs).last?.mapping,
            let package = candidate["name"]?.text, package != name
        else { return false }
        let format = "%|EPOCH?{%{EPOCH}}:{0}|\\t%{VERSION}\\t%{RELEASE}\\n"
        let result = try await machine.run(programs.rpm + ["-q", "--qf", format, package])
        guard result.succeeded, let line = result.text.lines.last else { return false }
        let keys: [Value] = ["epoch", "version", "release"]
        for (old, key) in zip(line.split(separator: "\t" as Character), keys) {
            let new = candidate[key]?.text ?? "0"
            // rpm compares itself, as its rules are not ours to repeat.
            let script = "%{lua:print(rpm.vercmp('\(old)', '\(new)'))}"
            switch try await machine.run(["rpm", "--eval", script]).text.trimmed() {
            case "1": return true
            case "-1": return false
            default: continue
            }
        }
        return false
    }

    // Failing

    private func refusal(_ result: CommandResult, _ notes: [String]) -> ModuleFailure {
        let text = result.text + "\n" + result.errorText
        var failures: [String] = []
        for line in text.lines {
            guard let (_, name) = line.halves(around: "No match for argument: ") else { continue }
            let note = "No package \(name.trimmed()) available."
            if !failures.contains(note) { failures.append(note) }
        }
        if !failures.isEmpty { return failure("Failed to install some of the specified packages", failures, notes) }
        let kind = text.has("Problem") ? "Depsolve" : "Unknown"
        return failure("\(kind) Error occurred: \(errors(result))", [], notes)
    }

    /// What stands behind `Error:`, else all of standard error.
    private func errors(_ result: CommandResult) -> String {
        let text = result.errorText
        return (text.halves(around: "Error: ")?.after ?? text).trimmed()
    }
}
