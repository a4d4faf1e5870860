import Values

extension CallArguments {
    /// Throws Python's message where the number of positional arguments is not within `range`, or keywords are given.
    func check(_ function: String, _ range: ClosedRange<Int>) throws(TemplateError) {
        if !keywords.isEmpty { throw TemplateError(.type, "\(function)() takes no keyword arguments") }
        try checkCount(function, range)
    }

    func checkCount(_ function: String, _ range: ClosedRange<Int>) throws(TemplateError) {
        guard !range.contains(positional.count) else { return }
        let given = positional.count
        func plural(_ count: Int) -> String { "\(count) argument\(count == 1 ? "" : "s")" }
        let wanted =
            switch (range.lowerBound, range.upperBound) {
            case (0, 0): "takes no arguments (\(given) given)"
            case (1, 1): "takes exactly one argument (\(given) given)"
            case (let a, let b) where a == b: "expected \(plural(a)), got \(given)"
            case (let a, _) where given < a: "expected at least \(plural(a)), got \(given)"
            case (_, let b): "expected at most \(plural(b)), got \(given)"
            }
        throw TemplateError(
            .type, wanted.hasPrefix("takes") ? "\(function)() \(wanted)" : "\(function) \(wanted)")
    }

    /// The argument at `index`; nil where it was left out or is None.
    func some(_ index: Int) -> Value? {
        guard index < positional.count, !positional[index].isNone else { return nil }
        return positional[index]
    }

    /// The string at `index`. Throws TypeError in Python's words for anything else.
    func text(_ index: Int, of function: String) throws(TemplateError) -> String {
        guard let text = positional[index].rawText else {
            throw TemplateError(
                .type, "\(function)() argument \(index + 1) must be str, not \(positional[index].typeName)")
        }
        return text
    }

    /// The integer at `index`; nil where it was left out or is None.
    func integer(_ index: Int) throws(TemplateError) -> Int? {
        try some(index).map { (value) throws(TemplateError) in try value.index() }
    }
}

extension Value {
    /// A whole number, as Python wants it for sizes and places; TypeError in Python's words for anything else.
    func index() throws(TemplateError) -> Int {
        switch self {
        case .int(let number): return number
        case .bool(let flag): return flag ? 1 : 0
        case .bigInt: throw TemplateError(.overflow, "Python int too large to convert to C ssize_t")
        case .undefined(let undefined): throw TemplateError(undefined)
        default: throw TemplateError(.type, "'\(typeName)' object cannot be interpreted as an integer")
        }
    }
}

/// Runs an operation on values; its error becomes the template's.
@inline(__always)
func raising<Result>(_ body: () throws(ValueError) -> Result) throws(TemplateError) -> Result {
    do throws(ValueError) { return try body() } catch { throw TemplateError(error) }
}
