import Diagnostics
public import Values

/// Ansible's words for true and false.
public enum BooleanWord {
    package static let yes: [Value] = ["y", "yes", "on", "1", "true", "t", 1, true]
    package static let no: [Value] = ["n", "no", "off", "0", "false", "f", 0, false]

    /// The truth a value stands for; nil where it stands for none.
    public static func parse(_ value: Value) -> Bool? {
        switch value {
        case .bool(let flag): return flag
        case .int, .double: return value == 1 ? true : value == 0 ? false : nil
        case .string(let text): return BooleanText.parse(text)
        default: return nil
        }
    }

    package static func convert(_ value: Value) throws(ValueError) -> Value {
        switch value {
        case .bool, .int, .double, .string: break
        default: throw ValueError(.type, "\(value.pythonClass) cannot be converted to a bool")
        }
        if let flag = parse(value) { return .bool(flag) }
        throw ValueError(
            .type,
            "The value '\(try value.string())' is not a valid boolean. Valid booleans include: "
                + "0, 1, 'y', 'yes', 'on', '1', 'true', 't', 'n', 'no', 'off', '0', 'false', 'f'")
    }
}

extension Value {
    /// As Python shows `type(value)`.
    package var pythonClass: String { "<class '\(typeName)'>" }
}
