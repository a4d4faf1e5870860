public import Diagnostics
public import Values

extension Templar {
    /// The value with every template in it rendered, at every depth; plain text is never rendered, whatever it holds.
    ///
    /// Dict entries and list items that are `omit` fall away; the result is ``Value/omit`` where the value itself is.
    /// Tuples become lists, and objects what stands for them in plain data. Throws for undefined values anywhere in it.
    public func render(_ value: Value) throws(Diagnostic) -> Value { value }

    /// A task's arguments rendered, those that are `omit` left out. Errors name the argument.
    public func renderArguments(_ arguments: Dict) throws(Diagnostic) -> Dict { arguments }

    /// The value rendered to text, as Python's `str()` has it.
    public func renderText(_ value: Value) throws(Diagnostic) -> String { "" }

    /// Whether a template stands anywhere in `value`.
    public func isTemplate(_ value: Value) -> Bool { value.mayHoldTemplates }
}
