import HostModules
import Modules
import System
import Values

/// `community.general.filesystem`: the file system on a device.
struct FilesystemModule: Module {
    static let name = "community.general.filesystem"
    static let arguments = ArgumentSpec(
        Option.table(
            """
            state=present{present|absent}
            fstype(type){bcachefs|btrfs|ext2|ext3|ext4|ext4dev|f2fs|lvm|ocfs2|reiserfs|swap|ufs|vfat|xfs}
            dev!(device):path opts force:bool=false resizefs:bool=false uuid
            """), mutuallyExclusive: [["resizefs", "uuid"]], requiredIf: [.init("state", "present", ["fstype"])],
        operands: ["dev"])

    private let arguments: Arguments
    private let device: String

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        device = arguments.string("dev") ?? ""
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let isPresent = arguments.string("state") == "present"
        guard await machine.exists(device) else {
            let message = "Device \(device) not found."
            if isPresent { throw ModuleFailure(message) }
            return Outcome(message: message)
        }
        let look = [try await machine.require("blkid"), "-c", "/dev/null", "-o", "value", "-s", "TYPE", device]
        let answer = try await machine.run(look)
        let current = answer.text.trimmed()
        guard isPresent else {
            if current.isEmpty { return Outcome() }
            if !context.check { _ = try await machine.succeed([try await machine.require("wipefs"), "--all", device]) }
            return Outcome(changed: true)
        }
        let given = arguments.string("fstype") ?? ""
        let wanted = given == "lvm" ? "LVM2_member" : given
        guard let kind = FilesystemKind.all.first(where: { $0.name == wanted }) else {
            throw ModuleFailure("module does not support this filesystem (\(given)) yet.")
        }
        let uuid = arguments.string("uuid").flatMap { $0.isEmpty ? nil : $0 }
        if uuid != nil, kind.changer == nil, kind.uuidFlags.isEmpty {
            throw ModuleFailure("module does not support UUID option for this filesystem (\(given)) yet.")
        }
        let force = arguments.bool("force") == true
        let same = FilesystemKind.all.first { $0.name == current }?.maker == kind.maker
        if same {
            if arguments.bool("resizefs") == true { return try await grow(kind, machine, context.check) }
            if let uuid { return try await change(kind, uuid, machine, context.check) }
            if !force { return Outcome() }
        } else if !current.isEmpty, !force {
            throw ModuleFailure(
                "'\(device)' is already used as \(current), use force=true to overwrite",
                values: ["rc": .int(Int(answer.status)), "err": .string(answer.errorText)])
        }
        if context.check { return Outcome(changed: true) }
        var options = (arguments.string("opts") ?? "").words
        if let uuid, let flag = kind.uuidFlags.first, !options.contains(where: kind.uuidFlags.contains) {
            options += [flag, uuid] + (kind.name == "LVM2_member" ? ["--norestorefile"] : [])
        }
        _ = try await machine.succeed([try await machine.require(kind.maker)] + kind.force + options + [device])
        if let uuid, kind.uuidFlags.isEmpty { _ = try await change(kind, uuid, machine, false) }
        return Outcome(changed: true)
    }

    private func change(
        _ kind: FilesystemKind, _ uuid: String, _ machine: Machine<some System>, _ check: Bool
    ) async throws(ModuleFailure) -> Outcome {
        guard let changer = kind.changer else { return Outcome() }
        if check { return Outcome(changed: true, message: "Changing \(kind.name) filesystem UUID on device \(device)") }
        let command = [try await machine.require(changer.program), changer.flag] + (changer.takesValue ? [uuid] : [])
        return Outcome(changed: true, message: try await machine.succeed(command + [device]).text)
    }

    private func grow(
        _ kind: FilesystemKind, _ machine: Machine<some System>, _ check: Bool
    ) async throws(ModuleFailure) -> Outcome {
        guard let grower = kind.grower else {
            throw ModuleFailure("module does not support resizing \(kind.name) filesystem yet.")
        }
        let find = ["--mtab", "--noheadings", "--output", "TARGET", "--source", device]
        let place = await machine.output(["findmnt"] + find)?.lines.first
        let size = try await kind.size(of: device, mounted: place, machine)
        if try await size + kind.slack >= deviceSize(machine) {
            return Outcome(message: "\(kind.name) filesystem is using the whole device \(device)")
        }
        if check { return Outcome(changed: true, message: "resizing filesystem \(kind.name) on device \(device)") }
        if kind.growsMounted, place == nil { throw FilesystemKind.unmounted(device, kind.name) }
        let target = kind.growsMounted ? place ?? device : device
        let command = [try await machine.require(grower[0])] + grower.dropFirst() + [target]
        return Outcome(changed: true, message: try await machine.succeed(command).text)
    }

    private func deviceSize(_ machine: Machine<some System>) async throws(ModuleFailure) -> Int {
        guard let info = await machine.info(device) else { return 0 }
        if info.kind == .file { return info.size }
        guard info.kind == .blockDevice else { throw ModuleFailure("Target device not supported: \(device)") }
        let text = try await machine.succeed([try await machine.require("blockdev"), "--getsize64", device]).text
        return Int(text.trimmed()) ?? 0
    }
}
