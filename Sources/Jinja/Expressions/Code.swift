import Values

/// An expression made ready to be evaluated.
class Code {
    let place: Place

    init(_ place: Place) { self.place = place }

    func value(_ frame: Frame) throws(TemplateError) -> Value { .none }

    /// The value with what is known of where it comes from; nothing where it was computed.
    func traced(_ frame: Frame) throws(TemplateError) -> TracedValue { TracedValue(try value(frame)) }

    /// Python's truth of the value; an undefined one throws.
    func truth(_ frame: Frame) throws(TemplateError) -> Bool { try frame.truth(value(frame), place) }

    /// Puts the value out.
    func emit(_ frame: Frame, _ output: inout Output) throws(TemplateError) {
        try output.append(value(frame), frame)
    }

    /// The value where it is known before anything runs and nothing can change it.
    var constant: Value? { nil }

    /// The value, thrown where it is undefined.
    final func defined(_ frame: Frame) throws(TemplateError) -> Value {
        let value = try value(frame)
        if case .undefined(let undefined) = value { throw frame.failure(undefined, place) }
        return value
    }
}

/// A value that was written or computed before.
final class ConstantCode: Code {
    private let known: Value

    init(_ value: Value, _ place: Place) {
        known = value
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value { known }
    override var constant: Value? { known }
}

/// A string literal that looks like a template, which conditions still render.
final class LiteralTemplateCode: Code {
    let template: Template
    /// Whether it is rendered everywhere, as a term of a lookup is.
    let isAlwaysRendered: Bool

    init(_ text: String, isAlwaysRendered: Bool, _ place: Place) {
        template = Template(text)
        self.isAlwaysRendered = isAlwaysRendered
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        isAlwaysRendered || frame.context.rendersLiterals
            ? frame.context.touched(.template(template)) : .string(template.text)
    }
}
