import HostModules
import Modules
import System
import Values

/// `community.general.timezone`: the zone of the machine's clock, and what its hardware clock runs on.
struct TimezoneModule: Module {
    static let name = "community.general.timezone"
    static let arguments = ArgumentSpec(
        Option.table("hwclock(rtc){local|UTC} name"), requiredOneOf: [["hwclock", "name"]], operands: ["name"])

    private let zone: String?
    private let clock: String?

    init(_ arguments: Arguments) throws(ModuleFailure) {
        zone = arguments.string("name")
        clock = arguments.string("hwclock")
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        if let zone, await !machine.isFile("/usr/share/zoneinfo/\(zone)") {
            throw ModuleFailure("Error message:\ngiven timezone \"\(zone)\" is not available")
        }
        var notes: [String] = []
        let control = await machine.find("timedatectl")
        let status = control == nil ? nil : await machine.output(["timedatectl"])
        let before: Dict
        if let status { before = Self.parse(status) } else { before = await configured(machine) }
        var planned: Dict = [:]
        if let clock { planned["hwclock"] = .string(clock) }
        if let zone { planned["name"] = .string(zone) }
        let shown = before.filter { planned[$0.key] != nil }
        var outcome = Outcome(changed: shown != planned)
        outcome.diff = [Diff(before: .dict(shown), after: .dict(planned))]
        if outcome.changed, !context.check {
            if let clock, before["hwclock"] != .string(clock) {
                if status != nil {
                    notes.append(
                        try await set(["timedatectl", "set-local-rtc", clock == "local" ? "yes" : "no"], machine))
                } else {
                    try await setClock(clock, machine, &notes)
                }
            }
            if let zone, before["name"] != .string(zone) {
                if status != nil {
                    notes.append(try await set(["timedatectl", "set-timezone", zone], machine))
                } else {
                    try await setZone(zone, machine, &notes)
                }
            }
        }
        if !notes.isEmpty { outcome.message = notes.joined(separator: "\n") }
        return outcome
    }

    private func set(_ command: [String], _ machine: Machine<some System>) async throws(ModuleFailure) -> String {
        let path = try await machine.require(command[0])
        _ = try await machine.succeed([path] + command.dropFirst())
        return "executed `\(([path] + command.dropFirst()).joined(separator: " "))`"
    }

    private static func parse(_ status: String) -> Dict {
        var found: Dict = [:]
        for line in status.lines {
            guard let (key, value) = line.cut(at: ":"), let word = value.words.first else { continue }
            switch key.trimmed().lowercased() {
            case "time zone", "timezone": found["name"] = .string(word)
            case "rtc in local tz": found["hwclock"] = word == "yes" ? "local" : "UTC"
            default: continue
            }
        }
        return found
    }

    // Without systemd: Debian's and Alpine's files.

    private func configured(_ machine: Machine<some System>) async -> Dict {
        var name = await machine.word("/etc/timezone") ?? "n/a"
        if name == zone || name == "n/a", let target = await machine.linkTarget("/etc/localtime"),
            let linked = target.halves(around: "zoneinfo/")?.after
        {
            name = linked
        }
        let third = await machine.lines("/etc/adjtime").dropFirst(2).first?.trimmed()
        return ["name": .string(name), "hwclock": third == "LOCAL" ? "local" : "UTC"]
    }

    private func setZone(
        _ zone: String, _ machine: Machine<some System>, _ notes: inout [String]
    ) async throws(ModuleFailure) {
        if await machine.find("setup-timezone") != nil {
            notes.append(try await set(["setup-timezone", "-z", zone], machine))
            return
        }
        let isThere = await machine.exists("/etc/timezone")
        try await machine.replace("/etc/timezone", with: "\(zone)\n")
        notes.append("Added 1 line and deleted \(isThere ? 1 : 0) line(s) on /etc/timezone")
        _ = try await machine.succeed(["ln", "-sf", "/usr/share/zoneinfo/\(zone)", "/etc/localtime"])
        if await machine.find("dpkg-reconfigure") != nil {
            _ = try await machine.succeed(["dpkg-reconfigure", "--frontend", "noninteractive", "tzdata"])
        }
    }

    private func setClock(
        _ clock: String, _ machine: Machine<some System>, _ notes: inout [String]
    ) async throws(ModuleFailure) {
        let flag = clock == "local" ? "--localtime" : "--utc"
        notes.append(try await set(["hwclock", "--systohc", flag], machine))
    }
}
