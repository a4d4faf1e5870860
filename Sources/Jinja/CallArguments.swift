public import Values

/// The arguments of a call, in the order written; keywords keep theirs.
public struct CallArguments: Sendable {
    public var positional: [Value]
    public var keywords: [(name: String, value: Value)]

    public init(_ positional: [Value] = [], keywords: [(name: String, value: Value)] = []) {
        self.positional = positional
        self.keywords = keywords
    }
}

extension CallArguments {
    /// The values for `names` in that order, by position or by keyword; nil for those not given.
    ///
    /// Throws TypeError in Python's words for too many, unknown and repeated arguments.
    public func bind(_ function: String, _ names: [String]) throws(TemplateError) -> [Value?] {
        guard positional.count <= names.count else {
            throw TemplateError(
                .type, "\(function)() takes at most \(names.count) arguments (\(positional.count) given)")
        }
        var bound: [Value?] = positional
        bound += [Value?](repeating: nil, count: names.count - positional.count)
        for (name, value) in keywords {
            guard let index = names.firstIndex(of: name) else {
                throw TemplateError(.type, "\(function)() got an unexpected keyword argument '\(name)'")
            }
            guard bound[index] == nil else {
                throw TemplateError(.type, "\(function)() got multiple values for argument '\(name)'")
            }
            bound[index] = value
        }
        return bound
    }
}
