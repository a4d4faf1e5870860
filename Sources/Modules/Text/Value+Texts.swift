package import Values

extension Value {
    /// A text, or none.
    package init(_ text: String?) { self = text.map { .string($0) } ?? .none }
    /// A list of texts.
    package static func texts(_ texts: [String]) -> Value { .list(texts.map { .string($0) }) }
}
