import Diagnostics
import System

/// Asks one question at a time, whichever tasks ask.
struct TurnPrompter: Prompter {
    let prompter: any Prompter
    private let turnstile = Turnstile()

    init(_ prompter: any Prompter) { self.prompter = prompter }

    var isInteractive: Bool { prompter.isInteractive }
    func say(_ text: String) { prompter.say(text) }

    func ask(_ question: String, isPrivate: Bool) async throws(Diagnostic) -> String? {
        await turnstile.enter()
        let result: Result<String?, Diagnostic>
        do throws(Diagnostic) {
            result = .success(try await prompter.ask(question, isPrivate: isPrivate))
        } catch {
            result = .failure(error)
        }
        await turnstile.leave()
        return try result.get()
    }

    func read(_ message: String, _ keys: PromptKeys) async -> PromptAnswer {
        await turnstile.enter()
        let answer = await prompter.read(message, keys)
        await turnstile.leave()
        return answer
    }
}
