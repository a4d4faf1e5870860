import Values

/// `a + b` and its like.
final class ArithmeticCode: Code {
    let operation: ArithmeticOperator
    let left, right: Code

    init(_ operation: ArithmeticOperator, _ left: Code, _ right: Code, _ place: Place) {
        self.operation = operation
        self.left = left
        self.right = right
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        let a = try left.value(frame)
        let b = try right.value(frame)
        switch (a, b) {
        case (.undefined(let undefined), _): throw frame.failure(undefined, left.place)
        case (_, .undefined(let undefined)): throw frame.failure(undefined, right.place)
        default: break
        }
        do throws(ValueError) {
            if operation == .modulo, b.mayHoldTemplates {
                return try Value.apply(operation, a, frame.context.resolved(b))
            }
            return try Value.apply(operation, a, b)
        } catch { throw frame.failure(error, place) }
    }
}

/// `-a` and `+a`.
final class SignCode: Code {
    let operand: Code
    let isNegative: Bool

    init(_ operand: Code, isNegative: Bool, _ place: Place) {
        self.operand = operand
        self.isNegative = isNegative
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        let value = try operand.defined(frame)
        do throws(ValueError) { return isNegative ? try value.negated() : try value.unaryPlus() } catch {
            throw frame.failure(error, place)
        }
    }
}

/// `a ~ b ~ c`
final class ConcatenationCode: Code {
    let parts: [Code]

    init(_ parts: [Code], _ place: Place) {
        self.parts = parts
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        var text = ""
        for part in parts {
            let value = try part.defined(frame)
            guard text.utf8.count <= Value.lengthLimit else {
                throw frame.failure(.limit, "the text is too long", place)
            }
            if case .string(let piece) = value {
                text += piece
                continue
            }
            do throws(ValueError) { text += try frame.context.resolved(value).string() } catch {
                throw frame.failure(error, part.place)
            }
        }
        return .string(text)
    }
}

/// `not a`
final class NotCode: Code {
    let operand: Code

    init(_ operand: Code, _ place: Place) {
        self.operand = operand
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value { .bool(!(try operand.truth(frame))) }
    override func truth(_ frame: Frame) throws(TemplateError) -> Bool { !(try operand.truth(frame)) }
}

/// `a and b`, `a or b`: one of the two values.
final class LogicCode: Code {
    let left, right: Code
    /// The truth of the left value that makes the right one the result.
    let goesOn: Bool

    init(and left: Code, _ right: Code, _ place: Place) {
        self.left = left
        self.right = right
        goesOn = true
        super.init(place)
    }

    init(or left: Code, _ right: Code, _ place: Place) {
        self.left = left
        self.right = right
        goesOn = false
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        let first = try left.value(frame)
        return try frame.truth(first, left.place) == goesOn ? try right.value(frame) : first
    }

    override func truth(_ frame: Frame) throws(TemplateError) -> Bool {
        try left.truth(frame) == goesOn ? try right.truth(frame) : !goesOn
    }
}

/// `then if test else otherwise`
final class ConditionalCode: Code {
    let test, then: Code
    let otherwise: Code?

    init(_ test: Code, _ then: Code, _ otherwise: Code?, _ place: Place) {
        self.test = test
        self.then = then
        self.otherwise = otherwise
        super.init(place)
    }

    override func traced(_ frame: Frame) throws(TemplateError) -> TracedValue {
        if try test.truth(frame) { return try then.traced(frame) }
        guard let otherwise else { return TracedValue(try value(frame)) }
        return try otherwise.traced(frame)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        if try test.truth(frame) { return try then.value(frame) }
        if let otherwise { return try otherwise.value(frame) }
        return .object(
            MissingElse(
                "the inline if-expression on line \(frame.line(place)) evaluated to false and no else"
                    + " section was defined."))
    }

    override func emit(_ frame: Frame, _ output: inout Output) throws(TemplateError) {
        if try test.truth(frame) { return try then.emit(frame, &output) }
        guard let otherwise else { return try super.emit(frame, &output) }
        try otherwise.emit(frame, &output)
    }
}

extension Frame {
    /// The line of the template on which `place` begins, as Jinja names it in messages.
    func line(_ place: Place) -> Int {
        let bytes = SourceText(code.template.text, keepTrailingNewline: true).bytes
        return bytes.prefix(Int(place.start)).count { $0 == 0x0A } + 1
    }
}
