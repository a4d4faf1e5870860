public import Diagnostics
package import Jinja
public import Values

extension Templar {
    /// What the lookup plugin `name` finds for `terms`, always as a list: `with_NAME` loops and `query()`.
    ///
    /// `options` are the keyword arguments; `errors` among them says what becomes of failures (`strict`, `warn`, `ignore`).
    public func lookup(_ name: String, terms: [Value], options: Dict = [:]) throws(Diagnostic) -> [Value] {
        try reporting("template", nil) { () throws(TemplateError) in
            try evaluating { (context) throws(TemplateError) in
                let found = try runLookup(name, terms, options, context, isLoop: true)
                var result: [Value] = []
                for item in found ?? [] {
                    let final = try context.finalized(item)
                    if !final.isOmit { result.append(final) }
                }
                return result
            }
        }
    }

    /// The items of a `with_NAME` loop: what the lookup finds for the `terms` as they were written.
    ///
    /// Undefined terms fail, except for lookups that leave them out.
    public func items(with name: String, over terms: Value) throws(Diagnostic) -> [Value] {
        if lookups.table.rows[name]?.acceptsUndefined == true {
            let known = try reporting("template", nil) { () throws(TemplateError) in
                try evaluating { context throws(TemplateError) in Self.resolved(terms, context) }
            }
            return try lookup(name, terms: known.sequence ?? [known])
        }
        let rendered = try render(terms)
        return try lookup(name, terms: rendered.sequence ?? [rendered])
    }

    /// The value with every template in it rendered, undefined where one is.
    private static func resolved(_ value: Value, _ context: EvaluationContext) -> Value {
        switch context.resolved(value) {
        case .list(let list): .list(list.items.map { resolved($0, context) })
        case .tuple(let tuple): .tuple(tuple.items.map { resolved($0, context) })
        case .dict(let dict): .dict(dict.items.mapValues { resolved($0, context) })
        case let other: other
        }
    }

    /// What a lookup finds; nil where it failed and failures are to be passed over.
    package func runLookup(
        _ name: String, _ terms: [Value], _ options: Dict, _ context: EvaluationContext, isLoop: Bool
    ) throws(TemplateError) -> [Value]? {
        guard let row = lookups.table.rows[name] ?? lookups.foreign?(name).map({ LookupRow(foreign: $0, name) }) else {
            var error = TemplateError(.plugin, "The lookup plugin '\(name)' was not found.")
            error.isDescribed = true
            if let near = Suggestion.nearest(to: name, among: lookups.table.rows.keys) {
                error.notes.append(Diagnostic.Note("Did you mean '\(near)'?"))
            }
            throw error
        }
        let terms = terms.map { context.resolved($0) }
        var options = options.mapValues { context.resolved($0) }
        let errors = try options["errors"]?.python() ?? "strict"
        options["errors"] = nil
        options["wantlist"] = nil
        if !row.acceptsUndefined {
            for value in terms + Array(options.values) {
                if case .undefined(let undefined) = value {
                    throw TemplateError(undefined)
                }
            }
        }
        let call = LookupCall(
            name: name, terms: terms, options: options, templar: self, context: context, isLoop: isLoop)
        do throws(TemplateError) { return try row.body(call) } catch {
            if error.kind == .undefined || error.kind == .recursion || error.isDescribed { throw error }
            var error = error
            switch errors {
            case "ignore": return nil
            case "warn":
                sink.add(
                    Diagnostic(
                        "An error occurred while running the lookup plugin '\(name)': \(error.message)",
                        severity: .warning))
                return nil
            default:
                error.message = "The lookup plugin '\(name)' failed: \(error.message)"
                error.isDescribed = true
                throw error
            }
        }
    }
}
