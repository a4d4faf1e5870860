import HostModules
import Modules
import System
import Values

/// `community.general.lvol`: logical volumes, snapshots and thin pools of LVM.
struct LogicalVolumeModule: Module {
    static let name = "community.general.lvol"
    static let arguments = ArgumentSpec(
        Option.table(
            """
            vg! lv size opts state=present{absent|present} force:bool=false shrink:bool=true active:bool=true snapshot
            pvs:list resizefs:bool=false thinpool
            """), requiredOneOf: [["lv", "thinpool"]], operands: ["vg", "lv", "pvs", "snapshot", "thinpool"])

    private struct Volume {
        var name: String
        var size: Double
        var isActive: Bool
        var isPool: Bool
        var isThin: Bool
    }

    private let arguments: Arguments
    private let group: String
    private let options: [String]
    private let size: VolumeSize?
    private let snapshot: String?
    private let pool: String?

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        group = arguments.string("vg") ?? ""
        do { options = try ShellWords.split(arguments.string("opts") ?? "") } catch {
            throw ModuleFailure(error.message)
        }
        snapshot = arguments.string("snapshot")
        pool = arguments.string("thinpool")
        let text = arguments.string("size").flatMap { $0.isEmpty ? nil : $0 }
        let isSnapshot = arguments["snapshot"] != nil
        size = try text.map { text throws(ModuleFailure) in try VolumeSize(text, isSnapshot: isSnapshot) }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        _ = try await machine.require("lvm")
        let isPresent = arguments.string("state") == "present"
        let unit = size?.unit ?? "m"
        guard let space = try await rows("vgs", "vg_name,size,free,vg_extent_size", unit, machine)?.first,
            space.count == 4,
            let rows = try await rows("lvs", "lv_name,size,lv_attr", unit, machine, all: true)
        else {
            let message = "Volume group \(group) does not exist."
            if isPresent { throw ModuleFailure(message) }
            return Outcome(values: ["stdout": .string(message)])
        }
        let volumes = rows.compactMap { row -> Volume? in
            guard row.count == 3 else { return nil }
            let flags = Array(row[2])
            return Volume(
                name: row[0].filter { $0 != "[" && $0 != "]" }, size: Double(row[1]) ?? 0,
                isActive: flags.count > 4 && flags[4] == "a", isPool: flags.first == "t", isThin: flags.first == "V")
        }
        let name = try target(volumes)
        guard let volume = volumes.first(where: { $0.name == name || $0.name == name.baseName }) else {
            guard isPresent else { return Outcome(message: "") }
            let command = try creation(volumes, check: context.check)
            let result = try await machine.run([try await machine.require("lvcreate")] + command)
            guard result.succeeded else {
                throw failure("Creating logical volume '\(arguments.string("lv") ?? "None")' failed", result)
            }
            return Outcome(changed: true, message: "")
        }
        let place = "\(group)/\(volume.name)"
        guard isPresent else {
            guard arguments.bool("force") == true else {
                throw ModuleFailure("Sorry, no removal of logical volume \(volume.name) without force=true.")
            }
            let test = context.check ? ["--test"] : []
            let result = try await machine.run([try await machine.require("lvremove")] + test + ["--force", place])
            guard result.succeeded else { throw failure("Failed to remove logical volume \(name)", result) }
            return Outcome(changed: true)
        }
        let free = (whole: Double(space[1]) ?? 0, free: Double(space[2]) ?? 0, extent: Double(space[3]) ?? 0)
        let resized = try await resize(volume, place, free, machine, context.check)
        let isActive = arguments.bool("active") ?? true
        let changed = resized || volume.isActive != isActive
        if !context.check {
            let command = [try await machine.require("lvchange"), isActive ? "-ay" : "-an", place]
            let result = try await machine.run(command)
            guard result.succeeded else {
                throw failure("Failed to \(isActive ? "" : "de")activate logical volume \(name)", result)
            }
        }
        return Outcome(
            changed: changed,
            values: ["vg": .string(group), "lv": .string(volume.name), "size": .double(volume.size)])
    }

    private func failure(_ message: String, _ result: CommandResult) -> ModuleFailure {
        ModuleFailure(message, values: ["rc": .int(Int(result.status)), "err": .string(result.errorText)])
    }

    /// What a listing program of LVM prints, by line and field; nil where there is no such group.
    private func rows(
        _ program: String, _ fields: String, _ unit: String, _ machine: Machine<some System>, all: Bool = false
    ) async throws(ModuleFailure) -> [[String]]? {
        let flags = [
            "--noheadings", "--nosuffix", "-o", fields, "--units", unit.lowercased(), "--separator", ";", group,
        ]
        let result = try await machine.run([try await machine.require(program)] + (all ? ["-a"] : []) + flags)
        guard result.succeeded else { return nil }
        return result.text.lines.map { line in
            line.trimmed().split(separator: ";" as Character, omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// The volume that the task is about.
    private func target(_ volumes: [Volume]) throws(ModuleFailure) -> String {
        let name = arguments.string("lv")
        if let snapshot {
            guard let origin = volumes.first(where: { $0.name == name || $0.name == pool }) else {
                throw ModuleFailure(
                    "Snapshot origin LV \(name ?? "None") does not exist in volume group \(group).")
            }
            if origin.isPool || pool != nil { throw ModuleFailure("Snapshots of thin pool LVs are not supported.") }
            return snapshot
        }
        guard let pool else { return name ?? "" }
        guard let name else { return pool }
        guard volumes.contains(where: { $0.name == pool }) else {
            throw ModuleFailure("Thin pool LV \(pool) does not exist in volume group \(group).")
        }
        return name
    }

    private func creation(_ volumes: [Volume], check: Bool) throws(ModuleFailure) -> [String] {
        let name = arguments.string("lv")
        var command = (check ? ["--test"] : []) + ["--yes"]
        if size == nil {
            let isThinOrigin = snapshot != nil && volumes.contains { $0.name == name && $0.isThin }
            if !isThinOrigin { throw ModuleFailure("No size given.") }
        }
        if let size, let sign = size.sign, sign == "-" || size.whole == nil {
            throw ModuleFailure("Bad size specification of '\(sign)\(size.number)' for creating LV")
        }
        if let snapshot {
            if let size { command += ["-\(size.flag)", size.text] }
            return command + ["-s", "-n", snapshot] + options + ["\(group)/\(name ?? "")"]
        }
        guard let size else { return command }
        if let pool {
            if name != nil, size.flag == "l" {
                throw ModuleFailure("Thin volume sizing with percentage not supported.")
            }
            if let name { command += ["-n", name] }
            return command + ["-\(name == nil ? size.flag : "V")", size.text] + options + ["-T", "\(group)/\(pool)"]
        }
        return command + ["-n", name ?? "", "-\(size.flag)", size.text] + options + [group]
            + (arguments.strings("pvs") ?? [])
    }

    /// Whether the volume got another size.
    private func resize(
        _ volume: Volume, _ place: String, _ group: (whole: Double, free: Double, extent: Double),
        _ machine: Machine<some System>, _ check: Bool
    ) async throws(ModuleFailure) -> Bool {
        guard let size else { return false }
        var wanted = size.value
        var tolerance = 0.0
        if let whole = size.whole {
            wanted = size.value * (whole == "FREE" ? group.free : group.whole) / 100
            if size.sign == "+" { wanted += volume.size }
            if size.sign == "-" { wanted = volume.size - wanted }
            if group.extent > 0 { wanted -= wanted.truncatingRemainder(dividingBy: group.extent) }
            tolerance = group.extent
        }
        let hasSign = size.whole == nil ? size.sign : nil
        let force = arguments.bool("force") == true
        var command: [String]
        if volume.size < wanted && hasSign != "-" || hasSign == "+" {
            if size.whole != nil, group.free <= 0 || group.free < wanted - volume.size {
                throw ModuleFailure(
                    "Logical Volume \(volume.name) could not be extended. Not enough free space left"
                        + " (\(wanted - volume.size)\(size.unit) required / \(group.free)\(size.unit) available)")
            }
            command = [try await machine.require("lvextend")]
        } else if arguments.bool("shrink") != false && volume.size > wanted + tolerance || hasSign == "-" {
            if wanted < (size.whole == nil ? .leastNonzeroMagnitude : 1) {
                throw ModuleFailure("Sorry, no shrinking of \(volume.name) to 0 permitted.")
            }
            guard force else {
                throw ModuleFailure(
                    "Sorry, no shrinking of \(volume.name) without force=true\(size.whole == nil ? "." : "")")
            }
            command = [try await machine.require("lvreduce"), "--force"]
        } else {
            return false
        }
        if arguments.bool("resizefs") == true { command.append("--resizefs") }
        if check { command.append("--test") }
        command += ["-\(size.flag)", (size.sign ?? "") + size.text, place] + (arguments.strings("pvs") ?? [])
        let result = try await machine.run(command)
        let said = result.text + result.errorText
        if result.succeeded, !said.has("Reached maximum COW size") { return true }
        if said.has("matches existing size") || said.has("not larger than existing size") { return false }
        throw failure("Unable to resize \(volume.name) to \(size.text)", result)
    }
}

/// A size as LVM takes it: `512m`, `+2g`, `80%VG`.
struct VolumeSize: Sendable {
    /// `+` or `-` in front; nil for the size itself.
    let sign: String?
    let number: String
    let value: Double
    /// What a percentage is of: VG, PVS, FREE or ORIGIN.
    let whole: String?
    /// The unit that a comparison is made in.
    let unit: String
    /// The flag of LVM's programs: `L` for sizes, `l` for percentages.
    let flag: String
    /// Number and unit, without the sign.
    let text: String

    init(_ given: String, isSnapshot: Bool) throws(ModuleFailure) {
        var rest = given[...]
        sign = rest.hasPrefix("+") || rest.hasPrefix("-") ? String(rest.removeFirst()) : nil
        if let (percent, of) = rest.cut(at: "%") {
            guard let count = Int(percent), count <= 100 else {
                throw ModuleFailure("Size percentage cannot be larger than 100%")
            }
            if of == "ORIGIN", !isSnapshot {
                throw ModuleFailure("Percentage of ORIGIN supported only for snapshot volumes")
            }
            guard ["VG", "PVS", "FREE", "ORIGIN"].contains(of) else {
                throw ModuleFailure("Specify extents as a percentage of VG|PVS|FREE|ORIGIN")
            }
            (number, value, whole, unit, flag, text) = (percent, Double(count), of, "m", "l", String(rest))
            return
        }
        var letter = "m"
        if let last = rest.last, "bskmgtpe".has(last.lowercased()) {
            letter = String(last)
            rest.removeLast()
        }
        guard let amount = Double(rest), rest.first?.isNumber == true else {
            throw ModuleFailure("Bad size specification of '\(rest)'")
        }
        (number, value, whole, unit, flag, text) = (String(rest), amount, nil, letter, "L", "\(rest)\(letter)")
    }
}
