import Modules
import Values

/// `application/x-www-form-urlencoded` bodies.
enum FormEncoding {
    static func body(_ value: Value) throws(ModuleFailure) -> String {
        var pairs: [(Value, Value)] = []
        if let dict = value.mapping {
            pairs = dict.map { ($0.key, $0.value) }
        } else {
            for item in value.sequence ?? [] {
                guard let pair = item.sequence, pair.count == 2 else {
                    throw ModuleFailure(
                        "failed to parse body as form_urlencoded: not enough values to unpack", values: ["elapsed": 0])
                }
                pairs.append((pair[0], pair[1]))
            }
        }
        var fields: [String] = []
        for (key, values) in pairs {
            for value in values.sequence ?? values.mapping.map({ Array($0.keys) }) ?? [values] where !value.isNone {
                let name = (try? key.string()) ?? ""
                fields.append("\(encoded(name))=\(encoded((try? value.string()) ?? ""))")
            }
        }
        return fields.joined(separator: "&")
    }

    /// As Python's quote_plus.
    static func encoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain =
                scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789_.-~".unicodeScalars.contains(scalar))
            if isPlain {
                result.unicodeScalars.append(scalar)
            } else if byte == 0x20 {
                result += "+"
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
            }
        }
    }

    /// Without percent escapes.
    static func decoded(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x25, index + 2 < bytes.count,
                let byte = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            {
                result.append(byte)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
