import Values

/// A method of one of Python's types: gets the object and the arguments.
typealias Method =
    @Sendable (_ context: EvaluationContext, _ target: Value, _ arguments: CallArguments)
    throws(TemplateError) -> Value

/// What one name means as a method of each of Python's types.
struct MethodSet: Sendable {
    private(set) var string, list, dict, tuple, int, float, bytes, mapping: Method?
    /// Whether the method of any type changes its object.
    private(set) var changesTarget = false
    /// A method of dates and times, with the names of the types that have it.
    private var date: (method: Method, kinds: Set<String>)?
    /// An attribute of numbers or of dates that is no method.
    private var property: (@Sendable (Value) -> Value?)?

    func method(for value: Value) -> Method? {
        switch value {
        case .string, .template: string
        case .list: list
        case .dict: dict
        case .tuple: tuple
        case .int, .bigInt, .bool: int
        case .double: float
        case .object(let object): object is ValueBytes ? bytes : object.isMapping ? mapping : dateMethod(of: object)
        case .undefined, .none: nil
        }
    }

    private func dateMethod(of object: any ValueObject) -> Method? {
        date.flatMap { $0.kinds.contains(object.typeName) ? $0.method : nil }
    }

    /// The names of the methods that `value` has, but for those of operators.
    static func names(of value: Value) -> [String] {
        all.filter { $0.value.method(for: value) != nil && $0.key.first != "_" }.map(\.key).sorted()
    }

    func property(of value: Value) -> Value? { property?(value) }

    /// A line of a table of methods.
    static func entry(_ name: String, _ method: @escaping Method) -> (String, Method) { (name, method) }

    static let all: [String: MethodSet] = {
        var all: [String: MethodSet] = [:]
        func add(_ methods: [String: Method], _ path: WritableKeyPath<MethodSet, Method?>) {
            for (name, method) in methods { all[name, default: MethodSet()][keyPath: path] = method }
        }
        for table in StringMethods.tables { add(table, \.string) }
        add(ListMethods.table, \.list)
        add(DictMethods.table, \.dict)
        add(TupleMethods.table, \.tuple)
        add(NumberMethods.integers, \.int)
        add(NumberMethods.floats, \.float)
        add(BytesMethods.table, \.bytes)
        add(MappingMethods.table, \.mapping)
        for (name, method) in DateMethods.table {
            all[name, default: MethodSet()].date = (method, DateMethods.kinds(of: name))
        }
        for (name, method) in DateClassMethods.table { all[name, default: MethodSet()].date = method }
        for properties in [NumberMethods.properties, DateMethods.properties, DateClassMethods.properties] {
            for (name, property) in properties { all[name, default: MethodSet()].property = property }
        }
        for name in ListMethods.changing.union(DictMethods.changing) { all[name]?.changesTarget = true }
        return all
    }()
}
