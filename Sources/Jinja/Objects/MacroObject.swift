import Values

/// What a macro or the body of a call block needs to run.
final class MacroCode {
    let name: String
    let parameters: [String]
    let parameterSlots: [Int]
    /// For the last parameters.
    let defaults: [Code]
    /// Slots of the special names, where the body uses them.
    let caller, varargs, kwargs: Int?
    let body: Body
    let slotCount: Int
    /// Whether it has nothing but its own parameters.
    let isPlain: Bool

    init(
        _ name: String, _ parameters: [String], _ parameterSlots: [Int], defaults: [Code], caller: Int?,
        varargs: Int?, kwargs: Int?, body: Body, slotCount: Int
    ) {
        self.name = name
        self.parameters = parameters
        self.parameterSlots = parameterSlots
        self.defaults = defaults
        self.caller = caller
        self.varargs = varargs
        self.kwargs = kwargs
        self.body = body
        self.slotCount = slotCount
        isPlain = caller == nil && varargs == nil && kwargs == nil && !parameters.contains("caller")
    }
}

/// A macro, bound to the frame in which it was defined.
///
/// `@unchecked Sendable`: only the evaluation that defined it touches it.
final class MacroObject: TemplateObject, Callable, @unchecked Sendable {
    private let code: MacroCode
    private let frame: Frame

    init(_ code: MacroCode, _ frame: Frame) {
        self.code = code
        self.frame = frame
    }

    var typeName: String { "Macro" }
    var takesUndefined: Bool { true }
    func string() throws(ValueError) -> String {
        code.name == "caller" ? "<Macro anonymous>" : "<Macro '\(code.name)'>"
    }

    func attribute(_ name: String) throws(ValueError) -> Value? {
        switch name {
        case "name": code.name == "caller" ? Value.none : .string(code.name)
        case "arguments": .tuple(code.parameters.map { .string($0) })
        case "caller": .bool(code.caller != nil)
        case "catch_kwargs": .bool(code.kwargs != nil)
        case "catch_varargs": .bool(code.varargs != nil)
        default: nil
        }
    }

    func call(_ context: EvaluationContext, _ arguments: CallArguments) throws(TemplateError) -> Value {
        try context.nested { () throws(TemplateError) in
            let inner = Frame(
                context, frame.code, count: code.slotCount, names: frame.names, parent: frame,
                family: frame.family)
            try bind(arguments, inner)
            return try code.body.captured(inner)
        }
    }

    /// A frame with the values of `arguments`, expressions of `caller` by position; nil where binding is not that simple.
    func frame(_ arguments: [Code], _ caller: Frame) throws(TemplateError) -> Frame? {
        guard arguments.count <= code.parameters.count, code.isPlain else { return nil }
        let inner = Frame(
            caller.context, frame.code, count: code.slotCount, names: frame.names, parent: frame, family: frame.family)
        for (index, argument) in arguments.enumerated() {
            inner.slots[code.parameterSlots[index]] = try argument.value(caller)
        }
        return inner
    }

    /// Runs the body in a frame made by ``frame(_:_:)``, and puts out what it does.
    func emit(_ inner: Frame, _ output: inout Output) throws(TemplateError) {
        try inner.context.nested { () throws(TemplateError) in
            try fillDefaults(inner)
            _ = try code.body.run(inner, &output)
        }
    }

    /// Runs the body in a frame made by ``frame(_:_:)``.
    func run(_ inner: Frame) throws(TemplateError) -> Value {
        try inner.context.nested { () throws(TemplateError) in
            try fillDefaults(inner)
            return try code.body.captured(inner)
        }
    }

    private func bind(_ arguments: CallArguments, _ inner: Frame) throws(TemplateError) {
        var keywords = arguments.keywords
        let count = code.parameters.count
        var foundCaller = false
        for (index, name) in code.parameters.enumerated() {
            let slot = code.parameterSlots[index]
            if index < arguments.positional.count {
                inner.slots[slot] = arguments.positional[index]
            } else if let place = keywords.firstIndex(where: { $0.name == name }) {
                inner.slots[slot] = keywords.remove(at: place).value
            }
            if name == "caller", index >= arguments.positional.count || count == arguments.positional.count {
                foundCaller = true
            }
        }
        if let slot = code.caller, !foundCaller {
            let place = keywords.firstIndex { $0.name == "caller" }
            inner.slots[slot] =
                place.map { keywords.remove(at: $0).value }
                ?? .undefined(Undefined(message: "No caller defined", name: "caller"))
        }
        if let slot = code.kwargs {
            var dict = Dict()
            for (name, value) in keywords { dict[.string(name)] = value }
            inner.slots[slot] = .dict(dict)
        } else if let first = keywords.first {
            if keywords.contains(where: { $0.name == "caller" }) {
                throw TemplateError(
                    .type,
                    "macro '\(code.name)' was invoked with two values for the special caller argument."
                        + " This is most likely a bug.")
            }
            throw TemplateError(.type, "macro '\(code.name)' takes no keyword argument '\(first.name)'")
        }
        if let slot = code.varargs {
            inner.slots[slot] = .tuple(Array(arguments.positional.dropFirst(count)))
        } else if arguments.positional.count > count {
            throw TemplateError(.type, "macro '\(code.name)' takes not more than \(count) argument(s)")
        }
        try fillDefaults(inner)
    }

    private func fillDefaults(_ inner: Frame) throws(TemplateError) {
        let firstDefault = code.parameters.count - code.defaults.count
        for (index, name) in code.parameters.enumerated() where inner.slots[code.parameterSlots[index]] == nil {
            inner.slots[code.parameterSlots[index]] =
                index >= firstDefault
                ? try code.defaults[index - firstDefault].value(inner)
                : .undefined(Undefined(message: "parameter '\(name)' was not provided", name: name))
        }
    }
}
