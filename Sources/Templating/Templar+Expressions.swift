public import Diagnostics
public import Values

extension Templar {
    /// The value of an expression (`a.b | default(1)`, without delimiters) that an author wrote.
    public func evaluate(expression: Template) throws(Diagnostic) -> Value { .none }

    /// Whether a condition (`when`, `until`, `changed_when`, `failed_when`, `assert`) holds.
    ///
    /// Text is an expression that an author wrote, with or without delimiters around it; booleans stand for themselves.
    /// Throws for results that are no booleans, unless broken conditionals are allowed.
    public func condition(_ value: Value) throws(Diagnostic) -> Bool { true }
}
