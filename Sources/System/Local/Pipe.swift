import Glibc

/// Both ends of a pipe, close-on-exec.
final class Pipe {
    let reader: Descriptor
    let writer: Descriptor

    init() throws(SystemError) {
        let ends = try Self.open()
        reader = Descriptor(adopting: ends.reader)
        writer = Descriptor(adopting: ends.writer)
    }

    /// The descriptors of a new pipe, which the caller closes.
    static func open() throws(SystemError) -> (reader: Int32, writer: Int32) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .last("pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}
