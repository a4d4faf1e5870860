import Values

/// A local variable of the frame at hand; `fallback` answers while it was not assigned.
final class LocalName: Code {
    let slot: Int
    let fallback: Code?

    init(_ slot: Int, fallback: Code?, _ place: Place) {
        self.slot = slot
        self.fallback = fallback
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        if let value = frame.slots[slot] { return value }
        return try fallback?.value(frame) ?? .none
    }

    override func traced(_ frame: Frame) throws(TemplateError) -> TracedValue {
        guard frame.slots[slot] == nil, let fallback else { return TracedValue(try value(frame)) }
        return try fallback.traced(frame)
    }
}

/// A local variable of the frame `hops` macros outside.
final class OuterName: Code {
    let slot: Int
    let hops: Int
    let fallback: Code?

    init(_ slot: Int, hops: Int, fallback: Code?, _ place: Place) {
        self.slot = slot
        self.hops = hops
        self.fallback = fallback
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        var outer = frame
        for _ in 0..<hops { if let parent = outer.parent { outer = parent } }
        if let value = outer.slots[slot] { return value }
        return try fallback?.value(frame) ?? .none
    }
}

/// A variable from outside the template, kept in a slot of the template's frame once it was looked up.
final class ContextName: Code {
    let name: String
    let slot: Int
    let hops: Int

    init(_ name: String, slot: Int, hops: Int, _ place: Place) {
        self.name = name
        self.slot = slot
        self.hops = hops
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        var outer = frame
        for _ in 0..<hops { if let parent = outer.parent { outer = parent } }
        if let value = outer.slots[slot] { return value }
        let value = try find(outer, frame)
        outer.slots[slot] = value
        return value
    }

    override func traced(_ frame: Frame) throws(TemplateError) -> TracedValue {
        var outer = frame
        for _ in 0..<hops { if let parent = outer.parent { outer = parent } }
        guard outer.names.seesVariables, outer.names.local(name) == nil else { return TracedValue(try value(frame)) }
        do throws(TemplateError) {
            if let traced = try frame.context.source.tracedVariable(name) {
                return frame.context.traced(traced.value, isAuthored: traced.isAuthored)
            }
        } catch {
            guard error.isDeferrable else { throw error }
        }
        return TracedValue(try value(frame))
    }

    private func find(_ outer: Frame, _ frame: Frame) throws(TemplateError) -> Value {
        do throws(TemplateError) {
            if let value = try outer.names.value(name, frame.context) { return value }
        } catch {
            guard error.isDeferrable else { throw error }
            return .undefined(Undefined(capturing: frame.located(error, place)))
        }
        return .undefined(
            Undefined(message: "'\(name)' is undefined", name: name, span: frame.span(place)))
    }
}

/// A name that always stands for something of the frame's template, such as `self` and `super`.
final class ComputedName: Code {
    private let compute: (Frame) -> Value

    init(_ place: Place, _ compute: @escaping (Frame) -> Value) {
        self.compute = compute
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value { compute(frame) }
}
