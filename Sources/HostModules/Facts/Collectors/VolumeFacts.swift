import Modules
import System
import Values

/// Logical volumes, by LVM's own programs.
enum VolumeFacts {
    static func gather(_ machine: Machine<some System>, isRoot: Bool) async -> Value {
        guard isRoot, await machine.find("vgs") != nil else { return "N/A" }
        let groups = await table(machine, "vgs", width: 7) { items in
            [
                "size_g": .string(items[items.count - 2]), "free_g": .string(items[items.count - 1]),
                "num_lvs": .string(items[2]), "num_pvs": .string(items[1]),
            ]
        }
        let volumes = await table(machine, "lvs", width: 4) { ["size_g": .string($0[3]), "vg": .string($0[1])] }
        let physical = await table(machine, "pvs", width: 6) { items in
            ["size_g": .string(items[4]), "free_g": .string(items[5]), "vg": .string(items[1])]
        }
        var named: Dict = [:]
        for (device, facts) in physical { named[.string(await mapped(device.text ?? "", machine))] = facts }
        return ["lvs": .dict(volumes), "vgs": .dict(groups), "pvs": .dict(named)]
    }

    private static func table(
        _ machine: Machine<some System>, _ program: String, width: Int, _ facts: ([String]) -> Value
    ) async -> Dict {
        guard let path = await machine.find(program) else { return [:] }
        let options = ["--noheadings", "--nosuffix", "--units", "g", "--separator", ","]
        var rows: Dict = [:]
        for line in (await machine.output([path] + options) ?? "").lines {
            let items = line.trimmed().split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            if items.count >= width { rows[.string(items[0])] = facts(items) }
        }
        return rows
    }

    private static func mapped(_ device: String, _ machine: Machine<some System>) async -> String {
        guard device.hasPrefix("/dev/dm-"), let name = await machine.word("/sys/block/\(device.baseName)/dm/name")
        else {
            return device
        }
        return "/dev/mapper/\(name)"
    }
}
