import Glibc

/// A directory that is reached name by name, so that users who may write above it cannot lead elsewhere.
struct TrustedDirectory: ~Copyable {
    let descriptor: Descriptor
    /// Whether it was made when it was opened.
    let isNew: Bool

    private static let linkLimit = 40
    /// O_PATH of Linux, which the C library shows to programs of GNU's kind alone.
    private static let pathOnly: Int32 = 0o10000000

    /// Opens the directory at `path`; where its last name is not there and `mode` is given, makes it.
    ///
    /// A symbolic link is followed where it belongs to root, to the user who acts or to the owner of the directory that
    /// is reached in the end. Each name is looked up in the directory opened before it (openat(2)), so that what is
    /// renamed meanwhile changes nothing.
    init(_ path: String, making mode: UInt32?) throws(SystemError) {
        let operation = "open \(path)"
        var current = try Self.start(path)
        var names: [String] = path.split(separator: "/").reversed().map(String.init)
        var strangers: Set<UInt32> = []
        var links = 0
        var isNew = false
        while let name = names.popLast() {
            var number = openat(current.number, name, Self.pathOnly | O_NOFOLLOW | O_CLOEXEC)
            if number < 0, errno == ENOENT, names.isEmpty, let mode {
                guard mkdirat(current.number, name, mode) == 0 else { throw .last("mkdir \(path)") }
                isNew = true
                number = openat(current.number, name, Self.pathOnly | O_NOFOLLOW | O_CLOEXEC)
            }
            guard number >= 0 else { throw .last(operation) }
            let next = Descriptor(adopting: number)
            let info = try next.info(path)
            switch info.kind {
            case .directory: current = next
            case .link:
                links += 1
                guard links <= Self.linkLimit else { throw SystemError(errno: ELOOP, operation) }
                if info.uid != 0, info.uid != geteuid() { strangers.insert(info.uid) }
                let target = try Self.target(of: next, operation)
                names += target.split(separator: "/").reversed().map(String.init)
                if target.hasPrefix("/") { current = try Self.start("/") }
            default: throw SystemError(errno: ENOTDIR, operation)
            }
        }
        let owner = try current.info(path).uid
        guard strangers.isSubset(of: [owner]) else {
            throw SystemError(
                code: ELOOP, operation: operation,
                reason: "it or a directory above it is a symbolic link to what does not belong to the link's owner")
        }
        // For fsync, fchmod and fchown; a directory that may not be read still takes files.
        let readable = openat(current.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        descriptor = readable >= 0 ? Descriptor(adopting: readable) : current
        self.isNew = isNew
    }

    private static func start(_ path: String) throws(SystemError) -> Descriptor {
        try Descriptor(open: path.hasPrefix("/") ? "/" : ".", pathOnly | O_DIRECTORY)
    }

    private static func target(of link: borrowing Descriptor, _ operation: String) throws(SystemError) -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlinkat(link.number, "", &buffer, buffer.count)
        guard count >= 0 else { throw .last(operation) }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
