import Diagnostics
import Execution
import Glibc

/// Asks on the terminal, where there is one.
struct TerminalPrompter: Prompter {
    var isInteractive: Bool { isatty(STDIN_FILENO) != 0 }

    func ask(_ question: String, isPrivate: Bool) async throws(Diagnostic) -> String? {
        guard isPrivate, isInteractive else { return answer(question) }
        return hiddenAnswer(question)
    }

    /// The answer to a question; nil where the input ended.
    func answer(_ question: String) -> String? {
        show(question)
        return readLine(strippingNewline: true)
    }

    /// The answer to a question for a secret, which is not shown; nil where the input ended.
    func hiddenAnswer(_ question: String) -> String? {
        hidden {
            if isInteractive { show(question) }
            return readLine(strippingNewline: true)
        }
    }

    func say(_ text: String) { show(text + "\n") }

    func read(_ message: String, _ keys: PromptKeys) async -> PromptAnswer {
        // A program in the background must not take the terminal away from the one in front.
        guard isInteractive, getpgrp() == tcgetpgrp(STDIN_FILENO) else { return .nobody }
        return await KeyReader(keys, erase: { show("\r\u{1B}[K\($0)") }).read { say(message) }
    }

    private func show(_ text: String) {
        var text = text
        text.withUTF8 { _ = write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }

    /// Without showing what is typed, from before the question on.
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
