/// What lstat or stat says of a file.
public struct FileInfo: Sendable, Hashable {
    public enum Kind: Sendable, Hashable { case file, directory, link, characterDevice, blockDevice, fifo, socket }

    public var kind: Kind
    /// The permission bits, 0o7777 at most.
    public var mode: UInt32
    public var uid: UInt32
    public var gid: UInt32
    /// In bytes.
    public var size: Int
    public var device: UInt64
    public var inode: UInt64
    public var links: UInt64
    /// The device a device file stands for.
    public var deviceType: UInt64
    public var blocks: Int64
    public var blockSize: Int64
    /// Times in seconds since 1970.
    public var accessed: Double
    public var modified: Double
    public var changed: Double

    public init(
        kind: Kind, mode: UInt32, uid: UInt32, gid: UInt32, size: Int, device: UInt64 = 0, inode: UInt64 = 0,
        links: UInt64 = 1, deviceType: UInt64 = 0, blocks: Int64 = 0, blockSize: Int64 = 4096,
        accessed: Double = 0, modified: Double = 0, changed: Double = 0
    ) {
        self.kind = kind
        self.mode = mode
        self.uid = uid
        self.gid = gid
        self.size = size
        self.device = device
        self.inode = inode
        self.links = links
        self.deviceType = deviceType
        self.blocks = blocks
        self.blockSize = blockSize
        self.accessed = accessed
        self.modified = modified
        self.changed = changed
    }
}

/// One name in a directory and what it is.
public struct DirectoryEntry: Sendable, Hashable {
    public var name: String
    public var info: FileInfo

    public init(name: String, info: FileInfo) {
        self.name = name
        self.info = info
    }
}
