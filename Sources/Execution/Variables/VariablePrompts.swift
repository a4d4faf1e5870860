public import Diagnostics
import Playbook
import Templating
import Values

/// `vars_prompt`: asks the operator before the play begins.
struct VariablePrompts {
    let run: RunContext
    let play: Play

    func ask() async throws(Diagnostic) -> Dict {
        var answers: Dict = [:]
        for entry in play.keywords.varsPrompt {
            // What the command line gives is not asked for.
            guard run.options.extraVariables[.string(entry.name)] == nil else { continue }
            answers[.string(entry.name)] = .string(try await answer(entry))
        }
        return answers
    }

    private func answer(_ entry: VarsPrompt) async throws(Diagnostic) -> String {
        let stack = run.variables.stack(host: nil, task: nil, play: nil)
        let templar = run.templar(stack, searchPath: [], host: nil)
        func text(_ value: Value?) throws(Diagnostic) -> String? {
            try value.map { written throws(Diagnostic) in try templar.renderText(written) }
        }
        func flag(_ value: Value?, _ fallback: Bool) throws(Diagnostic) -> Bool {
            try value.map { written throws(Diagnostic) in ansibleBool(try templar.render(written)) ?? fallback }
                ?? fallback
        }
        let isPrivate = try flag(entry.isPrivate, true)
        let fallback = try text(entry.default)
        var question = try text(entry.prompt) ?? entry.name
        if let fallback { question += " [\(fallback)]" }
        while true {
            let given = try await run.prompts.ask(question + ": ", isPrivate: isPrivate)
            if try flag(entry.confirm, false), given != nil {
                let again = try await run.prompts.ask("confirm \(question): ", isPrivate: isPrivate)
                guard again == given else {
                    run.prompts.say("***** VALUES ENTERED DO NOT MATCH ****")
                    continue
                }
            }
            let answer = given.flatMap { $0.isEmpty ? nil : $0 } ?? fallback ?? ""
            guard let method = try text(entry.encrypt), !method.isEmpty else { return answer }
            return try encrypted(answer, method, entry, templar)
        }
    }

    private func encrypted(
        _ answer: String, _ method: String, _ entry: VarsPrompt, _ templar: Templar
    ) throws(Diagnostic) -> String {
        var words = "password_hash('\(method)'"
        if entry.salt != nil { words += ", salt=swiftplay_salt" }
        words += ")"
        let seen = templar.with(["swiftplay_answer": .string(answer), "swiftplay_salt": entry.salt ?? .none])
        let value = try seen.evaluate(expression: Template("swiftplay_answer | \(words)"))
        return try seen.renderText(value)
    }
}

/// Who asks the operator.
public protocol Prompter: Sendable {
    /// The answer without its line end; nil where nobody can answer.
    func ask(_ question: String, isPrivate: Bool) async throws(Diagnostic) -> String?
    func say(_ text: String)
    /// Waits for a key: for Enter where `seconds` is nil, else for that long, unless interrupted. Returns what was typed.
    func pause(_ question: String, seconds: Double?, echo: Bool) async throws(Diagnostic) -> String
}
