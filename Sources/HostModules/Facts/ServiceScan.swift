import Modules
import System
import Values

/// The services that each kind of init system lists.
struct ServiceScan {
    private(set) var services: Dict = [:]
    private(set) var warnings: [String] = []

    /// SysV, upstart and OpenRC, whichever has its programs.
    mutating func classic(_ machine: Machine<some System>) async {
        let service = await machine.find("service")
        let chkconfig = await machine.find("chkconfig")
        let status = await machine.find("rc-status")
        if let service, chkconfig == nil, status == nil { await sysv(service, machine) }
        if let initctl = await machine.find("initctl"), chkconfig == nil {
            await upstart(initctl, machine)
        } else if let chkconfig {
            await redHat(chkconfig, service ?? "service", machine)
        } else if let status, let update = await machine.find("rc-update") {
            await openRC(status, update, machine)
        }
    }

    private mutating func sysv(_ program: String, _ machine: Machine<some System>) async {
        guard let result = try? await machine.run([program, "--status-all"]) else { return }
        if result.status == 4, await !machine.exists("/etc/init.d") { return }
        if !result.succeeded {
            warnings.append("Unable to query 'service' tool (\(result.status)): \(result.errorText)")
        }
        for line in result.text.lines {
            let words = line.words
            guard words.count >= 4, words[0] == "[", words[2] == "]", ["+", "-"].contains(words[1]) else { continue }
            let name = words[3...].joined(separator: " ")
            add(name, ["state": words[1] == "+" ? "running" : "stopped", "source": "sysv"])
        }
    }

    private mutating func upstart(_ program: String, _ machine: Machine<some System>) async {
        guard let result = try? await machine.run([program, "list"]), result.succeeded else {
            warnings.append("Unable to query upstart for service data")
            return
        }
        for line in result.text.lines {
            let front = line.cut(at: ",")?.before ?? line
            let words = front.words
            guard words.count >= 2, let (goal, state) = words[words.count - 1].cut(at: "/") else { continue }
            add(
                words.dropLast().joined(separator: " "),
                ["state": .string(state), "goal": .string(goal), "source": "upstart"])
        }
    }

    private mutating func redHat(_ chkconfig: String, _ service: String, _ machine: Machine<some System>) async {
        for line in (await machine.output([chkconfig, "--list"]) ?? "").lines {
            let words = line.words
            guard words.count >= 8, let level = words.first(where: { $0.hasPrefix("3:") }) else { continue }
            let isRunning = await machine.output([service, words[0], "status"]) != nil
            add(
                words[0],
                [
                    "state": isRunning ? "running" : "stopped", "status": level == "3:on" ? "enabled" : "disabled",
                    "source": "sysv",
                ])
        }
    }

    private mutating func openRC(_ status: String, _ update: String, _ machine: Machine<some System>) async {
        var levels: [String: Value] = [:]
        for line in (await machine.output([update, "show", "-v"]) ?? "").lines {
            guard let (name, text) = line.cut(at: "|") else { continue }
            levels[name.trimmed()] = text.trimmed().isEmpty ? Value.none : .texts(text.words)
        }
        for line in (await machine.output([status, "-a", "-s", "-m"]) ?? "").lines where line.hasPrefix(" ") {
            let words = line.filter { $0 != "[" && $0 != "]" }.words
            guard words.count >= 2, words[0] != "*" else { continue }
            guard let own = levels[words[0]] else {
                warnings.append("Service \(words[0]) not found in the service list")
                continue
            }
            add(words[0], ["runlevels": own, "state": .string(words[1]), "source": "openrc"])
        }
    }

    private static let badStates = ["not-found", "masked", "failed"]

    mutating func systemd(_ machine: Machine<some System>) async {
        guard
            let units = await machine.output([
                "systemctl", "list-units", "--no-pager", "--type", "service", "--all", "--plain",
            ])
        else {
            warnings.append("Could not list units from systemd")
            return
        }
        for line in units.lines where line.has(".service") {
            let words = line.words
            guard words.count >= 4 else { continue }
            let bad = Self.badStates.first { words.dropLast().contains($0) }
            add(
                words[0],
                [
                    "state": words[3] == "running" ? "running" : "stopped", "status": .string(bad ?? words[2]),
                    "source": "systemd",
                ])
        }
        guard
            let files = await machine.output([
                "systemctl", "list-unit-files", "--no-pager", "--type", "service", "--all",
            ])
        else {
            warnings.append("Could not get unit files data from systemd")
            return
        }
        await unitFiles(files.lines.filter { $0.has(".service") }.map(\.words).filter { $0.count >= 2 }, machine)
    }

    private mutating func unitFiles(_ rows: [[String]], _ machine: Machine<some System>) async {
        // One process for the states of all units that are not loaded.
        // Templates have no state, and the first of them would end the program.
        let unknown = rows.map { $0[0] }.filter { services[.string($0)] == nil && !$0.has("@.") }
        var states: [String: String] = [:]
        if !unknown.isEmpty {
            let text = await machine.output(["systemctl", "show", "--property=Names,ActiveState"] + unknown) ?? ""
            var (names, state) = ([String](), "")
            for line in text.lines + [""] {
                if line.isEmpty {
                    for name in names { states[name] = state }
                    (names, state) = ([], "")
                }
                // An alias is one name of the unit that it stands for.
                if line.hasPrefix("Names=") { names = line.dropFirst(6).words }
                if line.hasPrefix("ActiveState=") { state = String(line.dropFirst(12)) }
            }
        }
        for row in rows {
            let key = Value.string(row[0])
            if var facts = services[key]?.mapping {
                guard !Self.badStates.contains(facts["status"]?.text ?? "") else { continue }
                facts["status"] = .string(row[1])
                services[key] = .dict(facts)
            } else {
                let state = states[row[0]] ?? (row[0].has("@.") ? "unknown" : "inactive")
                add(row[0], ["state": .string(state), "status": .string(row[1]), "source": "systemd"])
            }
        }
    }

    private mutating func add(_ name: String, _ facts: Dict) {
        var entry: Dict = ["name": .string(name)]
        entry.merge(facts) { $1 }
        services[.string(name)] = .dict(entry)
    }
}
