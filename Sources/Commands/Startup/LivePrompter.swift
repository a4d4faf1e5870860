import Callbacks
import Diagnostics
import Execution

/// Asks on the terminal, with the live view out of the way where there is one.
struct LivePrompter: Prompter {
    private let prompter = TerminalPrompter()

    var isInteractive: Bool { prompter.isInteractive }

    func ask(_ question: String, isPrivate: Bool) async throws(Diagnostic) -> String? {
        try await LiveView.paused { () async throws(Diagnostic) in
            try await prompter.ask(question, isPrivate: isPrivate)
        }
    }

    func say(_ text: String) { LiveView.aside { prompter.say(text) } }

    func read(_ message: String, _ keys: PromptKeys) async -> PromptAnswer {
        await LiveView.paused { await prompter.read(message, keys) }
    }
}
