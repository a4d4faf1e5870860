import Values

/// Texts that a report holds once, however often it shows them.
struct StringTable {
    private(set) var texts: [String] = []
    private var numbers: [String: Int] = [:]

    /// The place of `text`, which is added where it is new.
    mutating func place(of text: String) -> Value {
        if let number = numbers[text] { return .int(number) }
        numbers[text] = texts.count
        texts.append(text)
        return .int(texts.count - 1)
    }
}
