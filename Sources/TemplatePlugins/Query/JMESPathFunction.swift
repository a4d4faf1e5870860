import Glibc
import Values

/// The functions of JMESPath with the types their arguments must have.
enum JMESPathFunction {
    typealias Failure = JMESPath.Failure
    typealias Body = @Sendable ([Value], JMESPath) throws(Failure) -> Value

    /// What an argument may be; the raw value is the name in messages.
    enum Kind: String {
        case any, array, object, string, number, boolean, null, expref
        case numbers = "array-number", strings = "array-string"

        func takes(_ value: Value) -> Bool {
            switch self {
            case .any, .expref: true
            case .array: value.sequence != nil
            case .object: value.mapping != nil
            case .string: value.text != nil
            case .number: JMESPath.isNumber(value)
            case .boolean: JMESPath.isBool(value)
            case .null: value.isNone
            case .numbers: value.sequence?.allSatisfy(JMESPath.isNumber) ?? false
            case .strings: value.sequence?.allSatisfy { $0.text != nil } ?? false
            }
        }
    }

    struct Row: Sendable {
        let name: String
        let kinds: [[Kind]]
        var isVariadic = false
        let body: Body
    }

    private static let table = Dictionary(
        uniqueKeysWithValues: (numeric + textual + structural + ordering).map { ($0.name, $0) })

    static func call(_ name: String, _ arguments: [JMESPath], on value: Value) throws(Failure) -> Value {
        guard let row = table[name] else { throw Failure(message: "Unknown function: \(name)()") }
        let wanted = row.kinds.count
        guard row.isVariadic ? arguments.count >= wanted : arguments.count == wanted else {
            let least = row.isVariadic ? "at least " : ""
            throw Failure(
                message: "Expected \(least)\(wanted) argument\(wanted == 1 ? "" : "s") for function \(name)(), "
                    + "received \(arguments.count)")
        }
        var values: [Value] = [], reference = JMESPath.identity
        for (index, argument) in arguments.enumerated() {
            let kinds = row.kinds[min(index, wanted - 1)]
            if case .reference(let inner) = argument {
                guard kinds.contains(.expref) else { throw mismatch(name, .none, kinds, shown: "expref") }
                reference = inner
                continue
            }
            let result = try argument.evaluate(value)
            guard !kinds.contains(.expref), kinds.contains(where: { $0.takes(result) }) else {
                throw mismatch(name, result, kinds)
            }
            values.append(result)
        }
        return try row.body(values, reference)
    }

    static func typeName(_ value: Value) -> String {
        switch value {
        case .none: "null"
        case .bool: "boolean"
        case .int, .double, .bigInt: "number"
        case .list, .tuple: "array"
        case .dict: "object"
        default: "string"
        }
    }

    private static func mismatch(_ name: String, _ value: Value, _ kinds: [Kind], shown: String? = nil) -> Failure {
        let expected = kinds.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        let repr = (try? value.representation()) ?? ""
        return Failure(
            message: "In function \(name)(), invalid type for value: \(repr), expected one of: [\(expected)], "
                + "received: \"\(shown ?? typeName(value))\"")
    }
}
