import Diagnostics
import Values
import YAML

extension Written {
    /// What the literal value of a keyword may be; a template may stand anywhere.
    enum Form: Sendable { case any, text }

    /// The value of a keyword; nil for null.
    func optionalValue(of keyword: String, _ form: Form) throws(Diagnostic) -> Value? {
        if isNull { return nil }
        if form == .text { try requireText(keyword) }
        return try value()
    }

    /// The elements of a list, or the one value in place of one; nothing for null.
    func listValue() throws(Diagnostic) -> [Value] {
        if isNull { return [] }
        guard let elements else { return [try value()] }
        return try elements.map { node throws(Diagnostic) in try node.value() }
    }

    /// Conditions: one or a list of them; a text is an expression that knows where it was written.
    func conditionValues() throws(Diagnostic) -> [Value] {
        if isNull { return [] }
        var conditions: [Value] = []
        for node in elements ?? [self] {
            let value = try node.value()
            if case .string(let text) = value {
                conditions.append(.template(Template(text, span: node.span)))
            } else {
                conditions.append(value)
            }
        }
        return conditions
    }

    /// A list of plain names that are used as they are.
    func nameList(of keyword: String) throws(Diagnostic) -> [String] {
        if isNull { return [] }
        var names: [String] = []
        for node in elements ?? [self] {
            guard let name = try node.value().writtenText else {
                throw Diagnostic(
                    "Keyword '\(keyword)' items must be of type 'str', not '\(try node.kindName())'.", at: node.span)
            }
            names.append(name)
        }
        return names
    }

    func requireText(_ keyword: String) throws(Diagnostic) {
        guard elements != nil || isMapping else { return }
        throw Diagnostic(
            "The field '\(keyword)' is supposed to be a string type, however the incoming data structure is a "
                + "\(try kindName())", at: span)
    }

    /// Python's name of the type of the value.
    func kindName() throws(Diagnostic) -> String {
        switch try value() {
        case .none, .undefined: "NoneType"
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
}

extension Value {
    /// The text of a string or of a template as written; nil for anything else.
    var writtenText: String? {
        switch self {
        case .string(let text): text
        case .template(let template): template.text
        default: nil
        }
    }
}
