import Values

/// The values of `no_log` options, which no result may show.
struct Secrets: Sendable {
    private let texts: [String]

    init(in arguments: Dict, _ spec: ArgumentSpec) {
        var texts: Set<String> = []
        Self.collect(from: arguments, spec, into: &texts)
        // Longer ones first: one may hold another.
        self.texts = texts.sorted { ($0.count, $0) > ($1.count, $1) }
    }

    private static func collect(from arguments: Dict, _ spec: ArgumentSpec, into texts: inout Set<String>) {
        for option in spec.options {
            for name in [option.name] + option.aliases {
                guard let value = arguments[.string(name)] else { continue }
                if option.noLog { collect(all: value, into: &texts) }
                guard let suboptions = option.suboptions else { continue }
                for part in value.sequence ?? [value] {
                    if let part = part.mapping { collect(from: part, suboptions, into: &texts) }
                }
            }
        }
    }

    private static func collect(all value: Value, into texts: inout Set<String>) {
        switch value {
        case .string(let text): if !text.isEmpty { texts.insert(text) }
        case .int(let number): texts.insert(String(number))
        case .list, .tuple: for item in value.sequence ?? [] { collect(all: item, into: &texts) }
        case .dict(let dict): for item in dict.items.values { collect(all: item, into: &texts) }
        default: break
        }
    }

    /// The result with every secret replaced by Ansible's words for it; keys stay.
    func removed(from result: Dict) -> Dict {
        guard !texts.isEmpty else { return result }
        return result.mapValues(removed(from:))
    }

    private func removed(from value: Value) -> Value {
        switch value {
        case .string(let text): .string(removed(from: text))
        case .int(let number): texts.contains { String(number).contains($0) } ? Self.notice : value
        case .list(let list): .list(list.items.map(removed(from:)))
        case .tuple(let tuple): .list(tuple.items.map(removed(from:)))
        case .dict(let dict): .dict(dict.items.mapValues(removed(from:)))
        default: value
        }
    }

    private static let notice: Value = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER"

    private static func starring(_ secret: String, in text: String) -> String {
        guard var place = text.firstByteOffset(of: secret) else { return text }
        let bytes = Array(text.utf8)
        var kept: [UInt8] = []
        var start = 0
        while true {
            kept += bytes[start..<place] + Array("********".utf8)
            start = place + secret.utf8.count
            guard let next = text.firstByteOffset(of: secret, from: start) else { break }
            place = next
        }
        return String(decoding: kept + bytes[start...], as: UTF8.self)
    }

    private func removed(from text: String) -> String {
        if texts.contains(text) { return "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER" }
        return texts.reduce(text) { Self.starring($1, in: $0) }
    }
}
