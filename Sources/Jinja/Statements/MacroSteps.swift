import Values

/// `{% macro %}`
final class MacroStep: Step {
    let code: MacroCode
    let slot: Int

    init(_ code: MacroCode, slot: Int) {
        self.code = code
        self.slot = slot
    }

    override func run(_ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow {
        frame.slots[slot] = frame.macro(code)
        return .goesOn
    }
}

/// `{% call %}`
final class CallBlockStep: Step {
    let call: CallCode
    let body: MacroCode

    init(_ call: CallCode, _ body: MacroCode) {
        self.call = call
        self.body = body
    }

    override func run(_ frame: Frame, _ output: inout Output) throws(TemplateError) -> Flow {
        try output.append(call.call(frame, caller: frame.macro(body)), frame)
        return .goesOn
    }
}

extension Frame {
    /// The macro in this frame, which is emptied when the evaluation ends.
    fileprivate func macro(_ code: MacroCode) -> Value {
        if context.frames.last !== self { context.frames.append(self) }
        return .object(MacroObject(code, self))
    }
}
