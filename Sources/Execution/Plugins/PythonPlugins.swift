import Jinja
import Playbook
import Templating
import Values

extension PythonPluginHost {
    /// Ansible's environment, and behind it filters and tests written in Python.
    func environment() -> Environment {
        var environment = Environment.ansible
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
        guard hasLookup(name) else { return nil }
        return { [self] terms, options, variables throws(ValueError) in
            try lookup(name, terms: terms, options: options, variables: variables, basedir: basedir) ?? []
        }
    }
}
