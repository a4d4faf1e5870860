import Values

/// The arguments of a call as they are evaluated.
final class ArgumentsCode {
    private let positional: [Code]
    private let keywords: [(name: String, value: Code)]
    private let star, doubleStar: Code?
    /// The arguments where all are constants.
    private let known: CallArguments?

    init(_ positional: [Code], _ keywords: [(name: String, value: Code)], _ star: Code?, _ doubleStar: Code?) {
        self.positional = positional
        self.keywords = keywords
        self.star = star
        self.doubleStar = doubleStar
        let values = positional.compactMap(\.constant)
        let named = keywords.compactMap { name, code in code.constant.map { (name, $0) } }
        let isKnown =
            star == nil && doubleStar == nil && values.count == positional.count
            && named.count == keywords.count
        known = isKnown ? CallArguments(values, keywords: named) : nil
    }

    /// Whether there are none.
    var isEmpty: Bool { positional.isEmpty && keywords.isEmpty && star == nil && doubleStar == nil }

    /// The arguments where all are positional; nil where there are others.
    var positionalOnly: [Code]? { keywords.isEmpty && star == nil && doubleStar == nil ? positional : nil }

    /// The code of the only argument, if it is a positional one.
    var only: Code? {
        positional.count == 1 && keywords.isEmpty && star == nil && doubleStar == nil ? positional[0] : nil
    }

    /// The values. `lazily` leaves templates inside containers as they are, for macros.
    func values(_ frame: Frame, lazily: Bool = false) throws(TemplateError) -> CallArguments {
        if let known { return known }
        var result = CallArguments()
        result.positional.reserveCapacity(positional.count)
        for code in positional { result.positional.append(try value(code, frame, lazily)) }
        for (name, code) in keywords { result.keywords.append((name, try value(code, frame, lazily))) }
        if let star { try spread(star, &result, frame) }
        if let doubleStar { try spreadKeywords(doubleStar, &result, frame) }
        return result
    }

    @inline(__always)
    private func value(_ code: Code, _ frame: Frame, _ lazily: Bool) throws(TemplateError) -> Value {
        let value = try code.value(frame)
        return lazily ? value : frame.context.resolved(value)
    }

    private func spread(_ code: Code, _ result: inout CallArguments, _ frame: Frame) throws(TemplateError) {
        let value = frame.context.resolved(try code.defined(frame))
        guard let items = try? value.elements() else {
            throw frame.failure(
                .type, "Value after * must be an iterable, not \(value.typeName)", code.place)
        }
        result.positional += items
    }

    private func spreadKeywords(
        _ code: Code, _ result: inout CallArguments, _ frame: Frame
    ) throws(TemplateError) {
        let value = frame.context.resolved(try code.defined(frame))
        guard case .dict(let dict) = value else {
            throw frame.failure(
                .type, "argument after ** must be a mapping, not \(value.typeName)", code.place)
        }
        for (key, value) in dict.items {
            guard let name = key.rawText else {
                throw frame.failure(.type, "keywords must be strings", code.place)
            }
            guard !result.keywords.contains(where: { $0.name == name }) else {
                throw frame.failure(.type, "got multiple values for keyword argument '\(name)'", code.place)
            }
            result.keywords.append((name, value))
        }
    }
}

extension CallArguments {
    /// The first undefined value among them, which is the result of whatever does not want such.
    var firstUndefined: Value? {
        for value in positional { if case .undefined = value { return value } }
        for (_, value) in keywords { if case .undefined = value { return value } }
        return nil
    }
}
