import Values

/// `a < b`, `a in b` and their like, chained.
final class ComparisonCode: Code {
    private let first, second: Code
    private let comparison: Expression.Comparison
    /// What the second operand is compared with, and so on.
    private let more: [(Expression.Comparison, Code)]

    init(
        _ first: Code, _ comparison: Expression.Comparison, _ second: Code, _ more: [(Expression.Comparison, Code)],
        _ place: Place
    ) {
        self.first = first
        self.comparison = comparison
        self.second = second
        self.more = more
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value { .bool(try truth(frame)) }

    override func truth(_ frame: Frame) throws(TemplateError) -> Bool {
        var left = try first.value(frame)
        let next = try second.value(frame)
        guard try holds(comparison, left, first.place, next, second.place, frame) else { return false }
        guard !more.isEmpty else { return true }
        left = next
        var leftPlace = second.place
        for (comparison, code) in more {
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
        if case .string(let a) = left, case .string(let b) = right {
            switch comparison {
            case .equal: return a.hasSameScalars(as: b)
            case .notEqual: return !a.hasSameScalars(as: b)
            default: break
            }
        }
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
