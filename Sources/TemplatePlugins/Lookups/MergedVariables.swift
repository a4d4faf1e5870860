import Jinja
import Templating
import Values

/// `merge_variables`: variables with names of one pattern, merged into one dictionary or list.
struct MergedVariables {
    private let call: LookupCall
    private let kind: String
    private let override: String

    init(_ call: LookupCall) throws(TemplateError) {
        self.call = call
        kind = try call.text("pattern_type", "regex")
        override = try call.text("override", "error")
    }

    func values() throws(TemplateError) -> [Value] {
        var results: [Value] = []
        for term in call.terms {
            guard case .string(let pattern) = term else {
                throw call.failure(
                    "Non-string type '\(term.pythonClass)' passed, only 'str' types are allowed!")
            }
            guard call["groups"] != nil else {
                results.append(try merged(pattern, call["initial_value"], own))
                continue
            }
            var result = call["initial_value"]
            for host in try hosts() { result = try merged(pattern, result, host) }
            results.append(result ?? .none)
        }
        return results
    }

    private var own: Dict {
        var items: Dict = [:]
        for name in call.templar.variables.names { items[.string(name)] = call.templar.variables[name] }
        return items
    }

    /// The variables of the hosts in the wanted groups.
    private func hosts() throws(TemplateError) -> [Dict] {
        let groups = try call.list("groups")
        guard let all = try call.templar.variable("hostvars") else { return [] }
        var found: [Dict] = []
        for host in try all.pythonElements() {
            guard let variables = DictMerge.dictionary(call.context.member(host, of: all))?.items else {
                continue
            }
            let names = call.context.resolved(variables["group_names"] ?? .none).sequence ?? []
            if groups.contains("all") || names.contains(where: { groups.contains($0) }) { found.append(variables) }
        }
        return found
    }

    private func merged(_ pattern: String, _ initial: Value?, _ variables: Dict) throws(TemplateError) -> Value {
        var names: [String] = []
        for name in variables.keys.compactMap(\.text) where try matches(name, pattern) { names.append(name) }
        var result = initial
        for name in names.sorted() {
            let value = try call.context.finalized(variables[.string(name)] ?? .none)
            guard value.mapping != nil || value.sequence != nil else {
                throw call.failure("Not supported type detected, variable must be a list or a dict")
            }
            guard let previous = result else {
                result = value
                continue
            }
            result = try joined(previous, value, path: [name])
        }
        return result ?? .none
    }

    private func matches(_ name: String, _ pattern: String) throws(TemplateError) -> Bool {
        switch kind {
        case "prefix": name.hasPrefix(pattern)
        case "suffix": name.hasSuffix(pattern)
        default: try Pattern(pattern).matches(name, .search)
        }
    }

    private func joined(_ a: Value, _ b: Value, path: [String]) throws(TemplateError) -> Value {
        if let x = a.sequence, let y = b.sequence { return .list(x + y) }
        guard var result = a.mapping, let more = b.mapping else {
            throw call.failure("Unable to merge, not all variables are of the same type")
        }
        for (key, value) in more {
            let previous = result[key]
            let isContainer = value.mapping != nil || (value.sequence != nil && previous != nil)
            if let previous, isContainer {
                result[key] = try joined(previous, value, path: path + [try key.python()])
                continue
            }
            if let previous, previous != value, override != "ignore" {
                let place = (path + [try key.python()]).joined(separator: ".")
                let message =
                    "The key '\(try key.python())' with value '\(try previous.python())' will be overwritten "
                    + "with value '\(try value.python())' from '\(place)'"
                guard override == "warn" else { throw call.failure(message) }
                call.warn(message)
            }
            result[key] = value
        }
        return .dict(result)
    }
}
