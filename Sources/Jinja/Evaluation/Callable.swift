public import Values

/// An object that a template can call.
public protocol Callable: ValueObject {
    func call(_ context: EvaluationContext, _ arguments: CallArguments) throws(TemplateError) -> Value
    /// Whether it wants undefined arguments itself; else the first one is the result of the call.
    var takesUndefined: Bool { get }
}

extension Callable {
    public var takesUndefined: Bool { false }
}

/// A function or a bound method as a value.
public final class FunctionObject: Callable {
    public let name: String
    public let typeName: String
    public let takesUndefined: Bool
    private let body: Function

    public init(
        _ name: String, typeName: String = "builtin_function_or_method", takesUndefined: Bool = false,
        _ body: @escaping Function
    ) {
        self.name = name
        self.typeName = typeName
        self.takesUndefined = takesUndefined
        self.body = body
    }

    public func string() throws(ValueError) -> String { "<built-in function \(name)>" }

    public func call(_ context: EvaluationContext, _ arguments: CallArguments) throws(TemplateError) -> Value {
        try body(context, arguments)
    }
}
