import Values

/// The methods of objects that are mappings (`hostvars`, a host's variables, `vars`): values are read one by one.
enum MappingMethods {
    private static func on(
        _ name: String, _ range: ClosedRange<Int>,
        _ body:
            @escaping @Sendable (any ValueObject, CallArguments, EvaluationContext) throws(TemplateError) -> Value
    ) -> (String, Method) {
        MethodSet.entry(name) { (context, target, arguments) throws(TemplateError) in
            guard case .object(let object) = target else { return .none }
            try arguments.check(name, range)
            return try body(object, arguments, context)
        }
    }

    static let table = Dictionary(uniqueKeysWithValues: [
        on("keys", 0...0) { (object, _, _) throws(TemplateError) in .list(try keys(object)) },
        on("values", 0...0) { (object, _, context) throws(TemplateError) in
            .list(try keys(object).map { value($0, object, context) ?? .none })
        },
        on("items", 0...0) { (object, _, context) throws(TemplateError) in
            .list(try keys(object).map { .tuple([$0, value($0, object, context) ?? .none]) })
        },
        on("get", 1...2) { (object, arguments, context) throws(TemplateError) in
            value(arguments.positional[0], object, context)
                ?? (arguments.positional.count > 1 ? arguments.positional[1] : .none)
        },
    ])

    private static func keys(_ object: any ValueObject) throws(TemplateError) -> [Value] {
        try raising { () throws(ValueError) in try object.elements() } ?? []
    }

    /// The item, an undefined value where reading it failed.
    private static func value(_ key: Value, _ object: any ValueObject, _ context: EvaluationContext) -> Value? {
        do throws(ValueError) {
            return try object.item(key).map { context.touched($0) }
        } catch {
            return .undefined(Undefined(capturing: TemplateError(error)))
        }
    }
}
