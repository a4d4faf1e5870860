import Values

/// What a file module's diff says of a file before and after, as two dicts of its properties.
struct AttributeChanges: Sendable {
    var before: Dict
    var after: Dict

    init(before: Dict = [:], after: Dict = [:]) {
        self.before = before
        self.after = after
    }

    mutating func note(_ name: String, _ old: Value, _ new: Value) {
        before[.string(name)] = old
        after[.string(name)] = new
    }

    var diff: Diff { Diff(before: .dict(before), after: .dict(after)) }
}
