public import Diagnostics
public import Values

/// A value together with what is known of where it comes from.
///
/// Only the few places that ask about trust or origin evaluate this way; everything else sees plain values.
public struct TracedValue: Sendable {
    /// Where its text was written; nil where that is not known.
    public let span: Span?
    /// As it stands: a text may still be vaulted, or carry its origin.
    public let value: Value
    /// Whether an author wrote it, so that its plain texts may serve as expressions; a template in it is an author's
    /// in any case.
    public let isAuthored: Bool

    public init(_ value: Value, isAuthored: Bool = false, span: Span? = nil) {
        self.span = span
        self.value = value
        self.isAuthored = isAuthored
    }
}

extension TracedValue {
    /// The text of a template that stands for itself, an author's unless it is verbatim; nil for one to be rendered.
    public init?(plain template: Template) {
        guard template.isVerbatim || !Template.mayBeOne(template.text) else { return nil }
        self.init(.string(template.text), isAuthored: !template.isVerbatim, span: template.span)
    }
}

/// An object that knows who wrote the values in it.
public protocol TracedContainer: ValueObject {
    /// The value under `key`, with what is known of who wrote it; nil where there is none.
    func traced(_ key: Value) throws(ValueError) -> TracedValue?
}

extension Value {
    /// What a container that knows it says of the value under `key`.
    func traced(_ key: Value) throws(ValueError) -> TracedValue? {
        guard case .object(let object) = self, let container = object as? any TracedContainer else { return nil }
        return try container.traced(key)
    }
}

/// A text that one of the plugins that ask for it gets with what is known of it.
public final class TracedText: TemplateObject {
    public let text: Value
    public let isAuthored: Bool

    init(_ traced: TracedValue) {
        text = traced.value
        isAuthored = traced.isAuthored
    }

    public var typeName: String { "str" }
    public func string() throws(ValueError) -> String { try text.string() }
    public func plain() throws(ValueError) -> Value? { text }
}

/// A text that knows what it was read from, as a lookup gives it; a plain text as soon as anything uses it.
public final class OriginText: ValueObject {
    public let text: String
    public let origin: String

    public init(_ text: String, origin: String) {
        self.text = text
        self.origin = origin
    }

    public var typeName: String { "str" }
    public func string() throws(ValueError) -> String { text }
    public func plain() throws(ValueError) -> Value? { .string(text) }
}

extension EvaluationContext {
    /// The native value of `template` with what is known of it: that of the only expression it consists of, unless
    /// that changes what it gets.
    public func renderTraced(
        _ template: Template, _ options: RenderOptions = RenderOptions()
    ) throws(TemplateError) -> TracedValue {
        let compiled = try compile(template, syntax: options.syntax, keepsBackslashes: options.keepsBackslashes)
        guard !compiled.hasExtends, !compiled.isolates, let step = compiled.body.only as? PrintStep
        else {
            return TracedValue(try render(template, options))
        }
        return try top(compiled, options) { (frame) throws(TemplateError) in try step.code.traced(frame) }
    }

    /// The template inside a value, rendered; an error in it becomes an undefined value.
    func traced(_ value: Value, isAuthored: Bool) -> TracedValue {
        guard case .template(let template) = value else { return TracedValue(value, isAuthored: isAuthored) }
        if let plain = TracedValue(plain: template) {
            if let notice = template.deprecation { source.deprecate(notice) }
            return plain
        }
        do throws(TemplateError) {
            return try nested { () throws(TemplateError) in try source.renderTraced(template) }
        } catch { return TracedValue(.undefined(Undefined(capturing: error))) }
    }
}

extension Value {
    /// The plain text in the place of one that knows its origin.
    @inline(__always)
    public var withoutOrigin: Value {
        guard case .object(let object) = self, let known = object as? OriginText else { return self }
        return .string(known.text)
    }
}

extension Frame {
    /// What a plugin that asks where texts come from gets of `code`; other values come as they are.
    func tracedInput(_ code: Code) throws(TemplateError) -> Value {
        let traced = try code.traced(self)
        switch traced.value {
        case .string: return .object(TracedText(traced))
        case .object(let object) where object is VaultedText || object is OriginText:
            return .object(TracedText(traced))
        default: return traced.value
        }
    }
}
