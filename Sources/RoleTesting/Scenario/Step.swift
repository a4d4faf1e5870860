import Diagnostics

/// One step of a sequence: what is done, and the arguments that it carries (`verify a.yml b.yml`).
struct Step: Sendable, Equatable {
    enum Action: String, CaseIterable, Sendable {
        case check, cleanup, converge, create, dependency, destroy, idempotence, prepare, syntax, verify, lint
        case sideEffect = "side_effect"
    }

    var action: Action
    var arguments: [String] = []

    /// Throws for a step that there is not.
    init(_ text: String) throws(Diagnostic) {
        let words = text.split(separator: " ").map(String.init)
        guard let word = words.first, let action = Action(rawValue: word.replacing("-", with: "_")) else {
            throw Diagnostic(
                "there is no step '\(text)'",
                help: Suggestion.nearest(to: text, among: Action.allCases.map(\.rawValue)).map {
                    "Did you mean '\($0)'?"
                })
        }
        self.action = action
        arguments = Array(words.dropFirst())
    }

    init(_ action: Action) { self.action = action }

    /// As it is written in a sequence.
    var title: String { ([action.rawValue] + arguments).joined(separator: " ") }
}
