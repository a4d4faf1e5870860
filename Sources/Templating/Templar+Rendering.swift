public import Diagnostics
package import Jinja
public import Values

extension Templar {
    /// The value with every template in it rendered, at every depth; plain text is never rendered, whatever it holds.
    ///
    /// Dict entries and list items that are `omit` fall away; the result is ``Value/omit`` where the value itself is.
    /// Tuples become lists, and objects what stands for them in plain data. Throws for undefined values anywhere in it.
    public func render(_ value: Value) throws(Diagnostic) -> Value { try render(value, explaining: "") }

    /// The same; `prefix` stands before the message of an error about an undefined value.
    package func render(_ value: Value, explaining prefix: String) throws(Diagnostic) -> Value {
        switch value {
        case .string, .none, .bool, .int, .double: return value
        default: break
        }
        let rendered = try reporting("template", templateOf(value), explaining: prefix) { () throws(TemplateError) in
            try evaluating { (context) throws(TemplateError) in
                var value = value
                if case .template(let template) = value {
                    var options = RenderOptions()
                    options.keepsBackslashes = true
                    value = try nativeValue(of: template, options)
                }
                return try context.finalized(value)
            }
        }
        return try noting(rendered)
    }

    /// What the template `value` gives, at the top only: templates in a dict or list that it names stay as they are.
    public func shallow(_ value: Value) throws(Diagnostic) -> Value {
        guard case .template(let template) = value else { return value }
        return try reporting("template", template) { () throws(TemplateError) in
            try evaluating { (context) throws(TemplateError) in
                var options = RenderOptions()
                options.keepsBackslashes = true
                let value = context.touched(try nativeValue(of: template, options))
                if case .undefined(let undefined) = value { throw TemplateError(undefined) }
                return value
            }
        }
    }

    /// A task's arguments rendered, those that are `omit` left out. Errors name the argument.
    ///
    /// Dates in them are texts, as modules get them.
    ///
    /// - Parameter marked: leaves dates and vaulted texts as they are and marks what an author wrote, as ``renderMarked(_:)`` does.
    public func renderArguments(_ arguments: Dict, marked: Bool = false) throws(Diagnostic) -> Dict {
        var result: Dict = [:]
        for (name, value) in arguments {
            do throws(Diagnostic) {
                let rendered =
                    marked
                    ? try renderMarked(TracedValue(value, isAuthored: true), opens: true)
                    : try render(value).withDatesAsText
                if !rendered.isOmit { result[name] = rendered }
            } catch {
                var error = error
                error.message = "Error while resolving value for '\(name.rawText ?? "")': \(error.message)"
                if error.notes.contains(where: { $0.span != nil }), case .template(let template) = value {
                    error.notes.append(Diagnostic.Note("While rendering the argument.", at: template.span))
                }
                throw error
            }
        }
        return result
    }

    /// The value rendered to text, as Python's `str()` has it; nothing for None.
    public func renderText(_ value: Value) throws(Diagnostic) -> String {
        let result = try render(value)
        return try reporting("template", templateOf(value)) { () throws(TemplateError) in
            result.isNone ? "" : try result.python()
        }
    }

    /// Whether a template stands anywhere in `value`.
    public func isTemplate(_ value: Value) -> Bool { value.mayHoldTemplates }

    private func templateOf(_ value: Value) -> Template? {
        if case .template(let template) = value { template } else { nil }
    }

    /// Runs `body`; its error becomes a diagnostic about `template`.
    func reporting<Result>(
        _ form: String, _ template: Template?, explaining prefix: String = "",
        _ body: () throws(TemplateError) -> Result
    ) throws(Diagnostic) -> Result {
        do throws(TemplateError) { return try body() } catch {
            let described = error.described(as: form)
            var diagnostic = Diagnostic(
                described.message, at: described.span ?? template?.span, notes: described.notes)
            diagnostic.causes = [described.cause].compactMap(\.self)
            diagnostic.isUndefined = error.kind == .undefined
            if diagnostic.isUndefined { diagnostic.message = prefix + diagnostic.message }
            if let suggestion = suggestion(for: error) {
                diagnostic.notes.append(Diagnostic.Note("Did you mean '\(suggestion)'?"))
            }
            throw diagnostic
        }
    }

    /// A variable or a function whose name is near to the one that the error calls undefined.
    private func suggestion(for error: TemplateError) -> String? {
        let suffix = "' is undefined"
        guard error.kind == .undefined, error.message.hasPrefix("'"), error.message.hasSuffix(suffix) else {
            return nil
        }
        let name = String(error.message.dropFirst().dropLast(suffix.count))
        return Suggestion.nearest(to: name, among: variables.names)
            ?? Suggestion.nearest(to: name, among: environment.functions.keys)
    }
}
