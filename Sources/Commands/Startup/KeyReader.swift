import Execution
import Glibc

/// Reads keys from the terminal as they are pressed, until one decides.
struct KeyReader {
    private let keys: PromptKeys
    private let erase: (String) -> Void

    /// - Parameter erase: clears the line and shows what is left of the input in it.
    init(_ keys: PromptKeys, erase: @escaping (String) -> Void) {
        self.keys = keys
        self.erase = erase
    }

    /// - Parameter ask: shows the question; what is typed from then on is not echoed where it must not be.
    func read(_ ask: () -> Void) async -> PromptAnswer {
        var settings = termios()
        guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return .nobody }
        var before = settings
        settings.c_lflag &= ~tcflag_t(ICANON | ISIG | IEXTEN | ECHO)
        if keys.echoes { settings.c_lflag |= tcflag_t(ECHO) }
        settings.c_iflag &= ~tcflag_t(ICRNL)
        tcflush(STDIN_FILENO, TCIFLUSH)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
        defer { tcsetattr(STDIN_FILENO, TCSADRAIN, &before) }
        ask()
        return await take(interrupt: [Self.character(before, VINTR)], backspace: Self.character(before, VERASE))
    }

    private func take(interrupt: [UInt8], backspace: UInt8) async -> PromptAnswer {
        var typed: [UInt8] = []
        let start = ContinuousClock.now
        while keys.seconds.map({ ContinuousClock.now - start < .seconds($0) }) ?? true {
            guard let key = nextKey() else {
                // No thread is held while no key is pressed.
                guard (try? await Task.sleep(nanoseconds: 10_000_000)) != nil else { return .interrupted }
                continue
            }
            let folded = key >= 65 && key <= 90 ? key + 32 : key
            if keys.interrupting.map({ $0.contains(folded) }) ?? interrupt.contains(key) {
                erase("")
                return .interrupted
            }
            if keys.completing.map({ $0.contains(folded) }) ?? (key == 13 || key == 10) {
                erase("")
                break
            }
            if key == backspace || key == 8 {
                if !typed.isEmpty { typed.removeLast() }
                erase(keys.echoes ? String(decoding: typed, as: UTF8.self) : "")
            } else {
                typed.append(key)
            }
        }
        return .typed(String(decoding: typed, as: UTF8.self))
    }

    /// The next key that was pressed already; nil where none was.
    private func nextKey() -> UInt8? {
        var polled = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        guard poll(&polled, 1, 0) > 0 else { return nil }
        var byte: UInt8 = 0
        return Glibc.read(STDIN_FILENO, &byte, 1) == 1 ? byte : nil
    }

    private static func character(_ settings: termios, _ index: Int32) -> UInt8 {
        withUnsafeBytes(of: settings.c_cc) { $0[Int(index)] }
    }
}
