import Glibc
import Synchronization

/// The bottom of a terminal that is drawn again and again, below text that scrolls and stays.
///
/// Each change is one write, marked as one update for terminals that know that (mode 2026), and goes over what stands
/// there instead of clearing it first, so that nothing flickers.
final class LiveScreen: Sendable {
    private struct State {
        /// The lines that stand there, with colours, and their widths in cells.
        var drawn: [(text: String, width: Int)] = []
        var wanted: [(text: String, width: Int)] = []
        var isOn = true
        /// Text that no line break has ended yet.
        var partial = ""
    }

    private let state = Mutex(State())
    private let descriptor: Int32
    private let isErrorHere: Bool

    init(_ descriptor: Int32 = STDOUT_FILENO) {
        self.descriptor = descriptor
        isErrorHere = isatty(STDERR_FILENO) != 0
    }

    /// The terminal's size.
    var size: (columns: Int, rows: Int) {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 else { return (80, 24) }
        return (size.ws_col > 0 ? Int(size.ws_col) : 80, size.ws_row > 0 ? Int(size.ws_row) : 24)
    }

    /// Draws `lines` in the place of those that stand there.
    func draw(_ lines: [(text: String, width: Int)]) {
        state.withLock { state in
            state.wanted = lines
            guard state.isOn else { return }
            update(&state, printing: "")
        }
    }

    /// Prints `text` above the region; a line that has no end yet waits for it.
    func print(_ text: String, isError: Bool) {
        state.withLock { state in
            if isError, !isErrorHere {
                Self.write(text, to: STDERR_FILENO)
            } else if state.isOn {
                let text = state.partial + text
                let end = text.lastIndex { $0 == "\n" || $0 == "\r\n" }.map { text.index(after: $0) } ?? text.startIndex
                state.partial = String(text[end...])
                if end > text.startIndex { update(&state, printing: String(text[..<end])) }
            } else {
                Self.write(text, to: isError ? STDERR_FILENO : descriptor)
            }
        }
    }

    /// Takes the region away, for as long as something else has the terminal.
    func pause() {
        state.withLock { state in
            guard state.isOn else { return }
            let wanted = state.wanted
            state.wanted = []
            update(&state, printing: "")
            Self.write(state.partial, to: descriptor)
            state.partial = ""
            state.wanted = wanted
            state.isOn = false
        }
    }

    func resume() {
        state.withLock { state in
            state.isOn = true
            update(&state, printing: "")
        }
    }

    private func update(_ state: inout State, printing text: String) {
        let width = size.columns
        // A terminal that has become narrower has broken the lines.
        let rows = state.drawn.reduce(0) { $0 + max(1, ($1.width + width - 1) / width) }
        var frame = "\u{1B}[?2026h"
        if !state.drawn.isEmpty {
            frame += "\r"
            if rows > 1 { frame += "\u{1B}[\(rows - 1)A" }
        }
        if !text.isEmpty { frame += "\u{1B}[J" + text }
        frame += state.wanted.map { $0.text + "\u{1B}[K" }.joined(separator: "\n")
        frame += "\u{1B}[J\u{1B}[?2026l"
        Self.write(frame, to: descriptor)
        state.drawn = state.wanted
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while let base = rest.baseAddress, !rest.isEmpty {
                let count = Glibc.write(descriptor, base, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return Losses.note("Standard output", errno) }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
        }
    }
}
