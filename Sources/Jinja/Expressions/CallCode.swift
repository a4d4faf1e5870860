import Values

/// `callee(arguments)`
final class CallCode: Code {
    let callee: Code
    let arguments: ArgumentsCode

    init(_ callee: Code, _ arguments: ArgumentsCode, _ place: Place) {
        self.callee = callee
        self.arguments = arguments
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        try call(frame, caller: nil).withoutOrigin
    }

    override func traced(_ frame: Frame) throws(TemplateError) -> TracedValue {
        TracedValue(try call(frame, caller: nil))
    }

    /// What a macro puts out in the midst of text goes there at once.
    override func emit(_ frame: Frame, _ output: inout Output) throws(TemplateError) {
        let callee = try callee.value(frame)
        guard output.isText, case .object(let object) = callee, let macro = object as? MacroObject,
            let codes = arguments.positionalOnly, let inner = try macro.frame(codes, frame)
        else { return try output.append(call(callee, frame, caller: nil).withoutOrigin, frame) }
        try frame.context.step()
        let end = output.length
        do throws(TemplateError) { try macro.emit(inner, &output) } catch {
            let undefined = try frame.deferred(frame.located(error, place))
            output.cut(to: end)
            try output.append(undefined, frame)
        }
    }

    /// The result, with `caller` as a further keyword where a call block calls.
    func call(_ frame: Frame, caller: Value?) throws(TemplateError) -> Value {
        try call(callee.value(frame), frame, caller: caller)
    }

    /// The same of a callee that was evaluated before.
    func call(_ callee: Value, _ frame: Frame, caller: Value?) throws(TemplateError) -> Value {
        try frame.context.step()
        if case .undefined = callee { return callee }
        if case .object(let object) = callee, let macro = object as? MacroObject {
            return try call(macro, frame, caller)
        }
        guard case .object(let object) = callee, let function = object as? any Callable else {
            let error = frame.failure(.type, "'\(callee.typeName)' object is not callable", place)
            return try frame.deferred(error)
        }
        let isOurs = function is any TemplateObject
        var arguments = try arguments.values(frame, lazily: isOurs)
        if let caller { arguments.keywords.append(("caller", caller)) }
        if !function.takesUndefined, let undefined = arguments.firstUndefined { return undefined }
        do throws(TemplateError) {
            let result = try function.call(frame.context, arguments)
            return isOurs ? result : frame.context.own(frame.context.touched(result))
        } catch { return try frame.deferred(frame.located(error, place)) }
    }

    private func call(_ macro: MacroObject, _ frame: Frame, _ caller: Value?) throws(TemplateError) -> Value {
        if caller == nil, let codes = arguments.positionalOnly, let inner = try macro.frame(codes, frame) {
            do throws(TemplateError) { return try macro.run(inner) } catch {
                return try frame.deferred(frame.located(error, place))
            }
        }
        var arguments = try arguments.values(frame, lazily: true)
        if let caller { arguments.keywords.append(("caller", caller)) }
        do throws(TemplateError) { return try macro.call(frame.context, arguments) } catch {
            return try frame.deferred(frame.located(error, place))
        }
    }
}

/// `target.method(arguments)` where Python's types have a method of that name: called without a bound object.
final class MethodCallCode: Code {
    let attribute: AttributeCode
    private let methods: MethodSet
    let call: CallCode

    init(_ attribute: AttributeCode, _ methods: MethodSet, _ call: CallCode) {
        self.attribute = attribute
        self.methods = methods
        self.call = call
        super.init(call.place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        let target = try attribute.target.value(frame)
        guard !target.isObject, let method = methods.method(for: target) else {
            return try call.call(attribute.value(of: target, frame), frame, caller: nil)
        }
        try frame.context.step()
        let arguments = try call.arguments.values(frame)
        if let undefined = arguments.firstUndefined { return undefined }
        do throws(TemplateError) {
            return frame.context.touched(try method(frame.context, target, arguments))
        } catch { return try frame.deferred(frame.located(error, place)) }
    }
}

extension Value {
    fileprivate var isObject: Bool { if case .object = self { true } else { false } }
}
