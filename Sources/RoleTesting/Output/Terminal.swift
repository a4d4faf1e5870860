import CShims
import Glibc

/// Standard output and error of this process.
enum Terminal {
    static func write(_ text: String, isError: Bool) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.write(isError ? STDERR_FILENO : STDOUT_FILENO, $0.baseAddress, $0.count)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// `COLUMNS`, the width of the terminal, or 80.
    static func columns(_ environment: [String: String]) -> Int {
        if let text = environment["COLUMNS"], let number = Int(text), number > 0 { return number }
        guard isatty(STDOUT_FILENO) != 0 else { return 80 }
        let width = Int(swiftplay_terminal_columns(STDOUT_FILENO))
        return width > 0 ? width : 80
    }
}
