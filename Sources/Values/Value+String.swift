extension Value {
    /// Python's `str()`. Throws UndefinedError for an undefined value, RecursionError where values nest too deep.
    public func string() throws(ValueError) -> String {
        switch self {
        case .string(let text): text
        case .template(let template): template.text
        case .object(let object): try object.string()
        default: try representation()
        }
    }

    /// Python's `repr()`. Throws as ``string()`` does.
    public func representation() throws(ValueError) -> String {
        switch self {
        case .int(let n): return String(n)
        default:
            var writer = Representation()
            try writer.write(self)
            return writer.text
        }
    }
}

extension String {
    /// Python's `repr()` of a string.
    public var representation: String {
        var text = ""
        Representation.quote(self, into: &text)
        return text
    }
}
