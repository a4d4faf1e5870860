package import Jinja
package import Values

/// Runs an operation on values; its error becomes the template's.
package func raising<Result>(_ body: () throws(ValueError) -> Result) throws(TemplateError) -> Result {
    do throws(ValueError) { return try body() } catch { throw TemplateError(error) }
}

extension Value {
    /// Python's `str()`.
    package func python() throws(TemplateError) -> String {
        if case .string(let text) = self { return text }
        return try raising { () throws(ValueError) in try string() }
    }

    /// How Python's `type()` prints.
    package var pythonClass: String { "<class '\(typeName)'>" }

    /// Python's `repr()`.
    package func pythonRepresentation() throws(TemplateError) -> String {
        try raising { () throws(ValueError) in try representation() }
    }

    package func pythonElements() throws(TemplateError) -> [Value] {
        try raising { () throws(ValueError) in try elements() }
    }

    /// An int or a bool as Int; TypeError in Python's words for anything else.
    package func wholeNumber() throws(TemplateError) -> Int {
        switch self {
        case .int(let number): return number
        case .bool(let flag): return flag ? 1 : 0
        default:
            throw TemplateError(.type, "'\(typeName)' object cannot be interpreted as an integer")
        }
    }

    /// What `int()` makes of it.
    package func convertedToWholeNumber() throws(TemplateError) -> Int {
        let number = try raising { () throws(ValueError) in try convertedToInt() }
        guard case .int(let result) = number else { throw TemplateError(.overflow, "Python int too large") }
        return result
    }

    /// The float of a number; TypeError in Python's words for anything else.
    package func realNumber() throws(TemplateError) -> Double {
        switch self {
        case .double(let number): return number
        case .int(let number): return Double(number)
        case .bool(let flag): return flag ? 1 : 0
        case .bigInt(let number): return try raising { () throws(ValueError) in try number.double() }
        default: throw TemplateError(.type, "must be real number, not \(typeName)")
        }
    }

    /// The bytes that stand for it where Python wants bytes: a bytes object's own, else UTF-8 of `str()`.
    package func pythonBytes() throws(TemplateError) -> [UInt8] {
        if case .object(let object) = self {
            if let bytes = object as? ValueBytes { return bytes.bytes }
            if let text = object as? UndecodedText { return text.bytes }
        }
        return Array(try python().utf8)
    }
}
