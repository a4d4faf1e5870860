import Values

/// Values that a program would take for one of its options.
enum OptionLike {
    /// Refuses a value of `option` that begins with `-`: of a list each element and each part of it between commas, as
    /// modules split them further, of a dict each key.
    static func refuse(_ value: Value?, of option: String) throws(ModuleFailure) {
        let texts: [String]
        switch value {
        case .list(let list):
            texts = list.items.compactMap(\.text).flatMap { $0.split(separator: ",").map(String.init) }
        case .dict(let dict): texts = dict.items.keys.compactMap(\.text)
        default: texts = value?.text.map { [$0] } ?? []
        }
        for text in texts.map({ $0.trimmed() }) where text.hasPrefix("-") {
            throw ModuleFailure("The value of '\(option)' must not begin with '-': \(text)")
        }
    }
}
