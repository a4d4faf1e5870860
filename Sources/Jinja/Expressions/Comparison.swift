import Values

/// `a < b`, `a in b` and their like, chained.
final class ComparisonCode: Code {
    let first: Code
    let rest: [(Expression.Comparison, Code)]

    init(_ first: Code, _ rest: [(Expression.Comparison, Code)], _ place: Place) {
        self.first = first
        self.rest = rest
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value { .bool(try truth(frame)) }

    override func truth(_ frame: Frame) throws(TemplateError) -> Bool {
        var left = try first.value(frame)
        var leftPlace = first.place
        for (comparison, code) in rest {
            let right = try code.value(frame)
            guard try holds(comparison, left, leftPlace, right, code.place, frame) else { return false }
            left = right
            leftPlace = code.place
        }
        return true
    }

    private func holds(
        _ comparison: Expression.Comparison, _ left: Value, _ leftPlace: Place, _ right: Value,
        _ rightPlace: Place, _ frame: Frame
    ) throws(TemplateError) -> Bool {
        if case .undefined(let undefined) = right { throw frame.failure(undefined, rightPlace) }
        if case .undefined(let undefined) = left {
            throw frame.failure(undefined, leftPlace)
        }
        let left = frame.context.resolved(left)
        do throws(ValueError) {
            switch comparison {
            case .equal: return left == frame.context.resolved(right)
            case .notEqual: return left != frame.context.resolved(right)
            case .ordered(let operation):
                return try Value.compare(operation, left, frame.context.resolved(right))
            case .isIn: return try frame.context.searchable(right).contains(left)
            case .isNotIn: return try !frame.context.searchable(right).contains(left)
            }
        } catch { throw frame.failure(error, place) }
    }
}

extension EvaluationContext {
    /// The container as `in` looks at it: of a dict only keys matter, which are no templates.
    fileprivate func searchable(_ container: Value) -> Value {
        if case .dict = container { return container }
        return resolved(container)
    }
}
