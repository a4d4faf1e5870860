import Modules
import System
import Values

extension FactGathering {
    func hardware() async -> GatheredFacts {
        var gathered = GatheredFacts()
        gathered.facts = await ProcessorFacts.gather(machine, architecture: identity.architecture)
        gathered.facts.merge(await memory()) { $1 }
        gathered.facts.merge(await FirmwareFacts.gather(machine)) { $1 }
        gathered.facts.merge(await DeviceFacts(machine).gather()) { $1 }
        if let uptime = await machine.word("/proc/uptime")?.words.first.flatMap({ Double($0) }) {
            gathered.facts["uptime_seconds"] = .int(Int(uptime))
        }
        gathered.facts["lvm"] = await VolumeFacts.gather(machine, isRoot: identity.uid == 0)
        let mounts = await MountFacts.gather(machine, timeout: timeout)
        gathered.facts["mounts"] = .list(mounts.mounts)
        gathered.warnings += mounts.warnings
        return gathered
    }

    private func memory() async -> Dict {
        var sizes: [String: Int] = [:]
        for line in await machine.lines("/proc/meminfo") {
            guard let (name, rest) = line.cut(at: ":"), let size = rest.words.first.flatMap({ Int($0) }) else {
                continue
            }
            sizes[name] = size / 1024
        }
        guard !sizes.isEmpty else { return [:] }
        var facts: Dict = [:]
        for name in ["MemTotal", "SwapTotal", "MemFree", "SwapFree"] {
            if let size = sizes[name] { facts[.string("\(name.lowercased())_mb")] = .int(size) }
        }
        func value(_ name: String) -> Value { sizes[name].map { .int($0) } ?? .none }
        func difference(_ left: Int?, _ right: Int?) -> Value {
            guard let left, let right else { return .none }
            return .int(left - right)
        }
        var free: Int?
        if let cached = sizes["Cached"], let memory = sizes["MemFree"], let buffers = sizes["Buffers"] {
            free = cached + memory + buffers
        }
        facts["memory_mb"] = [
            "real": [
                "total": value("MemTotal"), "used": difference(sizes["MemTotal"], sizes["MemFree"]),
                "free": value("MemFree"),
            ],
            "nocache": ["free": free.map { .int($0) } ?? .none, "used": difference(sizes["MemTotal"], free)],
            "swap": [
                "total": value("SwapTotal"), "free": value("SwapFree"),
                "used": difference(sizes["SwapTotal"], sizes["SwapFree"]), "cached": value("SwapCached"),
            ],
        ]
        return facts
    }
}
