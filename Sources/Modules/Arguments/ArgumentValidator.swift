package import Values

/// One validation: walks a specification and the ones nested in it, gathering what it finds.
package struct ArgumentValidator {
    package let paths: PathExpansion
    private(set) var errors: [String] = []
    private(set) var warnings: [String] = []
    private(set) var secrets = Secrets()
    /// Dotted names with what would have been supported there.
    private(set) var unsupported: [(name: String, supported: String)] = []

    package init(paths: PathExpansion) { self.paths = paths }

    /// `given` validated by `spec`; `context` holds the names of the options around it.
    package mutating func validate(_ given: Dict, by spec: ArgumentSpec, context: [String] = [], prefix: String = "")
        -> Dict
    {
        var values = given
        let options = spec.allOptions
        resolveAliases(options, &values, prefix)
        for option in options where option.noLog { secrets.insert(values[.string(option.name)] ?? .none) }
        note(malformedPart(options, values))
        findUnsupported(options, values, context)
        let place = context.isEmpty ? "" : " found in \(context.joined(separator: " -> "))"
        note(ArgumentRelations(spec: spec, values: values, place: place).exclusive())
        for option in options {
            guard let value = option.default, !value.isNone, values[.string(option.name)] == nil else { continue }
            if option.noLog { secrets.insert(value) }
            values[.string(option.name)] = value
        }
        note(ArgumentRelations(spec: spec, values: values, place: place).required())
        for option in options { convert(option, &values, context) }
        for option in options where !option.choices.isEmpty { choose(option, &values, place) }
        for message in ArgumentRelations(spec: spec, values: values, place: place).others() { note(message) }
        for option in options where values[.string(option.name)] == nil { values[.string(option.name)] = Value.none }
        for option in options { nest(option, &values, context, prefix) }
        return values
    }

    private mutating func note(_ error: String?) { if let error { errors.append(error) } }

    private mutating func resolveAliases(_ options: [Option], _ values: inout Dict, _ prefix: String) {
        for option in options {
            for alias in option.aliases {
                guard let value = values[.string(alias)] else { continue }
                if values[.string(option.name)] != nil {
                    warnings.append(
                        "Both option \(prefix)\(option.name) and its alias \(prefix)\(alias) are set.")
                }
                values[.string(option.name)] = value
            }
        }
    }

    private mutating func findUnsupported(_ options: [Option], _ values: Dict, _ context: [String]) {
        let names = Set(options.map(\.name))
        let aliases = Set(options.flatMap(\.aliases))
        for key in values.keys {
            let name = (try? key.string()) ?? ""
            if names.contains(name) || aliases.contains(name) { continue }
            let offered = Set(options.lazy.filter { !$0.isInternal }.map(\.name)).subtracting(aliases)
            var supported = offered.sorted().joined(separator: ", ")
            if !aliases.isEmpty { supported += " (\(aliases.sorted().joined(separator: ", ")))" }
            unsupported.append(((context + [name]).joined(separator: "."), supported))
        }
    }

    private mutating func convert(_ option: Option, _ values: inout Dict, _ context: [String]) {
        let key = Value.string(option.name)
        guard let value = values[key] else { return }
        if value.isNone, !option.required, option.default?.isNone ?? true { return }
        let place = context.isEmpty ? "" : " found in '\(context.joined(separator: " -> "))'"
        do {
            let converted = try option.kind.convert(value, paths: paths)
            guard let kind = option.elements, let items = converted.sequence else {
                values[key] = converted
                return
            }
            var elements: [Value] = []
            for item in items {
                do { elements.append(try kind.convert(item, paths: paths)) } catch {
                    note(
                        "Elements value for option '\(option.name)'\(place) is of type \(item.typeName)"
                            + " and we were unable to convert to \(kind.rawValue): \(error.message)")
                }
            }
            values[key] = .list(elements)
        } catch {
            note(
                "argument '\(option.name)' is of type \(value.typeName)\(place.isEmpty ? "" : place + ".")"
                    + " and we were unable to convert to \(option.kind.rawValue): \(error.message)")
        }
    }

    private mutating func choose(_ option: Option, _ values: inout Dict, _ place: String) {
        let key = Value.string(option.name)
        guard let value = values[key] else { return }
        func text(_ values: [Value]) -> String {
            values.map { (try? $0.string()) ?? "" }.joined(separator: ", ")
        }
        if case .list(let list) = value {
            let wrong = list.items.filter { !option.choices.contains($0) }
            guard !wrong.isEmpty else { return }
            note(
                "value of \(option.name) must be one or more of: \(text(option.choices))."
                    + " Got no match for: \(text(wrong))\(place)")
            return
        }
        if option.choices.contains(value) { return }
        // YAML reads an unquoted `yes` or `no` as a bool; where only one choice can have been meant, it is taken.
        for (word, meanings) in [("False", BooleanWord.no), ("True", BooleanWord.yes)] where value == .string(word) {
            let candidates = option.choices.filter(meanings.contains)
            if candidates.count == 1 {
                values[key] = candidates[0]
                return
            }
        }
        note("value of \(option.name) must be one of: \(text(option.choices)), got: \(text([value]))\(place)")
    }

    /// The first value for suboptions that is no dict and cannot be read as one.
    private func malformedPart(_ options: [Option], _ values: Dict, depth: Int = 0) -> String? {
        guard depth < 50 else { return nil }
        for option in options {
            guard let spec = option.suboptions, let value = values[.string(option.name)], !value.isNone,
                option.kind == .dict || option.kind == .list && option.elements == .dict
            else { continue }
            let parts: [Value] = if case .list(let list) = value { list.items } else { [value] }
            for part in parts {
                var dict = part.mapping
                if let text = part.text {
                    do { dict = try KeyValueText.parse(text) } catch { return error.message }
                }
                guard let dict else {
                    let shown = (try? part.string()) ?? ""
                    return "Value '\(shown)' in the sub parameter field '\(option.name)' must be a"
                        + " \(option.kind.rawValue), not '\(part.typeName)'"
                }
                if let problem = malformedPart(spec.allOptions, dict, depth: depth + 1) { return problem }
            }
        }
        return nil
    }

    private mutating func nest(_ option: Option, _ values: inout Dict, _ context: [String], _ prefix: String) {
        guard let spec = option.suboptions, option.kind == .dict || option.kind == .list && option.elements == .dict,
            context.count < 50
        else { return }
        let key = Value.string(option.name)
        var value = values[key] ?? .none
        if value.isNone {
            guard option.appliesDefaults else { return }
            value = .dict([:])
        }
        let inner = context + [option.name]
        guard let items = value.sequence else {
            if let dict = nested(value, option) {
                values[key] = .dict(validate(dict, by: spec, context: inner, prefix: "\(prefix)\(option.name)."))
            }
            return
        }
        var validated: [Value] = []
        for (index, item) in items.enumerated() {
            guard let dict = nested(item, option) else { continue }
            let path = option.kind == .list ? "\(prefix)\(option.name)[\(index)]." : "\(prefix)\(option.name)."
            validated.append(.dict(validate(dict, by: spec, context: inner, prefix: path)))
        }
        values[key] = .list(validated)
    }

    private mutating func nested(_ value: Value, _ option: Option) -> Dict? {
        if let dict = value.mapping { return dict }
        note("value of '\(option.name)' must be of type dict or list of dicts")
        return nil
    }
}
