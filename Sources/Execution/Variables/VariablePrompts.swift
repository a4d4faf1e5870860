import Diagnostics
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
            run.events.receive(.prompted(entry.fields))
            answers[.string(entry.name)] = .string(try await answer(entry))
        }
        return answers
    }

    /// What stands for the answers where plays are only listed.
    func defaults() throws(Diagnostic) -> Dict {
        guard !play.keywords.varsPrompt.isEmpty else { return [:] }
        let templar = self.templar
        var answers: Dict = [:]
        for entry in play.keywords.varsPrompt where run.options.extraVariables[.string(entry.name)] == nil {
            answers[.string(entry.name)] =
                try entry.default.map { value throws(Diagnostic) in try templar.render(value) }
                ?? Value.none
        }
        return answers
    }

    private var templar: Templar {
        let state = PlayState(play: play, name: "", allHosts: [], batch: [], prompted: [:])
        return run.templar(run.variables.stack(host: nil, task: nil, play: state), searchPath: [], host: nil)
    }

    private func answer(_ entry: VarsPrompt) async throws(Diagnostic) -> String {
        let templar = self.templar
        func text(_ value: Value?) throws(Diagnostic) -> String? {
            try value.map { written throws(Diagnostic) in try templar.renderText(written) }
        }
        func flag(_ value: Value?, _ fallback: Bool) throws(Diagnostic) -> Bool {
            try value.map { written throws(Diagnostic) in ansibleBool(try templar.render(written)) ?? fallback }
                ?? fallback
        }
        let isPrivate = try flag(entry.isPrivate, true)
        let fallback = try text(entry.default)
        let written = try text(entry.prompt) ?? entry.name
        var question = written.isEmpty ? "input for \(entry.name)" : written
        if let fallback, !written.isEmpty { question += " [\(fallback)]" }
        var given: String?
        if run.prompts.isInteractive {
            given = try await run.prompts.ask(question + ": ", isPrivate: isPrivate)
            if try flag(entry.confirm, false) {
                while given != (try await run.prompts.ask("confirm \(question): ", isPrivate: isPrivate)) {
                    run.prompts.say("***** VALUES ENTERED DO NOT MATCH ****")
                    given = try await run.prompts.ask(question + ": ", isPrivate: isPrivate)
                }
            }
        } else {
            run.events.receive(
                .diagnostic(Diagnostic("Not prompting as we are not in interactive mode", severity: .warning)))
        }
        if isPrivate { run.options.mask.add(given) }
        let answer = given.flatMap { $0.isEmpty ? nil : $0 } ?? fallback ?? given ?? "None"
        guard let method = try text(entry.encrypt), !method.isEmpty else { return answer }
        let encrypted = try encrypted(answer, method, entry, templar)
        if isPrivate { run.options.mask.add(encrypted) }
        return encrypted
    }

    private func encrypted(
        _ answer: String, _ method: String, _ entry: VarsPrompt, _ templar: Templar
    ) throws(Diagnostic) -> String {
        var salt = try entry.salt.map { written throws(Diagnostic) in try templar.render(written) }
        if salt == nil, let size = try entry.saltSize.map({ value throws(Diagnostic) in try templar.render(value) }) {
            salt = .string(try Self.randomSalt(size, entry))
        }
        var words = "password_hash('\(method)'"
        if salt != nil { words += ", salt=swiftplay_salt" }
        words += ")"
        let seen = templar.with(["swiftplay_answer": .string(answer), "swiftplay_salt": salt ?? .none])
        let value = try seen.evaluate(expression: Template("swiftplay_answer | \(words)"))
        return try seen.renderText(value)
    }

    /// A salt of `salt_size` characters.
    private static func randomSalt(_ size: Value, _ entry: VarsPrompt) throws(Diagnostic) -> String {
        guard let count = FieldRenderer.int(size), (1...64).contains(count) else {
            throw Diagnostic("The salt_size of the prompt for '\(entry.name)' must be a number from 1 to 64.")
        }
        let letters = Array("./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        return String((0..<count).map { _ in letters.randomElement() ?? "." })
    }
}

extension VarsPrompt {
    /// As it was written.
    fileprivate var fields: Dict {
        let written: [(String, Value?)] = [
            ("prompt", prompt), ("default", self.default), ("private", isPrivate), ("confirm", confirm),
            ("encrypt", encrypt), ("salt_size", saltSize), ("salt", salt), ("unsafe", unsafe),
        ]
        var fields: Dict = ["varname": .string(name)]
        for case (let name, let value?) in written { fields[.string(name)] = value }
        return fields
    }
}
