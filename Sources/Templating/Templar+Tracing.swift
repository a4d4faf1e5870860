public import Diagnostics
public import Jinja
public import Values

/// Where texts come from: asked by conditions that name their expression, and by what keeps vaulted texts vaulted.
extension Templar {
    public func tracedVariable(_ name: String) throws(TemplateError) -> TracedValue? {
        guard let traced = variables.traced(name) else { return try variable(name).map { TracedValue($0) } }
        return traced
    }

    public func renderTraced(_ template: Template) throws(TemplateError) -> TracedValue {
        do throws(TemplateError) {
            let result = try evaluating { (context) throws(TemplateError) in
                var options = RenderOptions()
                options.keepsBackslashes = true
                return try traced(template, options, context)
            }
            guard case .undefined(let undefined) = result.value else { return result }
            let value = Value.undefined(passing(undefined, through: template))
            return TracedValue(value, isAuthored: result.isAuthored, span: result.span)
        } catch { throw passing(error, through: template) }
    }

    /// What `template` gives, with whether an author wrote that: it is the value of a variable that authors gave, or
    /// of something in it, chosen by nothing but names, keys, `default` and inline conditions.
    public func traced(_ template: Template) throws(Diagnostic) -> TracedValue { try traced(template, explaining: "") }

    /// The same; `prefix` stands before the message of an error about an undefined value.
    func traced(_ template: Template, explaining prefix: String) throws(Diagnostic) -> TracedValue {
        try reporting("template", template, explaining: prefix) { () throws(TemplateError) in
            try evaluating { (context) throws(TemplateError) in
                let traced = try renderTraced(template)
                return TracedValue(
                    try context.finalized(traced.value), isAuthored: traced.isAuthored, span: traced.span)
            }
        }
    }

    /// The same with the templates in a list or dict left as they are; an undefined value throws.
    public func tracedShallow(_ template: Template) throws(Diagnostic) -> TracedValue {
        try reporting("template", template) { () throws(TemplateError) in
            let traced = try renderTraced(template)
            if case .undefined(let undefined) = traced.value { throw TemplateError(undefined) }
            return traced
        }
    }

    /// The value rendered as ``render(_:)`` does, except that vaulted texts in it, and those that templates merely name,
    /// stay vaulted: what is to be stored.
    public func renderToStore(_ value: Value) throws(Diagnostic) -> Value {
        guard value.mayHoldTemplates else { return try render(value) }
        return try storing(TracedValue(value), marks: false)
    }

    /// The same with the texts in it that an author wrote marked; ``Values/Value/withoutMarks`` takes the marks away.
    ///
    /// - Parameter opens: whether a vaulted text in it that no secret opens is an error at once.
    public func renderMarked(_ traced: TracedValue, opens: Bool = false) throws(Diagnostic) -> Value {
        try storing(traced, marks: true, opens: opens)
    }

    private func storing(_ traced: TracedValue, marks: Bool, opens: Bool = false) throws(Diagnostic) -> Value {
        let template: Template? = if case .template(let template) = traced.value { template } else { nil }
        return try reporting("template", template) { () throws(TemplateError) in
            try evaluating { (context) throws(TemplateError) in try stored(traced, (marks, opens), context, depth: 0) }
        }
    }

    private func stored(
        _ traced: TracedValue, _ how: (marks: Bool, opens: Bool), _ context: EvaluationContext, depth: Int
    ) throws(TemplateError) -> Value {
        guard depth < options.maximumDepth else { return try context.finalized(traced.value) }
        let isMarking = how.marks && traced.isAuthored
        switch traced.value {
        case .template(let template):
            return try stored(renderTraced(template), how, context, depth: depth + 1)
        case .string: return isMarking ? traced.value.markedAsAuthored : traced.value
        // One that no secret opens is a failure where it is read, or at once.
        case .object(let object as VaultedText):
            if how.opens { do throws(ValueError) { _ = try object.string() } catch { throw TemplateError(error) } }
            return traced.value
        case .list(let list) where isMarking || list.mayHoldTemplates:
            var items: [Value] = []
            for item in list.items {
                let item = TracedValue(item, isAuthored: traced.isAuthored)
                let final = try stored(item, how, context, depth: depth + 1)
                if !final.isOmit { items.append(final) }
            }
            return .list(ValueList(items, mayHoldTemplates: how.marks && items.contains { $0.mayHoldTemplates }))
        case .dict(let dict) where isMarking || dict.mayHoldTemplates:
            var items: Dict = [:]
            for (key, item) in dict.items {
                let item = TracedValue(item, isAuthored: traced.isAuthored)
                let final = try stored(item, how, context, depth: depth + 1)
                if !final.isOmit { items[try context.finalized(key)] = final }
            }
            return .dict(
                ValueDict(items, mayHoldTemplates: how.marks && items.values.contains { $0.mayHoldTemplates }))
        default: return try context.finalized(traced.value)
        }
    }

    private func traced(
        _ template: Template, _ options: RenderOptions, _ context: EvaluationContext
    ) throws(TemplateError) -> TracedValue {
        if let plain = TracedValue(plain: template) {
            if let notice = template.deprecation { deprecate(notice) }
            return plain
        }
        // Text behind the last mark makes a new text of whatever it is.
        guard template.text.hasSuffix("}"), !template.text.hasPrefix(TemplateHeader.mark) else {
            return TracedValue(try nativeValue(of: template, options))
        }
        return try rendering(template) { () throws(TemplateError) in try context.renderTraced(template, options) }
    }
}
