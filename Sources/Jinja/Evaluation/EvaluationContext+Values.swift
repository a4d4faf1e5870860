public import Values

extension EvaluationContext {
    /// The variable, function or global `name`, ready for use; nil where there is none.
    func lookUp(_ name: String, variables: Bool) throws(TemplateError) -> Value? {
        if variables, let value = try source.variable(name) { return own(touched(value)) }
        if let function = environment.functions[name] {
            let takesUndefined = environment.traits(of: .function(name)).contains(.takesUndefined)
            return .object(FunctionObject(name, takesUndefined: takesUndefined, function))
        }
        return try environment.globals[name].map { (value) throws(TemplateError) in own(touched(value)) }
    }

    /// `value`, rendered if it is an author's template, opened if it is vaulted; an error in that becomes an undefined
    /// value.
    @inline(__always)
    public func touched(_ value: Value) -> Value {
        switch value {
        case .template(let template): rendered(template)
        case .object: opened(value)
        default: value
        }
    }

    @inline(never)
    private func opened(_ value: Value) -> Value {
        do throws(TemplateError) {
            return try raising { () throws(ValueError) in try value.opened() }
        } catch { return .undefined(Undefined(capturing: error)) }
    }

    @inline(never)
    private func rendered(_ template: Template) -> Value {
        if template.isVerbatim {
            if let notice = template.deprecation { source.deprecate(notice) }
            return .string(template.text)
        }
        do throws(TemplateError) {
            return try nested { () throws(TemplateError) in try source.render(template) }
        } catch { return .undefined(Undefined(capturing: error)) }
    }

    /// A private copy where the template may change it.
    @inline(__always)
    func own(_ value: Value) -> Value {
        guard isolates else { return value }
        return (try? value.deepCopy()) ?? value
    }

    /// `value` with every template in it rendered, at any depth; what fails becomes an undefined value in its place.
    public func resolved(_ value: Value) -> Value {
        value.mayHoldTemplates ? resolved(value, depth: 0) : value
    }

    private func resolved(_ value: Value, depth: Int) -> Value {
        guard depth < 100 else { return value }
        switch value {
        case .template: return resolved(touched(value), depth: depth + 1)
        case .list(let list) where list.mayHoldTemplates:
            return .list(list.items.map { resolved($0, depth: depth + 1) })
        case .tuple(let tuple): return .tuple(tuple.items.map { resolved($0, depth: depth + 1) })
        case .dict(let dict) where dict.mayHoldTemplates:
            return .dict(dict.items.mapValues { resolved($0, depth: depth + 1) })
        default: return value
        }
    }
}
