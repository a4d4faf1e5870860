import Glibc
import Synchronization
import Values

/// The file of `log_path`: what the screen shows, without colour, each line with time, process and user.
final class LogFile: Sendable {
    /// The name of the logger, which `log_filter` may leave out.
    static let logger = "ansible"

    private let path: String
    private let descriptor: Int32
    private let owner: String

    /// Nil where the file cannot be opened for appending. It is created for its owner alone.
    init?(path: String) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        owner = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? String(getuid())
    }

    deinit { close(descriptor) }

    func append(_ text: String) {
        let line = "\(Self.now()) p=\(getpid()) u=\(owner) n=\(Self.logger) INFO| \(text.trimmed())\n"
        Array(line.utf8).withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                let count = write(descriptor, bytes.baseAddress! + start, bytes.count - start)
                if count < 0 && errno == EINTR { continue }
                // A disk that fills up takes a part and names its reason with the rest.
                guard count > 0 else { return Losses.note("The log file \(path)", errno) }
                start += count
            }
        }
    }

    private static func now() -> String {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        var parts = tm()
        localtime_r(&time.tv_sec, &parts)
        var buffer = [CChar](repeating: 0, count: 32)
        strftime(&buffer, buffer.count, "%Y-%m-%d %H:%M:%S", &parts)
        let milliseconds = String(time.tv_nsec / 1_000_000)
        let text = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return text + "," + String(repeating: "0", count: 3 - milliseconds.count) + milliseconds
    }
}
