public import Diagnostics
package import Jinja
public import Values

extension Templar {
    /// The value of an expression (`a.b | default(1)`, without delimiters) that an author wrote.
    public func evaluate(expression: Template) throws(Diagnostic) -> Value {
        var options = RenderOptions()
        options.keepsBackslashes = true
        return try evaluate(expression, options)
    }

    package func evaluate(
        _ expression: Template, _ options: RenderOptions, explaining prefix: String = ""
    ) throws(Diagnostic) -> Value {
        try reporting("expression", expression, explaining: prefix) { () throws(TemplateError) in
            try evaluating { (context) throws(TemplateError) in
                try context.finalized(try context.evaluate(expression, options))
            }
        }
    }

    /// Whether a condition (`when`, `until`, `changed_when`, `failed_when`, `assert`) holds.
    ///
    /// Text is an expression that an author wrote, with or without delimiters around it; booleans stand for themselves.
    /// Text is never checked for who wrote it: hand over what stands in a playbook, not what a host answered.
    /// Throws for results that are no booleans, unless broken conditionals are allowed.
    public func condition(_ value: Value) throws(Diagnostic) -> Bool {
        try Conditional(templar: self, value: value).holds()
    }
}
