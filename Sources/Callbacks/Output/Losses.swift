import Glibc
import Synchronization

/// What this program was to write and could not, such as on a full disk: told once for each, and a failure of all.
public enum Losses {
    private static let known = Mutex<Set<String>>([])

    /// Whether anything was lost.
    public static var isEmpty: Bool { known.withLock { $0.isEmpty } }

    /// `what` is the beginning of a sentence, such as `The log file /var/log/play`. A reader that has gone away is no
    /// loss: the run goes on without it.
    public static func note(_ what: String, _ code: Int32) {
        guard code != EPIPE, known.withLock({ $0.insert(what).inserted }) else { return }
        let text = "[ERROR]: \(what) could not be written: [Errno \(code)] \(String(cString: strerror(code)))\n"
        var bytes = Array(text.utf8)
        _ = write(STDERR_FILENO, &bytes, bytes.count)
    }
}
