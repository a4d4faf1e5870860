import Jinja
import Templating
import Values

/// `hashids_encode`, `hashids_decode`: numbers as short texts.
enum HashidsFilters {
    static let rows = [
        FilterRow("hashids_encode", taking: ["salt", "alphabet", "min_length"]) { call throws(TemplateError) in
            let hashids = try hashids(call)
            var numbers: [Int] = []
            for item in call.input.sequence ?? [call.input] {
                switch item {
                case .int(let number) where number >= 0: numbers.append(number)
                case .bool(let flag): numbers.append(flag ? 1 : 0)
                case .int, .double, .string: return ""
                case .bigInt: throw call.failure("\(call.name): numbers above \(Int.max) are not supported.")
                default:
                    throw TemplateError(
                        .type,
                        "Data to encode must by a tuple or list of ints: int() argument must be a string, a "
                            + "bytes-like object or a real number, not '\(item.typeName)'")
                }
            }
            return .string(hashids.encode(numbers))
        },
        FilterRow("hashids_decode", taking: ["salt", "alphabet", "min_length"]) { call throws(TemplateError) in
            let hashids = try hashids(call)
            guard case .string(let text) = call.input else { return .list([]) }
            return .list((hashids.decode(text) ?? []).map { .int($0) })
        },
    ]

    private static func hashids(_ call: PluginCall) throws(TemplateError) -> Hashids {
        func given(_ name: String) throws(TemplateError) -> String? {
            guard let value = call[name], value.truth else { return nil }
            return try value.python()
        }
        let minimum = try call["min_length"].flatMap { $0.truth ? $0 : nil }?.convertedToWholeNumber() ?? 0
        guard minimum <= 1_000_000 else { throw call.failure("\(call.name): min_length is too large") }
        let salt = try given("salt") ?? "", alphabet = try given("alphabet") ?? Hashids.letters
        do throws(Hashids.Failure) {
            return try Hashids(salt: salt, minimum: minimum, alphabet: alphabet)
        } catch {
            throw TemplateError(.value, "Alphabet must contain at least 16 unique characters.")
        }
    }
}
