/// By what a user or a group is looked up.
public enum AccountKey: Sendable, Hashable {
    case name(String)
    case id(UInt32)
}

/// A line of passwd(5), wherever the machine keeps it.
public struct User: Sendable, Hashable {
    public var name: String, uid: UInt32, gid: UInt32, comment: String, home: String, shell: String

    public init(name: String, uid: UInt32, gid: UInt32, comment: String = "", home: String, shell: String) {
        self.name = name
        self.uid = uid
        self.gid = gid
        self.comment = comment
        self.home = home
        self.shell = shell
    }
}

/// A line of group(5).
public struct Group: Sendable, Hashable {
    public var name: String, gid: UInt32, members: [String]

    public init(name: String, gid: UInt32, members: [String] = []) {
        self.name = name
        self.gid = gid
        self.members = members
    }
}

/// Who and where a session is: effective ids, uname's fields, the working directory.
public struct Identity: Sendable, Hashable {
    public var uid: UInt32, gid: UInt32, directory: String
    public var kernel: String, node: String, release: String, version: String, architecture: String

    public init(
        uid: UInt32, gid: UInt32, directory: String, kernel: String, node: String, release: String, version: String,
        architecture: String
    ) {
        self.uid = uid
        self.gid = gid
        self.directory = directory
        self.kernel = kernel
        self.node = node
        self.release = release
        self.version = version
        self.architecture = architecture
    }
}
