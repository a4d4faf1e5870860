public import Values

/// What `a if b` gives where `b` is false and there is no `else`: Jinja's lenient undefined value, which is empty text
/// in a template and not defined for `is defined`.
public final class MissingElse: TemplateObject, Callable {
    private let message: String

    init(_ message: String) { self.message = message }

    /// What using it throws.
    var error: ValueError { ValueError(.undefined, message) }

    public var typeName: String { "Undefined" }
    public func attribute(_ name: String) throws(ValueError) -> Value? { throw error }
    public func item(_ key: Value) throws(ValueError) -> Value? { throw error }
    public func elements() throws(ValueError) -> [Value]? { [] }
    public func count() throws(ValueError) -> Int? { 0 }
    public func call(_ context: EvaluationContext, _ arguments: CallArguments) throws(TemplateError) -> Value {
        throw TemplateError(.undefined, message)
    }
    public func truth() -> Bool { false }
    public func string() throws(ValueError) -> String { "" }
    public func representation() throws(ValueError) -> String { "Undefined" }
    public func apply(
        _ operation: ArithmeticOperator, with other: Value, reflected: Bool
    ) throws(ValueError) -> Value? {
        if operation == .modulo, reflected, other.rawText != nil { return nil }
        throw error
    }
    public func order(relativeTo other: Value) throws(ValueError) -> Int? { throw error }
    public func isEqual(to other: Value) -> Bool { other.object is MissingElse }
}

extension Value {
    /// Whether it is undefined only because something is missing, not because something failed.
    public var isMissing: Bool { if case .undefined(let undefined) = self { !undefined.isFailure } else { false } }
}
