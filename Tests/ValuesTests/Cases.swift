import Foundation
import Values

/// The case files that `Tests/Oracles/values.py` wrote.
enum Cases {
    static func load(_ name: String) throws -> [Dict] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
        let data = try Data(contentsOf: folder.appending(path: "\(name).json"))
        return try JSON.parse([UInt8](data)).elements().compactMap(\.mapping)
    }

    /// The value that the oracle's tags stand for.
    static func untag(_ value: Value) throws -> Value {
        switch value {
        case .list(let list): return .list(try list.items.map(untag))
        case .dict(let dict):
            guard let (key, content) = dict.items.elements.first.map({ ($0.key.text, $0.value) }) else { return value }
            switch key {
            case "$tuple": return .tuple(try content.elements().map(untag))
            case "$big": return try Value.integer(parsing: content.text ?? "", base: 10)
            case "$float": return try content.convertedToFloat()
            case "$dict":
                var items = Dict()
                for pair in try content.elements() {
                    let pair = try pair.elements()
                    items[try untag(pair[0])] = try untag(pair[1])
                }
                return .dict(items)
            default: return value
            }
        default: return value
        }
    }

    /// What went otherwise than `expected` says; nil where all is as told.
    static func difference(_ expected: Value?, _ run: () throws -> Value) throws -> String? {
        guard let outcome = expected?.mapping else { return "no outcome" }
        do {
            let got = try run()
            guard let tagged = outcome["value"] else {
                return "\(try got.representation()) instead of \(outcome["message"]?.text ?? "")"
            }
            let value = try untag(tagged)
            if try got.representation() == value.representation() && got.typeName == value.typeName { return nil }
            return "\(try got.representation()) instead of \(try value.representation())"
        } catch let error as ValueError {
            let kind = error.kind.rawValue
            let wanted = outcome["error"]?.text ?? "no error"
            if outcome["message"]?.text == error.message,
                wanted == kind || wanted == "JSONDecodeError" || wanted == "Error"
            {
                return nil
            }
            return "\(kind): \(error.message) instead of \(wanted): \(outcome["message"]?.text ?? "")"
        }
    }
}
