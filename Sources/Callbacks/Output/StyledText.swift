/// A text of which each part has a colour of its own.
public struct StyledText: Sendable {
    struct Part: Sendable {
        var text: String
        var role: Palette.Role?
    }

    private(set) var parts: [Part] = []

    public init() {}

    public init(_ text: String, _ role: Palette.Role? = nil) { parts = [Part(text: text, role: role)] }

    var isEmpty: Bool { parts.allSatisfy(\.text.isEmpty) }

    /// The text without colours.
    var plain: String { parts.map(\.text).joined() }

    public mutating func append(_ text: String, _ role: Palette.Role? = nil) {
        parts.append(Part(text: text, role: role))
    }

    public static func += (text: inout StyledText, more: StyledText) { text.parts += more.parts }

    /// The same with each part's text as `change` makes it.
    func mapped(_ change: (String) -> String) -> StyledText {
        var mapped = self
        for index in mapped.parts.indices { mapped.parts[index].text = change(parts[index].text) }
        return mapped
    }
}
