import Jinja
import Templating
import Values

/// `random_mac`, `crc32`, `unicode_normalize`: text of community.general.
enum CommunityTextFilters {
    static let rows = [
        FilterRow("random_mac", taking: ["seed"]) { call throws(TemplateError) in
            guard case .string(let text) = call.input else {
                throw call.failure(
                    "Invalid value type (\(call.input.pythonClass)) for random_mac "
                        + "(\(try call.inputText()))")
            }
            let value = text.lowercased()
            let items = value.split(separator: ":", omittingEmptySubsequences: false)
            guard items.count <= 5 else {
                throw call.failure("Invalid value (\(value)) for random_mac: 5 colon(:) separated items max")
            }
            let errors = items.compactMap { item -> String? in
                if item.isEmpty { return "empty item" }
                let isByte = item.count >= 2 && item.prefix(2).allSatisfy { $0.isHexDigit && !$0.isUppercase }
                return isByte ? nil : "\(item) not hexa byte"
            }
            guard errors.isEmpty else {
                throw call.failure("Invalid value (\(value)) for random_mac: \(errors.joined(separator: ","))")
            }
            var source = try RandomSource(seed: call["seed"] ?? .none)
            let number = 68_719_476_736 + source.below(1_099_511_627_776 - 68_719_476_736)
            let digits = Array(String(number, radix: 16).prefix(2 * (6 - items.count)))
            let pairs = stride(from: 0, to: digits.count - 1, by: 2).map { ":" + String(digits[$0...($0 + 1)]) }
            return .string(value + pairs.joined())
        },
        FilterRow("unicode_normalize", taking: ["form"]) { call throws(TemplateError) in
            guard case .string(let text) = call.input else {
                throw TemplateError(.type, "\(call.input.pythonClass) is not a valid input type")
            }
            let name = try call["form"]?.python() ?? "NFC"
            guard let form = UnicodeForm(rawValue: name) else { throw call.failure("\(name) is not a valid form") }
            return .string(form.normalized(text))
        },
        FilterRow("jc", taking: Signature(takesRest: true, takesKeywords: true)) { call throws(TemplateError) in
            throw call.failure("The filter 'jc' needs the parsers of the Python package jc, which are not built in.")
        },
        FilterRow("crc32") { call throws(TemplateError) in
            guard call.input.rawText != nil || call.input.typeName == "bytes" else {
                throw call.failure(
                    "Invalid value type (\(call.input.pythonClass)) for crc32 "
                        + "(\(try call.input.pythonRepresentation()))")
            }
            var sum: UInt32 = .max
            for byte in try call.input.pythonBytes() {
                sum ^= UInt32(byte)
                for _ in 0..<8 { sum = sum & 1 == 0 ? sum >> 1 : sum >> 1 ^ 0xedb8_8320 }
            }
            return .string(String(~sum, radix: 16))
        },
    ]
}
