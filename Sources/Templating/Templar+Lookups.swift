public import Diagnostics
public import Values

extension Templar {
    /// What the lookup plugin `name` finds for `terms`, always as a list: `with_NAME` loops and `query()`.
    ///
    /// `options` are the keyword arguments; `errors` among them says what becomes of failures (`strict`, `warn`, `ignore`).
    public func lookup(_ name: String, terms: [Value], options: Dict = [:]) throws(Diagnostic) -> [Value] { [] }
}
