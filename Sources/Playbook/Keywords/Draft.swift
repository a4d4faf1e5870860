import Values
import YAML

/// What the keywords of one play, role, block or task have said so far.
struct Draft: Sendable {
    var name: Value?
    var attributes = Attributes()
    var vars = Dict()
    var task = TaskKeywords()
    var play = PlayKeywords()
    /// Lists of tasks, handlers and roles, by keyword, to be read when it is known what they inherit.
    var sections: [String: Written] = [:]
    /// The inheritable keywords that were written.
    var written: [Keyword] = []
    /// What the thing is called in messages: `Play`, `Block`, `Task`, `Handler`, `TaskInclude`, …
    var noun: String
    /// Whose handler it is, as listeners name it; empty outside roles.
    var roleNames: [String] = []

    init(noun: String) { self.noun = noun }

    /// What was written here, on top of what is inherited.
    func effective(over inherited: Attributes) -> Attributes {
        guard !written.isEmpty || !attributes.reservedNames.isEmpty else { return inherited }
        var effective = inherited
        effective.reservedNames += attributes.reservedNames
        for keyword in written { keyword.inherit(&effective, attributes) }
        return effective
    }
}
