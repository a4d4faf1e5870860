import Values

/// What a template, macro or block puts out: one value as it is, or the text of several.
struct Output: ~Copyable {
    private var text = TextBuffer()
    private var state = State.empty
    /// The first undefined value among several; the result then.
    private var failure: Undefined?

    private enum State {
        case empty
        /// One piece that is no text.
        case single(Value)
        case text
    }

    /// The error to report where running on ended in `error`: an undefined value that was put out before comes first.
    consuming func error(before error: TemplateError) -> TemplateError {
        guard error.isDeferrable else { return error }
        if case .single(.undefined(let undefined)) = state { return TemplateError(undefined) }
        return failure.map { TemplateError($0) } ?? error
    }

    /// Puts what replaces failures in the place of the error that ended the template, and of what is missing behind it;
    /// throws the error where nothing replaces it.
    mutating func end(with error: TemplateError, _ frame: Frame) throws(TemplateError) {
        guard error.isDeferrable, error.kind != .unknownPlugin else { throw error }
        try append(.undefined(Undefined(capturing: error)), frame)
        let rest = Undefined(message: "template potentially truncated", name: "", span: nil)
        try append(.undefined(rest), frame)
    }

    /// The native value: nothing is None, one piece is itself.
    consuming func result() -> Value {
        if let failure { return .undefined(failure) }
        switch state {
        case .empty: return .none
        case .single(let value): return value
        case .text: return .string(text.text)
        }
    }

    /// Whether it is text already, so that each further piece is.
    var isText: Bool { if case .text = state { true } else { false } }

    /// How many UTF-8 bytes its text has.
    var length: Int { text.count }

    /// Forgets the text after the first `length` UTF-8 bytes.
    mutating func cut(to length: Int) { text.cut(to: length) }

    @inline(__always)
    mutating func append(_ piece: String, _ frame: Frame) throws(TemplateError) {
        try beText(frame)
        text.append(piece)
        try checkLength(frame)
    }

    /// Appends UTF-8 text.
    @inline(__always)
    mutating func append(_ piece: UnsafeBufferPointer<UInt8>, _ frame: Frame) throws(TemplateError) {
        try beText(frame)
        text.append(piece)
        try checkLength(frame)
    }

    @inline(__always)
    private mutating func beText(_ frame: Frame) throws(TemplateError) {
        switch state {
        case .text: break
        case .empty: state = .text
        case .single(let value): try flush(value, frame)
        }
    }

    @inline(__always)
    private func checkLength(_ frame: Frame) throws(TemplateError) {
        if text.count > frame.context.limits.output {
            throw TemplateError(.limit, "The template's output is too long.")
        }
    }

    @inline(__always)
    mutating func append(_ value: Value, _ frame: Frame) throws(TemplateError) {
        if case .string(let piece) = value { return try append(piece, frame) }
        try appendOther(value, frame)
    }

    @inline(never)
    private mutating func appendOther(_ value: Value, _ frame: Frame) throws(TemplateError) {
        switch (state, value) {
        case (_, .none): return
        case (.empty, .object(let object)):
            guard let module = object as? ModuleObject else {
                state = .single(value)
                return
            }
            for piece in module.pieces { try append(piece, frame) }
            return
        case (.empty, _):
            state = .single(value)
            return
        case (.single(let first), _): try flush(first, frame)
        case (.text, _): break
        }
        switch value {
        case .int(let number): text.append(number)
        case .undefined(let undefined): try append(undefined, frame)
        default:
            if value.isOmitted { return }
            try appendText(of: value, frame)
        }
    }

    private mutating func append(_ undefined: Undefined, _ frame: Frame) throws(TemplateError) {
        let place = frame.context.undefinedReplacement == nil ? nil : frame.code.template.span
        guard let replacement = frame.context.replacement(of: undefined, at: place) else {
            failure = failure ?? undefined
            return
        }
        text.append(try frame.context.text(of: replacement))
    }

    private mutating func flush(_ value: Value, _ frame: Frame) throws(TemplateError) {
        state = .text
        if case .undefined(let undefined) = value {
            try append(undefined, frame)
        } else if !value.isOmitted {
            try appendText(of: value, frame)
        }
    }

    /// What fails in that makes the whole undefined, which matters only to who uses it.
    private mutating func appendText(of value: Value, _ frame: Frame) throws(TemplateError) {
        do throws(TemplateError) { try append(frame.context.text(of: value), frame) } catch {
            guard error.isDeferrable else { throw error }
            try append(Undefined(capturing: error), frame)
        }
    }
}

extension EvaluationContext {
    /// The text that stands for `value` in a template's output: what nests in it is rendered, tuples are lists.
    func text(of value: Value) throws(TemplateError) -> String {
        do throws(ValueError) {
            switch value {
            case .string(let text): return text
            case .int(let number): return String(number)
            case .object(let object):
                if let bytes = object as? ValueBytes { return try bytes.output() }
                return try object.string()
            default: break
            }
        } catch { throw TemplateError(error) }
        let final = try finalized(value, isTop: false, depth: 0)
        do throws(ValueError) { return try final.string() } catch { throw TemplateError(error) }
    }
}
