import Glibc

/// Keys of a terminal as they are pressed, without being shown.
struct TerminalKeys: Sendable {
    private let before: termios

    /// Nil where standard input is no terminal, or one that another program has.
    init?() {
        var settings = termios()
        guard isatty(STDIN_FILENO) != 0, getpgrp() == tcgetpgrp(STDIN_FILENO),
            tcgetattr(STDIN_FILENO, &settings) == 0
        else { return nil }
        before = settings
        take()
    }

    /// From now on keys come one by one. Ctrl+C still interrupts.
    func take() {
        guard getpgrp() == tcgetpgrp(STDIN_FILENO) else { return }
        var settings = before
        settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
        tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    }

    /// Makes the terminal as it was.
    func restore() {
        guard getpgrp() == tcgetpgrp(STDIN_FILENO) else { return }
        var settings = before
        tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    }

    /// Whether a key is there, or comes within so many milliseconds.
    func wait(_ milliseconds: Int32) -> Bool {
        var polled = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        guard poll(&polled, 1, milliseconds) > 0 else { return false }
        if polled.revents & Int16(POLLIN) != 0 { return true }
        // The terminal has gone.
        usleep(UInt32(milliseconds) * 1000)
        return false
    }

    /// The key that is there.
    func next() -> UInt8? {
        var byte: UInt8 = 0
        return Glibc.read(STDIN_FILENO, &byte, 1) == 1 ? byte : nil
    }
}
