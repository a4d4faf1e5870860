package import Diagnostics
package import Jinja
package import Values

extension LookupRow {
    /// A lookup that is not built in.
    package init(foreign: ForeignLookup, _ name: String) {
        self.init(name, acceptsUndefined: foreign.acceptsUndefined) { call throws(TemplateError) in
            var terms: [Value] = []
            for term in call.terms { terms.append(try call.plain(term)) }
            let plainTerms = terms
            var options: Dict = [:]
            for (key, value) in call.options { options[key] = try call.plain(value) }
            let plainOptions = options
            return try raising { () throws(ValueError) in
                try foreign.body(plainTerms, plainOptions, call.templar.plainVariables)
            }
        }
    }
}

extension LookupCall {
    /// The value with its templates rendered; what is undefined in it stays so.
    fileprivate func plain(_ value: Value, depth: Int = 0) throws(TemplateError) -> Value {
        let value = context.resolved(value)
        guard depth < Value.depthLimit else { return try context.finalized(value) }
        switch value {
        case .undefined: return value
        case .list, .tuple:
            var items: [Value] = []
            for item in value.sequence ?? [] { items.append(try plain(item, depth: depth + 1)) }
            return .list(items)
        case .dict(let dict):
            var items: Dict = [:]
            for (key, item) in dict.items { items[key] = try plain(item, depth: depth + 1) }
            return .dict(items)
        default: return try context.finalized(value)
        }
    }
}

extension Templar {
    /// The variables as plain data, without those that cannot be rendered and those that hold all others.
    fileprivate var plainVariables: Dict {
        var plain: Dict = [:]
        for name in variables.names where !["hostvars", "vars", "groups", "omit", "environment"].contains(name) {
            guard let value = variables[name], let rendered = try? render(value), !rendered.isOmit else { continue }
            plain[.string(name)] = rendered
        }
        return plain
    }
}
