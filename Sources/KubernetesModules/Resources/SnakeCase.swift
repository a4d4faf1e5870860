import Values

/// An object with its fields named as the Python client names them (`creation_timestamp`), which some modules of
/// kubernetes.core return.
enum SnakeCase {
    /// Maps whose keys are data.
    private static let maps: Set<String> = [
        "labels", "annotations", "capacity", "allocatable", "fieldsV1", "matchLabels", "nodeSelector", "data",
    ]

    static func object(_ value: Value) -> Value {
        if let list = value.sequence, value.text == nil { return .list(list.map(object)) }
        guard let dict = value.mapping else { return value }
        return .dict(
            Dict(
                dict.map { key, inner in
                    let name = key.text ?? ""
                    return (.string(field(name)), maps.contains(name) ? inner : time(name, object(inner)))
                }, uniquingKeysWith: { $1 }))
    }

    /// Times have an offset there.
    private static func time(_ name: String, _ value: Value) -> Value {
        guard name.hasSuffix("Time") || name.hasSuffix("Timestamp") || name == "time" || name == "timeAdded",
            let text = value.text, text.hasSuffix("Z")
        else { return value }
        return .string(text.dropLast() + "+00:00")
    }

    /// `podCIDRs` becomes `pod_cid_rs`, as the generator of the client has it.
    private static func field(_ name: String) -> String {
        let letters = Array(name)
        var result = ""
        for (place, letter) in letters.enumerated() {
            let beginsWord =
                place > 0 && letter.isUppercase
                && (letters[place - 1].isLowercase || letters[place - 1].isNumber
                    || place + 1 < letters.count && letters[place + 1].isLowercase)
            if beginsWord { result += "_" }
            result += letter.lowercased()
        }
        return result
    }
}
