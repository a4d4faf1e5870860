public import Values

extension Value {
    /// The same with the text of ISO 8601 in the place of every date and time, as modules get them.
    public var withDatesAsText: Value {
        switch self {
        case .object(let object) where ["date", "datetime", "time"].contains(object.typeName):
            (try? object.plain()).flatMap { $0 } ?? self
        case .list(let list) where list.items.contains(where: \.isObjectOrContainer):
            .list(list.items.map(\.withDatesAsText))
        case .dict(let dict) where dict.items.values.contains(where: \.isObjectOrContainer):
            .dict(dict.items.mapValues(\.withDatesAsText))
        default: self
        }
    }

    private var isObjectOrContainer: Bool {
        switch self {
        case .object, .list, .dict: true
        default: false
        }
    }
}
