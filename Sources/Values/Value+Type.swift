extension Value {
    /// Python's name of its type: `str`, `int`, `dict`, `NoneType`, …
    public var typeName: String {
        switch self {
        case .undefined: "Undefined"
        case .none: "NoneType"
        case .bool: "bool"
        case .int, .bigInt: "int"
        case .double: "float"
        case .string, .template: "str"
        case .list: "list"
        case .tuple: "tuple"
        case .dict: "dict"
        case .object(let object): object.typeName
        }
    }

    /// Python's truth: empty and zero are false, an undefined value is false as well.
    public var truth: Bool {
        switch self {
        case .undefined, .none: false
        case .bool(let flag): flag
        case .int(let n): n != 0
        case .bigInt: true
        case .double(let x): x != 0
        case .string(let text): !text.isEmpty
        case .template(let template): !template.text.isEmpty
        case .list(let list): !list.items.isEmpty
        case .tuple(let tuple): !tuple.items.isEmpty
        case .dict(let dict): !dict.items.isEmpty
        case .object(let object): object.truth()
        }
    }

    /// Whether it is a bool, an int or a float: what Python's arithmetic takes.
    public var isNumber: Bool {
        switch self {
        case .bool, .int, .bigInt, .double: true
        default: false
        }
    }

    /// The text of a string, or the unrendered text of a template.
    public var rawText: String? {
        switch self {
        case .string(let text): text
        case .template(let template): template.text
        default: nil
        }
    }

    /// How deep values may nest before an operation on them is given up with a RecursionError.
    public static let depthLimit = 500
}

extension ValueError {
    /// What using an undefined value means.
    static func undefined(_ undefined: Undefined) -> ValueError { ValueError(.undefined, undefined.message) }

    /// What nests deeper than ``Value/depthLimit``.
    public static let tooDeep = ValueError(.recursion, "maximum recursion depth exceeded")
}
