import Diagnostics
import Glibc
import Synchronization

/// Waits for files below some directories to be saved (inotify(7)).
final class FileWatch: Sendable {
    private let descriptor: Int32
    private let directories = Mutex<[Int32: String]>([:])
    private let reports: Set<String>

    private static let mask = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_ATTRIB)
    /// Directories in which tools keep what is not written by hand.
    private static let ignored: Set<String> = [
        ".git", ".tox", ".venv", "__pycache__", "node_modules", ".cache", ".pytest_cache",
    ]

    /// - Parameter reports: paths of files that the tests write themselves.
    init(_ roots: [String], reports: Set<String> = []) throws(Diagnostic) {
        self.reports = reports
        descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        guard descriptor >= 0 else { throw Disk.failure("cannot watch files") }
        for root in roots { try add(root) }
    }

    deinit { close(descriptor) }

    private func add(_ directory: String) throws(Diagnostic) {
        let watch = inotify_add_watch(descriptor, directory, Self.mask)
        guard watch >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return }
            throw Diagnostic(
                "cannot watch \(directory): \(String(cString: strerror(errno)))",
                help: errno == ENOSPC ? "The limit is fs.inotify.max_user_watches." : nil)
        }
        directories.withLock { $0[watch] = directory }
        for name in Disk.names(in: directory) where !Self.ignored.contains(name) {
            let path = "\(directory)/\(name)"
            if !Disk.isLink(path), Disk.isDirectory(path) { try add(path) }
        }
    }

    /// Blocks the thread until something was saved and nothing more has come for a moment.
    ///
    /// - Parameter limit: in milliseconds; -1 for none.
    /// - Returns: the paths; empty where the limit is over.
    func wait(limit: Int32 = -1) throws(Diagnostic) -> Set<String> {
        var changed: Set<String> = []
        while true {
            var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&polled, 1, changed.isEmpty ? limit : 40)
            if ready < 0, errno == EINTR { continue }
            guard ready > 0 else { return changed }
            try read(into: &changed)
        }
    }

    private func read(into changed: inout Set<String>) throws(Diagnostic) {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        var offset = 0
        while offset + 16 <= count {
            let watch = buffer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Int32.self) }
            let kind = buffer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self) }
            let length = Int(buffer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self) })
            let name = String(
                decoding: buffer[(offset + 16)..<(offset + 16 + length)].prefix { $0 != 0 }, as: UTF8.self)
            offset += 16 + length
            guard let directory = directories.withLock({ $0[watch] }), !name.isEmpty, !Self.ignored.contains(name)
            else { continue }
            let path = "\(directory)/\(name)"
            if kind & UInt32(IN_ISDIR) != 0 {
                if kind & UInt32(IN_CREATE | IN_MOVED_TO) != 0 { try add(path) }
                continue
            }
            // A file that is made is told again when it is written; what editors keep beside a file is none of ours.
            if kind & UInt32(IN_CREATE) != 0 || Self.isTemporary(name) { continue }
            if !reports.contains(path) { changed.insert(path) }
        }
    }

    private static func isTemporary(_ name: String) -> Bool {
        name.hasSuffix("~") || name.hasSuffix(".swp") || name.hasSuffix(".swx") || name.hasPrefix(".#")
            || name == "4913"
    }
}
