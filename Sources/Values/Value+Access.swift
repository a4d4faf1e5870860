extension Value {
    /// The text of a string (a template's text is not one).
    public var text: String? { if case .string(let text) = self { text } else { nil } }
    /// The items of a list or a tuple.
    public var sequence: [Value]? {
        switch self {
        case .list(let list): list.items
        case .tuple(let tuple): tuple.items
        default: nil
        }
    }
    /// The items of a dict.
    public var mapping: Dict? { if case .dict(let dict) = self { dict.items } else { nil } }
    public var isUndefined: Bool { if case .undefined = self { true } else { false } }
    public var isNone: Bool { if case .none = self { true } else { false } }

    /// Whether a template stands in it, at any depth.
    public var mayHoldTemplates: Bool {
        switch self {
        case .template: true
        case .object(let object): object is VaultedText
        case .list(let list): list.mayHoldTemplates
        case .dict(let dict): dict.mayHoldTemplates
        case .tuple(let tuple): tuple.items.contains { $0.mayHoldTemplates }
        default: false
        }
    }
}
