extension Value {
    /// Python's `int(self)`. Throws ValueError, TypeError and OverflowError in Python's words.
    public func convertedToInt() throws(ValueError) -> Value {
        switch self {
        case .int, .bigInt: return self
        case .bool(let flag): return .int(flag ? 1 : 0)
        case .double(let x):
            if x.isNaN { throw ValueError(.value, "cannot convert float NaN to integer") }
            if x.isInfinite { throw ValueError(.overflow, "cannot convert float infinity to integer") }
            return Value(BigInteger(truncating: x))
        case .string, .template: return try Value.integer(parsing: rawText ?? "", base: 10)
        case .undefined(let undefined): throw .undefined(undefined)
        default:
            throw ValueError(
                .type,
                "int() argument must be a string, a bytes-like object or a real number, not '\(typeName)'")
        }
    }

    /// Python's `float(self)`. Throws ValueError, TypeError and OverflowError in Python's words.
    public func convertedToFloat() throws(ValueError) -> Value {
        if case .undefined(let undefined) = self { throw .undefined(undefined) }
        if isNumber { return .double(try double()) }
        guard let text = rawText else {
            throw ValueError(
                .type, "float() argument must be a string or a real number, not '\(typeName)'")
        }
        guard let x = PythonNumber.float(text) else {
            throw ValueError(.value, "could not convert string to float: \(text.representation)")
        }
        return .double(x)
    }

    /// Python's `int(text, base)`: sign, prefix, underscores and surrounding white space as there.
    public static func integer(parsing text: String, base: Int) throws(ValueError) -> Value {
        guard base == 0 || (2...36).contains(base) else {
            throw ValueError(.value, "int() base must be >= 2 and <= 36, or 0")
        }
        let result = try PythonNumber.integer(text, base: base)
        guard let result else {
            throw ValueError(
                .value, "invalid literal for int() with base \(base): \(text.representation)")
        }
        return result
    }
}
