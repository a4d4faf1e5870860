import Values

/// One call of a filter: its input, and its arguments by the names of the filter's parameters.
struct FilterCall {
    let name: String
    let context: EvaluationContext
    let input: Value
    let bound: [Value?]

    /// The argument at `index`; nil where it was left out.
    subscript(index: Int) -> Value? { bound[index] }

    /// The argument at `index`; nil where it was left out or None.
    func some(_ index: Int) -> Value? { bound[index].flatMap { $0.isNone ? nil : $0 } }

    func flag(_ index: Int, _ standard: Bool = false) -> Bool { bound[index]?.truth ?? standard }

    func integer(_ index: Int) throws(TemplateError) -> Int? {
        try some(index).map { (value) throws(TemplateError) in try value.index() }
    }

    /// The argument as Python's `str()`; nil where it was left out or None.
    func text(_ index: Int) throws(TemplateError) -> String? {
        try some(index).map { (value) throws(TemplateError) in
            try raising { () throws(ValueError) in try value.string() }
        }
    }

    /// The input as Python's `str()`.
    func inputText() throws(TemplateError) -> String {
        if case .string(let text) = input { return text }
        return try raising { () throws(ValueError) in try input.string() }
    }

    /// The input, which must be a string, as it is for Python's own `method` of one.
    func text(for method: String) throws(TemplateError) -> String {
        guard let text = input.rawText else {
            throw TemplateError(.attribute, "'\(input.typeName)' object has no attribute '\(method)'")
        }
        return text
    }

    func elements() throws(TemplateError) -> [Value] {
        try raising { () throws(ValueError) in try input.elements() }
    }

    /// The plain text of an input that is vaulted, such as an item of a list.
    @inline(__always)
    private static func opened(_ input: Value) throws(TemplateError) -> Value {
        guard case .object = input else { return input }
        return try raising { () throws(ValueError) in try input.opened() }
    }

    /// A filter that takes its arguments as they are.
    static func entry(_ name: String, _ filter: @escaping Filter) -> (String, Filter) { (name, filter) }

    /// A filter whose parameters beyond its input are `parameters`, the first `required` of which must be given.
    static func filter(
        _ name: String, _ parameters: [String] = [], required: Int = 0,
        _ body: @escaping @Sendable (FilterCall) throws(TemplateError) -> Value
    ) -> (String, Filter) {
        let function =
            (["first", "groupby", "join", "list", "slice", "sum", "unique"].contains(name)
                ? "sync_do_" : "do_") + name
        return (
            name,
            { (context, input, arguments) throws(TemplateError) in
                let bound =
                    parameters.isEmpty && arguments.positional.isEmpty && arguments.keywords.isEmpty
                    ? [] : try arguments.bound(function, parameters)
                for index in 0..<required where bound[index] == nil {
                    throw TemplateError(
                        .type, "\(function)() missing 1 required positional argument: '\(parameters[index])'")
                }
                return try body(
                    FilterCall(name: name, context: context, input: try opened(input), bound: bound))
            }
        )
    }
}

extension CallArguments {
    /// The values for a filter's parameters; too many are told with the input counted in, as Python has it.
    fileprivate func bound(_ function: String, _ parameters: [String]) throws(TemplateError) -> [Value?] {
        guard positional.count > parameters.count else { return try bind(function, parameters) }
        let most = parameters.count + 1
        let given = positional.count + 1
        throw TemplateError(
            .type,
            "\(function)() takes \(most) positional argument\(most == 1 ? "" : "s") but \(given) were given")
    }
}
