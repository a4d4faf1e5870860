import Modules
import System
import Values

/// The properties of a file under the names that `stat` and `find` give them.
enum FileProperties {
    static func stat(_ path: String, _ info: FileInfo) -> Dict {
        var stat: Dict = ["exists": true, "path": .string(path), "mode": .string(mode(info))]
        addKind(info, to: &stat)
        stat["uid"] = .int(Int(info.uid))
        stat["gid"] = .int(Int(info.gid))
        stat["size"] = .int(info.size)
        stat["inode"] = .int(Int(clamping: info.inode))
        stat["dev"] = .int(Int(clamping: info.device))
        stat["nlink"] = .int(Int(clamping: info.links))
        stat["atime"] = .double(info.accessed)
        stat["mtime"] = .double(info.modified)
        stat["ctime"] = .double(info.changed)
        addPermissions(info, to: &stat)
        stat["blocks"] = .int(Int(info.blocks))
        stat["block_size"] = .int(Int(info.blockSize))
        stat["device_type"] = .int(Int(clamping: info.deviceType))
        return stat
    }

    /// Four octal digits.
    static func mode(_ info: FileInfo) -> String {
        let digits = String(info.mode, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    static func addKind(_ info: FileInfo, to dict: inout Dict) {
        let kinds: [(Value, FileInfo.Kind)] = [
            ("isdir", .directory), ("ischr", .characterDevice), ("isblk", .blockDevice), ("isreg", .file),
            ("isfifo", .fifo), ("islnk", .link), ("issock", .socket),
        ]
        for (name, kind) in kinds { dict[name] = .bool(info.kind == kind) }
    }

    static func addPermissions(_ info: FileInfo, to dict: inout Dict) {
        let bits: [(Value, UInt32)] = [
            ("wusr", 0o200), ("rusr", 0o400), ("xusr", 0o100), ("wgrp", 0o20), ("rgrp", 0o40), ("xgrp", 0o10),
            ("woth", 2), ("roth", 4), ("xoth", 1), ("isuid", 0o4000), ("isgid", 0o2000),
        ]
        for (name, bit) in bits { dict[name] = .bool(info.mode & bit != 0) }
    }
}
