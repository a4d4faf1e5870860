import Templating
import Values

extension JMESPath {
    func evaluate(_ value: Value) throws(Failure) -> Value {
        switch self {
        case .identity: return value
        case .literal(let literal): return literal
        case .field(let name): return value.mapping?[.string(name)] ?? .none
        case .index(let index):
            guard let items = value.sequence else { return .none }
            let place = index < 0 ? index + items.count : index
            return items.indices.contains(place) ? items[place] : .none
        case .slice(let start, let stop, let step):
            if step == 0 { throw Failure(message: "slice step cannot be zero") }
            func bound(_ number: Int?) -> Value? { number.map { .int($0) } }
            guard value.sequence != nil else { return .none }
            return (try? value.slice(bound(start), bound(stop), bound(step))) ?? .none
        case .chain(let left, let right): return try right.evaluate(try left.evaluate(value))
        case .projection(let left, let right):
            guard let items = try left.evaluate(value).sequence else { return .none }
            return try Self.project(items, right)
        case .valueProjection(let left, let right):
            guard let dict = try left.evaluate(value).mapping else { return .none }
            return try Self.project(Array(dict.values), right)
        case .filter(let left, let right, let condition):
            guard let items = try left.evaluate(value).sequence else { return .none }
            var chosen: [Value] = []
            for item in items where Self.isTrue(try condition.evaluate(item)) { chosen.append(item) }
            return try Self.project(chosen, right)
        case .flatten(let inner):
            guard let items = try inner.evaluate(value).sequence else { return .none }
            return .list(items.flatMap { $0.sequence ?? [$0] })
        case .list(let parts):
            if value.isNone { return .none }
            return .list(try parts.map { part throws(Failure) in try part.evaluate(value) })
        case .hash(let parts):
            if value.isNone { return .none }
            var result: Dict = [:]
            for (key, part) in parts { result[.string(key)] = try part.evaluate(value) }
            return .dict(result)
        case .comparison(let sign, let left, let right):
            return Self.compare(sign, try left.evaluate(value), try right.evaluate(value))
        case .and(let left, let right):
            let first = try left.evaluate(value)
            return Self.isTrue(first) ? try right.evaluate(value) : first
        case .or(let left, let right):
            let first = try left.evaluate(value)
            return Self.isTrue(first) ? first : try right.evaluate(value)
        case .not(let inner): return .bool(!Self.isTrue(try inner.evaluate(value)))
        case .reference: return .none
        case .call(let name, let arguments):
            return try JMESPathFunction.call(name, arguments, on: value)
        }
    }

    private static func project(_ items: [Value], _ right: JMESPath) throws(Failure) -> Value {
        var results: [Value] = []
        for item in items {
            let result = try right.evaluate(item)
            if !result.isNone { results.append(result) }
        }
        return .list(results)
    }

    /// JMESPath's truth: zero is true, empty and null are false.
    static func isTrue(_ value: Value) -> Bool {
        switch value {
        case .int, .double, .bigInt: true
        default: value.truth
        }
    }

    private static func compare(_ sign: String, _ a: Value, _ b: Value) -> Value {
        switch sign {
        case "==": return .bool(same(a, b))
        case "!=": return .bool(!same(a, b))
        default:
            guard isNumber(a), isNumber(b), let x = try? a.realNumber(), let y = try? b.realNumber() else {
                return .none
            }
            return .bool(sign == "<" ? x < y : sign == "<=" ? x <= y : sign == ">" ? x > y : x >= y)
        }
    }

    /// Equality by JSON's types: `true` is no number.
    private static func same(_ a: Value, _ b: Value) -> Bool { isBool(a) == isBool(b) && a == b }
    static func isBool(_ value: Value) -> Bool { if case .bool = value { true } else { false } }
    static func isNumber(_ value: Value) -> Bool { value.isNumber && !isBool(value) }
}
