import Diagnostics

extension Value {
    /// Ansible's reading of a value as yes or no; nil for what is neither.
    ///
    /// A text is one of the usual words in any case, with blanks around it or not: y, yes, on, 1, true, t and their
    /// opposites. Source: the conversion of module options and playbook keywords to booleans.
    public var asBoolean: Bool? {
        switch self {
        case .bool(let flag): flag
        case .int(0), .double(0): false
        case .int(1), .double(1): true
        case .string(let text): Self.boolean(text)
        default: nil
        }
    }

    /// The same of a text.
    public static func boolean(_ text: String) -> Bool? { BooleanText.parse(text) }
}
