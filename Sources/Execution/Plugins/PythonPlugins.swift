import Jinja
import Loading
import Playbook
import TemplatePlugins
import Templating
import Values

extension PythonPluginHost {
    /// Ansible's environment, and behind it filters and tests written in Python.
    func environment() -> Environment {
        var environment = Environment.ansible
        environment.foreign.overrides = { [self] name, isFilter in mayOverride(name, isFilter ? .filter : .test) }
        environment.foreign.filter = { [self] name in
            guard (try? has(name, .filter)) == true else { return nil }
            return { [self] context, input, arguments throws(TemplateError) in
                try call(name, .filter, context, input, arguments)
            }
        }
        environment.foreign.test = { [self] name in
            guard (try? has(name, .test)) == true else { return nil }
            return { [self] context, input, arguments throws(TemplateError) in
                try call(name, .test, context, input, arguments).truth
            }
        }
        return environment
    }

    private func call(
        _ name: String, _ kind: PluginPaths.Kind, _ context: EvaluationContext, _ input: Value,
        _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        var positional = [try context.finalized(input)]
        for value in arguments.positional { positional.append(try context.finalized(value)) }
        var keywords: Dict = [:]
        for (keyword, value) in arguments.keywords { keywords[.string(keyword)] = try context.finalized(value) }
        do throws(ValueError) { return try call(name, kind, positional, keywords) } catch {
            let word = kind == .filter ? "filter" : "test"
            var failure = TemplateError(.plugin, "The \(word) plugin '\(name)' failed: \(error.message)")
            failure.isDescribed = true
            throw failure
        }
    }

    /// The lookup of that name; nil where there is none.
    func lookup(_ name: String, basedir: String) -> ForeignLookup? {
        guard let path = plugins.plugin(name, .lookup) else { return nil }
        let code = String(decoding: plugins.files.content(of: path) ?? [], as: UTF8.self)
        let acceptsUndefined = code.contains("accept_args_markers = True")
        return ForeignLookup(acceptsUndefined: acceptsUndefined) {
            [self] terms, options, variables throws(ValueError) in
            try lookup(name, at: path, terms: terms, options: options, variables: variables, basedir: basedir)
        }
    }
}

/// An undefined value on its way to Python and back.
enum UndefinedMark {
    private static let key: Value = "__swiftplay_undefined__"

    /// `value` with every undefined one in it replaced by what says so.
    static func marked(_ value: Value) -> Value {
        switch value {
        case .undefined(let undefined): [key: .string(undefined.message), "name": .string(undefined.name)]
        case .list(let list): .list(list.items.map(marked))
        case .dict(let dict): .dict(dict.items.mapValues(marked))
        default: value
        }
    }

    static func unmarked(_ value: Value) -> Value {
        switch value {
        case .list(let list): return .list(list.items.map(unmarked))
        case .dict(let dict):
            guard let message = dict.items[key]?.text else { return .dict(dict.items.mapValues(unmarked)) }
            return .undefined(Undefined(message: message, name: dict.items["name"]?.text ?? ""))
        default: return value
        }
    }
}
