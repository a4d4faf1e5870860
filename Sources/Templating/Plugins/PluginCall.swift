package import Jinja
package import Values

/// One call of a filter, test or function: its input and its arguments by the names of the plugin's parameters.
package struct PluginCall {
    package let name: String
    package let context: EvaluationContext
    /// The value before the bar; `.none` for a global function.
    package let input: Value
    /// Positional arguments beyond the named parameters.
    package let rest: [Value]
    /// Keyword arguments that are no named parameters.
    package let keywords: [(name: String, value: Value)]
    private let bound: [String: Value]

    package init(
        _ name: String, _ context: EvaluationContext, _ input: Value, _ arguments: CallArguments,
        _ signature: Signature
    ) throws(TemplateError) {
        var bound: [String: Value] = [:]
        for (parameter, value) in zip(signature.parameters, arguments.positional) { bound[parameter] = value }
        let rest = Array(arguments.positional.dropFirst(signature.parameters.count))
        guard rest.isEmpty || signature.takesRest else {
            let most = signature.parameters.count + 1, given = arguments.positional.count + 1
            throw TemplateError(
                .type, "\(name)() takes \(most) positional argument\(most == 1 ? "" : "s") but \(given) were given")
        }
        var keywords: [(name: String, value: Value)] = []
        for (keyword, value) in arguments.keywords {
            if signature.parameters.contains(keyword) {
                guard bound[keyword] == nil else {
                    throw TemplateError(.type, "\(name)() got multiple values for argument '\(keyword)'")
                }
                bound[keyword] = value
            } else if signature.takesKeywords {
                keywords.append((keyword, value))
            } else {
                throw TemplateError(.type, "\(name)() got an unexpected keyword argument '\(keyword)'")
            }
        }
        for parameter in signature.parameters.prefix(signature.required) where bound[parameter] == nil {
            throw TemplateError(.type, "\(name)() missing 1 required positional argument: '\(parameter)'")
        }
        (self.name, self.context, self.input) = (name, context, signature.takesTraced ? input : try Self.opened(input))
        (self.rest, self.keywords, self.bound) = (rest, keywords, bound)
    }

    /// The plain text of a vaulted value.
    private static func opened(_ value: Value) throws(TemplateError) -> Value {
        guard case .object = value else { return value }
        return try raising { () throws(ValueError) in try value.opened() }
    }

    /// The input where it is a text, with what is known of it; one that comes out of a list has nothing with it.
    package var tracedText: (text: Value, isAuthored: Bool)? {
        switch input {
        case .string: (input, false)
        case .object(let object) where object is VaultedText: (input, false)
        case .object(let object): (object as? TracedText).map { ($0.text, $0.isAuthored) }
        default: nil
        }
    }

    /// The argument as given; nil where it was left out.
    package subscript(_ parameter: String) -> Value? { bound[parameter] }

    /// The argument, nil where it was left out or None.
    package func some(_ parameter: String) -> Value? {
        guard let value = bound[parameter], !value.isNone else { return nil }
        return value
    }

    package func text(_ parameter: String, _ standard: String) throws(TemplateError) -> String {
        try text(parameter) ?? standard
    }

    /// The argument as Python's `str()` has it; nil where it was left out or None.
    package func text(_ parameter: String) throws(TemplateError) -> String? {
        guard let value = some(parameter) else { return nil }
        return try value.python()
    }

    /// Python's truth of the argument.
    package func flag(_ parameter: String, _ standard: Bool = false) -> Bool { bound[parameter]?.truth ?? standard }

    /// The argument as a whole number; nil where it was left out or None, TypeError for what is none.
    package func integer(_ parameter: String) throws(TemplateError) -> Int? {
        guard let value = some(parameter) else { return nil }
        return try value.wholeNumber()
    }

    /// The input as Python's `str()` has it.
    package func inputText() throws(TemplateError) -> String { try input.python() }

    /// The input's elements, as `for` would go over them.
    package func inputElements() throws(TemplateError) -> [Value] { try input.pythonElements() }

    /// The templar that evaluates; nil where Jinja is used by itself.
    package var templar: Templar? { context.source as? Templar }

    package func failure(_ message: String) -> TemplateError { TemplateError(.plugin, message) }
}
