/// A text that takes the place of a file at once, in a directory where other users may rename and link meanwhile.
///
/// Symbolic links on the way to the directory are followed where they belong to root, to the user who acts or to the
/// owner of the directory that they end in, and no others; a link in the file's own place is replaced.
public struct Replacement: Sendable, Equatable {
    /// Whom a file or a directory is given to.
    public struct Owner: Sendable, Equatable {
        public var uid: UInt32
        public var gid: UInt32

        public init(uid: UInt32, gid: UInt32) {
            self.uid = uid
            self.gid = gid
        }
    }

    /// What becomes of the directory around the file.
    public enum Directory: UInt8, Sendable {
        /// It has to be there.
        case present
        /// Made with mode 0700 for the owner where it is not there.
        case made
        /// The same, and one that is there becomes the owner's with mode 0700.
        case managed
    }

    public var path: String
    public var bytes: [UInt8]
    /// The mode of a new file, and of any where `owner` is given.
    public var mode: UInt32
    /// Whom the file belongs to afterwards; nil leaves an existing file its owner and mode.
    public var owner: Owner?
    /// Whom the directory is given to, by ``Directory``.
    public var directoryOwner: Owner?
    public var directory: Directory

    public init(
        _ path: String, _ bytes: [UInt8], mode: UInt32, owner: Owner? = nil, directory: Directory = .present,
        directoryOwner: Owner? = nil
    ) {
        self.path = path
        self.bytes = bytes
        self.mode = mode
        self.owner = owner
        self.directory = directory
        self.directoryOwner = directoryOwner
    }

    /// The directory and the name in it.
    public var parts: (directory: String, name: String) { PathParts.of(path) }
}
