import Values

/// What `cycler()` makes: it goes round its items.
///
/// `@unchecked Sendable`: only the evaluation that made it touches it.
final class Cycler: TemplateObject, @unchecked Sendable {
    private let items: [Value]
    private var index = 0

    init(_ items: [Value]) { self.items = items }

    var typeName: String { "Cycler" }
    func string() throws(ValueError) -> String { "<Cycler>" }

    func attribute(_ name: String) throws(ValueError) -> Value? {
        switch name {
        case "current": return items[index]
        case "pos": return .int(index)
        case "items": return .tuple(items)
        case "next":
            return .object(
                FunctionObject(name) { [self] (_, _) throws(TemplateError) in
                    defer { index = (index + 1) % items.count }
                    return items[index]
                })
        case "reset":
            return .object(
                FunctionObject(name) { [self] (_, _) throws(TemplateError) in
                    index = 0
                    return .none
                })
        default: return nil
        }
    }
}

/// What `joiner()` makes: nothing the first time it is called, its separator from then on.
///
/// `@unchecked Sendable`: only the evaluation that made it touches it.
final class Joiner: TemplateObject, Callable, @unchecked Sendable {
    private let separator: Value
    private var wasUsed = false

    init(_ separator: Value) { self.separator = separator }

    var typeName: String { "Joiner" }
    func string() throws(ValueError) -> String { "<Joiner>" }

    func attribute(_ name: String) throws(ValueError) -> Value? {
        switch name {
        case "sep": separator
        case "used": .bool(wasUsed)
        default: nil
        }
    }

    func call(_ context: EvaluationContext, _ arguments: CallArguments) throws(TemplateError) -> Value {
        defer { wasUsed = true }
        return wasUsed ? separator : ""
    }
}
