import Glibc

/// A lock that one process holds on a file (flock(2)), given up when this goes away or the process ends.
final class FileLock: Sendable {
    private let descriptor: Int32

    /// Waits for it, asking again as long as the task is not cancelled.
    init(_ path: String) async throws(HostError) {
        while true {
            if let descriptor = try FileLock.attempt(path, exclusive: true) {
                self.descriptor = descriptor
                return
            }
            guard (try? await Task.sleep(for: .milliseconds(50))) != nil else { throw .cancelled }
        }
    }

    /// Takes it if that can be had at once; shared ones are had together.
    init?(attempting path: String, exclusive: Bool) throws(HostError) {
        guard let descriptor = try FileLock.attempt(path, exclusive: exclusive) else { return nil }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    private static func attempt(_ path: String, exclusive: Bool) throws(HostError) -> Int32? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .last("lock \(path)", errno) }
        if flock(descriptor, (exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0 {
            // The process that held it may have removed the file in the meantime.
            var ours = stat(), there = stat()
            if fstat(descriptor, &ours) == 0, stat(path, &there) == 0, ours.st_ino == there.st_ino { return descriptor }
        }
        close(descriptor)
        return nil
    }
}
