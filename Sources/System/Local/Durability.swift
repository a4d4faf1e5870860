import CShims
import Glibc
import Synchronization

/// Whether what is renamed into its place is on the disk before, so that a power loss leaves the old file or the new
/// one and never an empty one.
///
/// `SWIFTPLAY_DURABLE_WRITES=0` (the setting `durable_writes` of `[swiftplay]`) turns it off: for throw-away machines, where
/// many small files cost a wait for the disk each.
public enum Durability {
    public static let variable = "SWIFTPLAY_DURABLE_WRITES"

    private static let state = Mutex<Bool?>(nil)

    /// For all of this program.
    public static var isOn: Bool {
        get {
            state.withLock { state in
                let isOn = state ?? (ProcessEnvironment.current[variable] != "0")
                state = isOn
                return isOn
            }
        }
        set { state.withLock { $0 = newValue } }
    }

    /// Waits until the disk has a file's content. A full disk may show here first.
    static func settle(_ descriptor: Int32, _ path: String) throws(SystemError) {
        guard isOn else { return }
        // Pipes, devices and some file systems have nothing to wait for.
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS || errno == ENOSYS else {
            throw .last("fsync \(path)")
        }
    }

    /// After how many bytes of a large file what is written of it is sent to the disk.
    private static let stride = 8 << 20

    /// Sends what was written of a large file to the disk without waiting, so that little is left for ``settle(_:_:)``.
    ///
    /// - Parameters:
    ///   - end: where the file ends by now.
    ///   - count: how many bytes were written last.
    static func hasten(_ descriptor: Int32, end: Int, count: Int) {
        guard isOn, end / stride > (end - count) / stride else { return }
        let begin = max(0, (end - count) / stride * stride)
        swiftplay_begin_writeback(descriptor, Int64(begin), Int64(end - begin))
    }

    /// ``settle(_:_:)`` for a file of a directory that is closed.
    ///
    /// - Parameters:
    ///   - name: the file, in `directory`.
    ///   - path: what errors call it.
    static func settle(_ name: String, in directory: Int32, _ path: String) throws(SystemError) {
        guard isOn else { return }
        // A FIFO would wait for a writer; what is no file has no content.
        let number = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard number >= 0 else { return }
        defer { _ = close(number) }
        var status = stat()
        guard fstat(number, &status) == 0, FileInfo(status).kind == .file else { return }
        try settle(number, path)
    }

    /// The same by a path.
    package static func settle(path: String) throws(SystemError) { try settle(path, in: AT_FDCWD, path) }

    /// Asks that the names in a file's directory reach the disk; what cannot be asked for there is let be.
    package static func settleDirectory(of path: String) {
        guard isOn else { return }
        let number = open(PathParts.of(path).directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else { return }
        fsync(number)
        _ = close(number)
    }
}
