package import Jinja
package import Values

/// Values that a plugin of ansible.utils holds against its own documentation, as module arguments are.
package enum CheckedArgument {
    /// A whole number, or text or a float that stands for one.
    package static func integer(_ call: PluginCall, _ parameter: String) throws(TemplateError) -> Int {
        let value = call[parameter] ?? .none
        switch value {
        case .int, .bool: return try value.wholeNumber()
        case .double(let number): if let whole = Int(exactly: number) { return whole }
        case .string(let text):
            if let number = Double(text), let whole = Int(text) ?? Int(exactly: number) { return whole }
        default: break
        }
        let shown = try value.pythonRepresentation()
        throw failure(call, parameter, value, "int", "\"\(shown)\" cannot be converted to an int")
    }

    /// A list, or text with commas or a number that stands for one.
    package static func list(_ call: PluginCall, _ parameter: String, _ value: Value) throws(TemplateError) -> [Value] {
        switch value {
        case .list, .tuple: return value.sequence ?? []
        case .string(let text):
            return text.split(separator: ",", omittingEmptySubsequences: false).map { .string(String($0)) }
        case .int, .bigInt, .double, .bool: return [.string(try value.python())]
        case .object: return try value.pythonElements()
        default:
            let type = value.pythonClass
            throw failure(call, parameter, value, "list", "\(type) cannot be converted to a list")
        }
    }

    /// A dict, or JSON that stands for one.
    package static func dict(_ call: PluginCall, _ parameter: String, _ value: Value) throws(TemplateError) -> Dict {
        if let dict = DictMerge.dictionary(value) { return dict.items }
        guard case .string(let text) = value else {
            let type = value.pythonClass
            throw failure(call, parameter, value, "dict", "\(type) cannot be converted to a dict")
        }
        guard text.hasPrefix("{"), let items = (try? JSON.parse(text))?.mapping else {
            throw failure(call, parameter, value, "dict", "dictionary requested, could not parse JSON or key=value")
        }
        return items
    }

    private static func failure(
        _ call: PluginCall, _ parameter: String, _ value: Value, _ type: String, _ reason: String
    ) -> TemplateError {
        let message =
            "argument '\(parameter)' is of type \(value.typeName) and we were unable to convert to \(type): \(reason)"
        return call.failure("[\((try? Value.string(message).representation()) ?? message)]")
    }
}
