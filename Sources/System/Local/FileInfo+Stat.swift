import Glibc

extension FileInfo {
    init(_ status: stat) {
        func seconds(_ time: timespec) -> Double { Double(time.tv_sec) + Double(time.tv_nsec) / 1e9 }
        self.init(
            kind: Kind(format: status.st_mode & UInt32(S_IFMT)), mode: status.st_mode & 0o7777, uid: status.st_uid,
            gid: status.st_gid, size: Int(status.st_size), device: UInt64(status.st_dev),
            inode: UInt64(status.st_ino), links: UInt64(status.st_nlink), deviceType: UInt64(status.st_rdev),
            blocks: Int64(status.st_blocks), blockSize: Int64(status.st_blksize), accessed: seconds(status.st_atim),
            modified: seconds(status.st_mtim), changed: seconds(status.st_ctim))
    }
}

extension FileInfo.Kind {
    init(format: UInt32) {
        self =
            switch format {
            case UInt32(S_IFDIR): .directory
            case UInt32(S_IFLNK): .link
            case UInt32(S_IFCHR): .characterDevice
            case UInt32(S_IFBLK): .blockDevice
            case UInt32(S_IFIFO): .fifo
            case UInt32(S_IFSOCK): .socket
            default: .file
            }
    }
}
