import HostModules
import Modules
import System
import Values

/// A kind of file system: the programs that make, measure and grow one.
struct FilesystemKind: Sendable {
    let name: String
    let maker: String
    let force: [String]
    /// Flags of the maker for a UUID, the first being used; none where it cannot set one.
    var uuidFlags: [String] = []
    /// What changes the UUID of one that is there, and its flag.
    var changer: (program: String, flag: String, takesValue: Bool)?
    /// What grows one to its device; nil where it cannot be done.
    var grower: [String]?
    /// Whether a mounted one is grown, named by where it is mounted.
    var growsMounted = false
    /// What may be missing at the end of the device, in bytes.
    var slack = 0

    static let all: [FilesystemKind] =
        ["ext2", "ext3", "ext4", "ext4dev"].map { name in
            FilesystemKind(
                name: name, maker: name == "ext4dev" ? "mkfs.ext4" : "mkfs.\(name)", force: ["-F"], uuidFlags: ["-U"],
                changer: ("tune2fs", "-U", true), grower: ["resize2fs"])
        } + [
            FilesystemKind(
                name: "xfs", maker: "mkfs.xfs", force: ["-f"], changer: ("xfs_admin", "-U", true),
                grower: ["xfs_growfs"],
                growsMounted: true, slack: 64 * 4096 - 1),
            FilesystemKind(
                name: "btrfs", maker: "mkfs.btrfs", force: ["-f"], grower: ["btrfs", "filesystem", "resize", "max"],
                growsMounted: true),
            FilesystemKind(name: "f2fs", maker: "mkfs.f2fs", force: ["-f"], grower: ["resize.f2fs"]),
            FilesystemKind(name: "vfat", maker: "mkfs.vfat", force: [], grower: ["fatresize", "-s", "max"]),
            FilesystemKind(name: "reiserfs", maker: "mkfs.reiserfs", force: ["-q"]),
            FilesystemKind(name: "ocfs2", maker: "mkfs.ocfs2", force: ["-Fx"]),
            FilesystemKind(name: "swap", maker: "mkswap", force: ["-f"]),
            FilesystemKind(
                name: "LVM2_member", maker: "pvcreate", force: ["-f"], uuidFlags: ["-u", "--uuid"],
                changer: ("pvchange", "-u", false), grower: ["pvresize"]),
        ]

    /// Its size in bytes; throws where it cannot be read.
    func size(of device: String, mounted: String?, _ machine: Machine<some System>) async throws(ModuleFailure) -> Int {
        let lines: [String]
        func number(_ marks: [String], _ separator: Character) -> [Int] {
            marks.compactMap { mark in
                lines.first { $0.has(mark) }?.cut(at: separator).flatMap { $0.after.words.first }.flatMap { Int($0) }
            }
        }
        var found: [Int] = []
        var program = ""
        switch name {
        case "xfs":
            program = "xfs_info"
            lines = try await machine.succeed([try await machine.require(program), mounted ?? device]).text.lines
            // data     =      bsize=4096   blocks=262144, imaxpct=25
            let line = lines.first { $0.hasPrefix("data") } ?? ""
            for mark in ["bsize=", "blocks="] {
                guard let rest = line.halves(around: mark)?.after else { continue }
                if let value = Int(rest.prefix { $0.isNumber }) { found.append(value) }
            }
        case "btrfs":
            program = "btrfs"
            guard let mounted else { throw Self.unmounted(device, name) }
            let command = [try await machine.require(program), "filesystem", "usage", "-b", mounted]
            lines = try await machine.succeed(command).text.lines
            found = number(["Device size"], ":") + [1]
        case "f2fs":
            program = "dump.f2fs"
            lines = try await machine.succeed([try await machine.require(program), device]).text.lines
            found = number(["Info: sector size =", "Info: total FS sectors ="], "=")
        case "vfat":
            program = "fatresize"
            lines = try await machine.succeed([try await machine.require(program), "--info", device]).text.lines
            found = [number(["Cur size:", "Size:"], ":").first].compactMap(\.self) + [1]
        case "LVM2_member":
            program = "pvs"
            let flags = ["--noheadings", "-o", "pv_size", "--units", "b", "--nosuffix", device]
            lines = try await machine.succeed([try await machine.require(program)] + flags).text.lines
            found = lines.compactMap { Int($0.trimmed()) } + [1]
        default:
            program = "tune2fs"
            lines = try await machine.succeed([try await machine.require(program), "-l", device]).text.lines
            found = number(["Block count:", "Block size:"], ":")
        }
        guard found.count == 2, !found[0].multipliedReportingOverflow(by: found[1]).overflow else {
            throw ModuleFailure("unable to process \(program) output for \(device)")
        }
        return found[0] * found[1]
    }

    static func unmounted(_ device: String, _ name: String) -> ModuleFailure {
        ModuleFailure("\(device) needs to be mounted for \(name) operations")
    }
}
