import Diagnostics
import Jinja
import Values

extension LookupRow {
    /// A lookup that is not built in.
    init(foreign: @escaping ForeignLookup, _ name: String) {
        self.init(name) { call throws(TemplateError) in
            var terms: [Value] = []
            for term in call.terms { terms.append(try call.context.finalized(term)) }
            let plainTerms = terms
            var options: Dict = [:]
            for (key, value) in call.options { options[key] = try call.context.finalized(value) }
            let plainOptions = options
            return try raising { () throws(ValueError) in
                try foreign(plainTerms, plainOptions, call.templar.plainVariables)
            }
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
