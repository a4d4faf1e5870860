import Glibc
import Templating
import Values

extension JMESPathFunction {
    static let numeric = [
        Row(name: "abs", kinds: [[.number]]) { a, _ throws(Failure) in
            (try? real(a[0]) < 0 ? a[0].negated() : a[0]) ?? .none
        },
        Row(name: "ceil", kinds: [[.number]]) { a, _ throws(Failure) in whole(real(a[0]).rounded(.up)) },
        Row(name: "floor", kinds: [[.number]]) { a, _ throws(Failure) in whole(real(a[0]).rounded(.down)) },
        Row(name: "sum", kinds: [[.numbers]]) { a, _ throws(Failure) in total(items(a[0])) },
        Row(name: "avg", kinds: [[.numbers]]) { a, _ throws(Failure) in
            let numbers = items(a[0])
            return numbers.isEmpty ? .none : .double(real(total(numbers)) / Double(numbers.count))
        },
        Row(name: "to_number", kinds: [[.any]]) { a, _ throws(Failure) in
            switch a[0] {
            case .string(let text):
                if let number = try? Value.string(text).convertedToInt() { return number }
                return (try? Value.string(text).convertedToFloat()) ?? .none
            case let value: return JMESPath.isNumber(value) ? value : .none
            }
        },
    ]

    static let textual = [
        Row(name: "contains", kinds: [[.array, .string], [.any]]) { a, _ throws(Failure) in
            .bool((try? a[0].contains(a[1])) ?? false)
        },
        Row(name: "starts_with", kinds: [[.string], [.string]]) { a, _ throws(Failure) in
            .bool(text(a[0]).hasPrefix(text(a[1])))
        },
        Row(name: "ends_with", kinds: [[.string], [.string]]) { a, _ throws(Failure) in
            .bool(text(a[0]).hasSuffix(text(a[1])))
        },
        Row(name: "join", kinds: [[.string], [.strings]]) { a, _ throws(Failure) in
            .string(items(a[1]).map(text).joined(separator: text(a[0])))
        },
        Row(name: "length", kinds: [[.string, .array, .object]]) { a, _ throws(Failure) in
            .int((try? a[0].count()) ?? 0)
        },
        Row(name: "reverse", kinds: [[.array, .string]]) { a, _ throws(Failure) in
            if case .string(let text) = a[0] {
                return .string(String(String.UnicodeScalarView(text.unicodeScalars.reversed())))
            }
            return .list(items(a[0]).reversed())
        },
        Row(name: "to_string", kinds: [[.any]]) { a, _ throws(Failure) in
            if case .string = a[0] { return a[0] }
            let options = JSONOptions(itemSeparator: ",", keySeparator: ":")
            return .string((try? JSON.text(a[0], options)) ?? "")
        },
        Row(name: "type", kinds: [[.any]]) { a, _ throws(Failure) in .string(typeName(a[0])) },
    ]

    static let structural = [
        Row(name: "keys", kinds: [[.object]]) { a, _ throws(Failure) in .list(Array((a[0].mapping ?? [:]).keys)) },
        Row(name: "values", kinds: [[.object]]) { a, _ throws(Failure) in .list(Array((a[0].mapping ?? [:]).values)) },
        Row(name: "merge", kinds: [[.object]], isVariadic: true) { a, _ throws(Failure) in
            var result: Dict = [:]
            for dict in a { for (key, value) in dict.mapping ?? [:] { result[key] = value } }
            return .dict(result)
        },
        Row(name: "not_null", kinds: [[.any]], isVariadic: true) { a, _ throws(Failure) in
            a.first { !$0.isNone } ?? .none
        },
        Row(name: "to_array", kinds: [[.any]]) { a, _ throws(Failure) in
            a[0].sequence == nil ? .list([a[0]]) : a[0]
        },
        Row(name: "map", kinds: [[.expref], [.array]]) { a, by throws(Failure) in
            .list(try items(a[0]).map { item throws(Failure) in try by.evaluate(item) })
        },
        Row(name: "zip", kinds: [[.array]], isVariadic: true) { a, _ throws(Failure) in
            let count = a.map { items($0).count }.min() ?? 0
            return .list((0..<count).map { place in .list(a.map { items($0)[place] }) })
        },
    ]

    static let ordering = [
        Row(name: "sort", kinds: [[.strings, .numbers]]) { a, _ throws(Failure) in
            .list((try? items(a[0]).sortedAsPython()) ?? [])
        },
        Row(name: "max", kinds: [[.numbers, .strings]]) { a, _ throws(Failure) in extreme(items(a[0]), .greater) },
        Row(name: "min", kinds: [[.numbers, .strings]]) { a, _ throws(Failure) in extreme(items(a[0]), .less) },
        Row(name: "sort_by", kinds: [[.array], [.expref]]) { a, by throws(Failure) in
            let pairs = try keyed(items(a[0]), by, "sort_by")
            let order =
                (try? pairs.indices.map { Value.int($0) }.sortedAsPython(reverse: false) { pairs[index($0)].key }) ?? []
            return .list(order.map { pairs[index($0)].item })
        },
        Row(name: "max_by", kinds: [[.array], [.expref]]) { a, by throws(Failure) in
            extremeItem(try keyed(items(a[0]), by, "max_by"), .greater)
        },
        Row(name: "min_by", kinds: [[.array], [.expref]]) { a, by throws(Failure) in
            extremeItem(try keyed(items(a[0]), by, "min_by"), .less)
        },
    ]

    private static func items(_ value: Value) -> [Value] { value.sequence ?? [] }
    private static func text(_ value: Value) -> String { value.text ?? "" }
    private static func real(_ value: Value) -> Double { (try? value.realNumber()) ?? 0 }
    private static func index(_ value: Value) -> Int { if case .int(let number) = value { number } else { 0 } }
    private static func whole(_ number: Double) -> Value { Int(exactly: number).map { .int($0) } ?? .double(number) }

    private static func total(_ numbers: [Value]) -> Value {
        numbers.reduce(.int(0)) { (try? Value.apply(.add, $0, $1)) ?? $0 }
    }

    private static func keyed(
        _ items: [Value], _ expression: JMESPath, _ name: String
    ) throws(Failure) -> [(item: Value, key: Value)] {
        var pairs: [(item: Value, key: Value)] = []
        for item in items {
            let key = try expression.evaluate(item)
            let kinds = [Kind.number, .string]
            guard let kind = kinds.first(where: { $0.takes(key) }), kind.takes(pairs.first?.key ?? key) else {
                throw Failure(
                    message: "In function \(name)(), invalid type for value: \((try? key.representation()) ?? ""), "
                        + "expected one of: ['number', 'string'], received: \"\(typeName(key))\"")
            }
            pairs.append((item, key))
        }
        return pairs
    }

    private static func extreme(_ items: [Value], _ wanted: ComparisonOperator) -> Value {
        extremeItem(items.map { ($0, $0) }, wanted)
    }

    private static func extremeItem(_ pairs: [(item: Value, key: Value)], _ wanted: ComparisonOperator) -> Value {
        guard var best = pairs.first else { return .none }
        for pair in pairs.dropFirst() where (try? Value.compare(wanted, pair.key, best.key)) == true { best = pair }
        return best.item
    }
}
