package import Values

extension Option.Kind {
    /// `value` as this kind, by the rules of Ansible's type checkers. Throws TypeError with their texts.
    package func convert(_ value: Value, paths: PathExpansion) throws(ValueError) -> Value {
        switch self {
        case .string: .string(try Self.text(value))
        case .path: .string(paths.expand(try Self.text(value)))
        case .bool: try BooleanWord.convert(value)
        case .int: try Self.integer(value)
        case .float: try Self.float(value)
        case .raw: value
        case .list: try Self.list(value)
        case .dict: try Self.dict(value)
        case .bytes: try ByteSize.convert(value, isBits: false)
        case .bits: try ByteSize.convert(value, isBits: true)
        case .json: try Self.json(value)
        }
    }

    private static func text(_ value: Value) throws(ValueError) -> String {
        value.isNone ? "" : try value.string()
    }

    private static func integer(_ value: Value) throws(ValueError) -> Value {
        switch value {
        case .int, .bigInt: return value
        case .bool(let flag): return .int(flag ? 1 : 0)
        default: break
        }
        if let text = value.text, let number = try? Value.integer(parsing: text.trimmed(), base: 10) { return number }
        if value.text != nil || value.isNumber, case .double(let number)? = try? value.convertedToFloat(),
            number.rounded() == number, let whole = Int(exactly: number)
        {
            return .int(whole)
        }
        throw ValueError(.type, "\"\(try value.representation())\" cannot be converted to an int")
    }

    private static func float(_ value: Value) throws(ValueError) -> Value {
        if let number = try? value.convertedToFloat() { return number }
        throw ValueError(.type, "\(value.pythonClass) cannot be converted to a float")
    }

    private static func list(_ value: Value) throws(ValueError) -> Value {
        switch value {
        case .list: return value
        case .string(let text):
            return .list(text.split(separator: ",", omittingEmptySubsequences: false).map { .string(String($0)) })
        case .bool, .int, .bigInt, .double: return .list([.string(try value.string())])
        default: throw ValueError(.type, "\(value.pythonClass) cannot be converted to a list")
        }
    }

    private static func dict(_ value: Value) throws(ValueError) -> Value {
        switch value {
        case .dict: return value
        case .string(let text): return .dict(try KeyValueText.parse(text))
        default: throw ValueError(.type, "\(value.pythonClass) cannot be converted to a dict")
        }
    }

    private static func json(_ value: Value) throws(ValueError) -> Value {
        switch value {
        case .string(let text): return .string(text.trimmed())
        case .list, .tuple, .dict: return .string(try JSON.text(value))
        default: throw ValueError(.type, "\(value.pythonClass) cannot be converted to a json string")
        }
    }
}
