import Glibc

/// A directory that is reached name by name, so that users who may write above it cannot lead elsewhere.
struct TrustedDirectory: ~Copyable {
    /// A symbolic link in the directory.
    struct Link {
        var target: String
        /// The user who may have led us there, where that is neither root nor the one who acts.
        var stranger: UInt32?
    }

    let descriptor: Descriptor
    /// Whether it was made when it was opened.
    let isNew: Bool
    /// Whether a symbolic link of neither root nor the user who acts led here.
    let isByStranger: Bool

    static let linkLimit = 40
    /// O_PATH of Linux, which the C library shows to programs of GNU's kind alone.
    static let pathOnly: Int32 = 0o10000000

    /// Opens the directory at `path`; where its last name is not there and `mode` is given, makes it.
    ///
    /// A symbolic link is followed where it is in a directory that root or the user who acts keeps to itself, or
    /// belongs to one of them or to the owner of the directory that is reached in the end. Each name is looked up in the
    /// directory opened before it (openat(2)), so that what is renamed meanwhile changes nothing.
    ///
    /// - Parameter start: where a relative path begins; else in the working directory.
    init(
        _ path: String, from start: Int32 = AT_FDCWD, making mode: UInt32? = nil, _ operation: String
    ) throws(SystemError) {
        var current = try Self.start(path, from: start, operation)
        var names: [String] = path.split(separator: "/").reversed().map(String.init)
        var strangers: Set<UInt32> = []
        var links = 0
        var isNew = false
        while let name = names.popLast() {
            // O_DIRECTORY has the kernel mount what is mounted on demand.
            var number = openat(current.number, name, Self.pathOnly | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            if number < 0, errno == ENOENT, names.isEmpty, let mode {
                guard mkdirat(current.number, name, mode) == 0 else { throw .last(operation) }
                isNew = true
                number = openat(current.number, name, Self.pathOnly | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            }
            if number >= 0 {
                current = Descriptor(adopting: number)
                continue
            }
            guard errno == ENOTDIR || errno == ELOOP else { throw .last(operation) }
            guard let link = try Self.link(name, in: current, operation) else {
                // Links of procfs lead where no text says; what else is no link is no directory either.
                guard current.isOfProcesses else { throw SystemError(errno: ENOTDIR, operation) }
                let number = openat(current.number, name, Self.pathOnly | O_DIRECTORY | O_CLOEXEC)
                guard number >= 0 else { throw .last(operation) }
                current = Descriptor(adopting: number)
                continue
            }
            links += 1
            guard links <= Self.linkLimit else { throw SystemError(errno: ELOOP, operation) }
            if let stranger = link.stranger { strangers.insert(stranger) }
            names += link.target.split(separator: "/").reversed().map(String.init)
            if link.target.hasPrefix("/") { current = try Self.start("/", from: start, operation) }
        }
        guard strangers.isSubset(of: [try current.info(path).uid]) else { throw Self.ledAstray(operation) }
        // For fsync, fchmod and fchown; a directory that may not be read still takes files.
        let readable = openat(current.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        descriptor = readable >= 0 ? Descriptor(adopting: readable) : current
        self.isNew = isNew
        isByStranger = !strangers.isEmpty
    }

    /// What a symbolic link of this name says; nil where there is none.
    func link(_ name: String, _ operation: String) throws(SystemError) -> Link? {
        try Self.link(name, in: descriptor, operation)
    }

    static func ledAstray(_ operation: String) -> SystemError {
        SystemError(
            code: ELOOP, operation: operation,
            reason: "it or a directory above it is a symbolic link to what does not belong to the link's owner")
    }

    private static func start(
        _ path: String, from start: Int32, _ operation: String
    ) throws(SystemError) -> Descriptor {
        let number = openat(start, path.hasPrefix("/") ? "/" : ".", pathOnly | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else { throw .last(operation) }
        return Descriptor(adopting: number)
    }

    private static func link(
        _ name: String, in directory: borrowing Descriptor, _ operation: String
    ) throws(SystemError) -> Link? {
        let number = openat(directory.number, name, pathOnly | O_NOFOLLOW | O_CLOEXEC)
        guard number >= 0 else {
            if errno == ENOENT { return nil }
            throw .last(operation)
        }
        let link = Descriptor(adopting: number)
        let info = try link.info(operation)
        guard info.kind == .link, !directory.isOfProcesses else { return nil }
        let place = try directory.info(operation)
        let trusted = [0, geteuid()]
        let isKept = trusted.contains(place.uid) && place.mode & 0o022 == 0
        return Link(
            target: try target(of: link, operation),
            stranger: isKept || trusted.contains(info.uid) ? nil : info.uid)
    }

    private static func target(of link: borrowing Descriptor, _ operation: String) throws(SystemError) -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlinkat(link.number, "", &buffer, buffer.count)
        guard count >= 0 else { throw .last(operation) }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
