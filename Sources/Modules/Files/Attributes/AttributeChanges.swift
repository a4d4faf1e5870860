package import Values

/// What a file module's diff says of a file before and after, as two dicts of its properties.
package struct AttributeChanges: Sendable {
    package var before: Dict
    package var after: Dict

    package init(before: Dict = [:], after: Dict = [:]) {
        self.before = before
        self.after = after
    }

    package mutating func note(_ name: String, _ old: Value, _ new: Value) {
        before[.string(name)] = old
        after[.string(name)] = new
    }

    package var diff: Diff { Diff(before: .dict(before), after: .dict(after)) }
}
