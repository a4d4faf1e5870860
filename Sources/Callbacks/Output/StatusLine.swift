import Glibc
import Synchronization

/// One line at the bottom of a terminal, on standard error, that shows what runs now and is cleared before any text comes.
final class StatusLine: Sendable {
    private struct State {
        var text: String?
        var isDrawn = false
    }
    private let state = Mutex(State())
    private let columns: Int

    init(columns: Int) { self.columns = columns }

    func set(_ text: String?) {
        clear()
        state.withLock { $0.text = text }
        draw()
    }

    func clear() {
        state.withLock {
            if $0.isDrawn { Self.send("\r\u{1B}[K") }
            $0.isDrawn = false
        }
    }

    func draw() {
        state.withLock {
            guard let text = $0.text else { return }
            Self.send("\r\u{1B}[K" + String(text.prefix(columns)))
            $0.isDrawn = true
        }
    }

    private static func send(_ text: String) {
        _ = text.utf8.withContiguousStorageIfAvailable { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
