import Diagnostics
import Execution
import Glibc

/// Asks on the terminal, where there is one.
struct TerminalPrompter: Prompter {
    func ask(_ question: String, isPrivate: Bool) async throws(Diagnostic) -> String? {
        guard isatty(STDIN_FILENO) != 0 else {
            return readLine(strippingNewline: true)
        }
        show(question)
        return isPrivate ? hidden { readLine(strippingNewline: true) } : readLine(strippingNewline: true)
    }

    /// The answer to a question; nil where the input ended.
    func answer(_ question: String) -> String? {
        show(question)
        return readLine(strippingNewline: true)
    }

    /// The answer to a question for a secret, which is not shown; nil where the input ended.
    func hiddenAnswer(_ question: String) -> String? {
        if isatty(STDIN_FILENO) != 0 { show(question) }
        return hidden { readLine(strippingNewline: true) }
    }

    func say(_ text: String) { show(text + "\n") }

    func pause(_ question: String, seconds: Double?, echo: Bool) async throws(Diagnostic) -> String {
        if !question.isEmpty { show(question) }
        if let seconds {
            try? await Task.sleep(nanoseconds: UInt64(seconds * 1e9))
            if !question.isEmpty { show("\n") }
            return ""
        }
        guard isatty(STDIN_FILENO) != 0 else {
            complain("[WARNING]: Not waiting for response to prompt as stdin is not interactive")
            return ""
        }
        return (echo ? readLine(strippingNewline: true) : hidden { readLine(strippingNewline: true) }) ?? ""
    }

    private func show(_ text: String) {
        var text = text
        text.withUTF8 { _ = write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }

    /// Without showing what is typed.
    private func hidden(_ body: () -> String?) -> String? {
        var settings = termios()
        guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return body() }
        let before = settings
        settings.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSANOW, &settings)
        defer {
            var before = before
            tcsetattr(STDIN_FILENO, TCSANOW, &before)
            show("\n")
        }
        return body()
    }
}
