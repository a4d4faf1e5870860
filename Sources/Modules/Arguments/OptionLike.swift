import Values

/// Values that a program would take for one of its options.
public enum OptionLike {
    /// Refuses values that begin with `-`, by the name of their option; they would reach a program as its own options.
    public static func refuse(_ values: KeyValuePairs<String, String?>) throws(ModuleFailure) {
        for (name, value) in values where value?.hasPrefix("-") == true {
            throw ModuleFailure("The value of '\(name)' must not begin with '-': \(value ?? "")")
        }
    }

    /// Refuses the same for a value as it was given: of a list each element and each part of it between commas, as
    /// modules split them further, of a dict each key.
    static func refuse(_ value: Value?, of option: String) throws(ModuleFailure) {
        let texts: [String]
        switch value {
        case .list(let list):
            texts = list.items.compactMap(\.text).flatMap { $0.split(separator: ",").map(String.init) }
        case .dict(let dict): texts = dict.items.keys.compactMap(\.text)
        default: texts = value?.text.map { [$0] } ?? []
        }
        for text in texts { try refuse([option: text.trimmed()]) }
    }
}
