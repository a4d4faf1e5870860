import CShims
import Glibc

/// Threads of the machine, for what must not run on Swift's few cooperative ones.
public enum SystemThread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Runs `body` on a new thread; false where the machine gives none.
    @discardableResult
    public static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        let body = Unmanaged.passRetained(Body(body))
        // Modules recurse into trees and grammars; the default of a secondary thread may be small.
        let failure = swiftplay_start_thread(
            { Unmanaged<Body>.fromOpaque($0!).takeRetainedValue().run() }, body.toOpaque(), 4 << 20)
        if failure != 0 { body.release() }
        return failure == 0
    }

    /// Runs `body` on a new thread that this program cannot do without: it ends with the reason where the machine gives
    /// none.
    public static func require(_ body: @escaping @Sendable () -> Void) {
        guard !start(body) else { return }
        let reason = "[Errno \(EAGAIN)] \(String(cString: strerror(EAGAIN)))"
        let text = "[ERROR]: no thread could be started: \(reason) (the limit on processes, ulimit -u)\n"
        var bytes = Array(text.utf8)
        _ = write(STDERR_FILENO, &bytes, bytes.count)
        _exit(250)
    }
}
