/// Texts that must not be shown, and what hides them wherever they stand: as they are, and as base64, URL-encoded text,
/// JSON, Python's `repr` and a word of a shell write them.
///
/// Texts of less than eight characters are hidden only where they are a word of their own, those of less than four only
/// where they are all that a value holds: what is so short stands in many texts by chance.
public struct SecretTexts: Sendable {
    /// What is shown in the place of each.
    public static let placeholder = "********"

    private static let shortest = 4
    private static let shortestPart = 8

    /// Everything that was inserted, to be compared with whole values.
    private var whole: Set<String> = []
    /// No text of more bytes is equal to one of them.
    private var longest = 0
    /// What is looked for, by its first four bytes, the longest first.
    private var patterns: [UInt32: [Pattern]] = [:]
    /// All that is looked for.
    private var known: Set<[UInt8]> = []
    /// Whether some pattern begins with these two bytes.
    private var beginnings: [Bool] = []

    private struct Pattern: Sendable {
        var bytes: [UInt8]
        var isWord: Bool
    }

    public init() {}

    public var isEmpty: Bool { whole.isEmpty }

    // MARK: Inserting

    /// Adds every text and number in `value`.
    public mutating func insert(_ value: Value) { visit(value) { $0.insert($1) } }

    /// Adds every text in `value`, and the longer words in it, but those that stand in `written`.
    public mutating func insertWords(of value: Value, unlessIn written: String) {
        visit(value) { texts, text in
            guard !written.contains(text) else { return }
            texts.insert(text)
            for word in text.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") })
            where word.utf8.count >= 6 && !written.contains(word) { texts.insert(String(word)) }
        }
    }

    /// The texts and numbers in `value`, a line each.
    public static func lines(of value: Value) -> String {
        var lines = SecretTexts()
        var all: [String] = []
        lines.visit(value) { all.append($1) }
        return all.joined(separator: "\n")
    }

    private mutating func visit(_ value: Value, _ body: (inout SecretTexts, String) -> Void) {
        switch value {
        case .string(let text): body(&self, text)
        case .template(let template): body(&self, template.text)
        case .int, .bigInt, .double: if let text = try? value.string() { body(&self, text) }
        case .list, .tuple: for item in value.sequence ?? [] { visit(item, body) }
        case .dict(let dict): for item in dict.items.values { visit(item, body) }
        default: return
        }
    }

    /// Adds `text`; the longer ones of its lines too, where it has several.
    public mutating func insert(_ text: String) {
        guard !text.isEmpty, whole.insert(text).inserted else { return }
        // Texts that are canonically equal differ in size, by less than this.
        longest = max(longest, 16 * text.utf8.count)
        addForms(of: text)
        guard text.utf8.contains(10) else { return }
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.trimmed()
            if line.utf8.count >= Self.shortestPart { addForms(of: line) }
        }
    }

    /// Where a pattern of `count` bytes belongs: behind those that are as long.
    private static func place(of count: Int, in patterns: [Pattern]) -> Int {
        var places = patterns.startIndex..<patterns.endIndex
        while !places.isEmpty {
            let middle = places.lowerBound + places.count / 2
            if patterns[middle].bytes.count >= count {
                places = middle + 1..<places.upperBound
            } else {
                places = places.lowerBound..<middle
            }
        }
        return places.lowerBound
    }

    private mutating func addForms(of text: String) {
        add(text)
        let trimmed = text.trimmed()
        guard trimmed.utf8.count >= Self.shortest else { return }
        add(trimmed)
        for form in SecretForms.forms(of: trimmed) { add(form) }
        if trimmed != text { for form in SecretForms.base64(of: text) { add(form) } }
    }

    private mutating func add(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= Self.shortest else { return }
        let key = Self.key(bytes, 0)
        guard known.insert(bytes).inserted else { return }
        let pattern = Pattern(bytes: bytes, isWord: bytes.count < Self.shortestPart)
        patterns[key, default: []].insert(pattern, at: Self.place(of: bytes.count, in: patterns[key] ?? []))
        if beginnings.isEmpty { beginnings = [Bool](repeating: false, count: 65_536) }
        beginnings[Int(bytes[0]) << 8 | Int(bytes[1])] = true
    }

    // MARK: Hiding

    /// `text` with the placeholder for each of these texts in it.
    public func hidden(in text: String) -> String {
        guard !patterns.isEmpty else { return text }
        var bytes = text
        // What holds none stays the same text, which takes no memory twice.
        return shown(of: &bytes) ?? text
    }

    /// The text with the placeholder in it; nil where nothing is hidden.
    private func shown(of text: inout String) -> String? {
        text.withUTF8 { bytes in
            var result: [UInt8] = []
            var (copied, index) = (0, 0)
            while index + Self.shortest <= bytes.count {
                guard beginnings[Int(bytes[index]) << 8 | Int(bytes[index + 1])],
                    let length = match(in: bytes, at: index)
                else {
                    index += 1
                    continue
                }
                result += bytes[copied..<index]
                result += Self.placeholder.utf8
                index += length
                copied = index
            }
            guard copied > 0 else { return nil }
            result += bytes[copied...]
            return String(decoding: result, as: UTF8.self)
        }
    }

    /// `value` with every text and number in it hidden that is, or holds, one of these texts. Keys of dicts too.
    public func hidden(in value: Value) -> Value {
        guard !isEmpty else { return value }
        switch value {
        case .string(let text): return .string(isWhole(text) ? Self.placeholder : hidden(in: text))
        case .template(let template): return hidden(in: .string(template.text))
        case .int, .bigInt, .double:
            guard let text = try? value.string(), whole.contains(text), text.utf8.count >= Self.shortest else {
                return value
            }
            return .string(Self.placeholder)
        case .list(let list): return .list(list.items.map(hidden(in:)))
        case .tuple(let tuple): return .tuple(tuple.items.map(hidden(in:)))
        case .dict(let dict): return .dict(hidden(in: dict.items))
        default: return value
        }
    }

    /// Whether `text` is one of those inserted. A longer one than any of them is not even looked up.
    private func isWhole(_ text: String) -> Bool { text.utf8.count <= longest && whole.contains(text) }

    /// The same for each value, and each key that is long enough.
    public func hidden(in dict: Dict) -> Dict {
        guard !isEmpty else { return dict }
        var hidden: Dict = [:]
        for (key, value) in dict {
            hidden[key.text.map { .string(self.hidden(in: $0)) } ?? key] = self.hidden(in: value)
        }
        return hidden
    }

    private static func key(_ bytes: some RandomAccessCollection<UInt8>, _ start: Int) -> UInt32 {
        var key: UInt32 = 0
        for offset in 0..<4 { key = key << 8 | UInt32(bytes[bytes.index(bytes.startIndex, offsetBy: start + offset)]) }
        return key
    }

    /// The length of the longest pattern at `index`.
    private func match(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        guard let candidates = patterns[Self.key(bytes, index)] else { return nil }
        for pattern in candidates where index + pattern.bytes.count <= bytes.count {
            let end = index + pattern.bytes.count
            guard bytes[index..<end].elementsEqual(pattern.bytes) else { continue }
            if pattern.isWord {
                if index > 0, Self.isWordByte(bytes[index - 1]) { continue }
                if end < bytes.count, Self.isWordByte(bytes[end]) { continue }
            }
            return pattern.bytes.count
        }
        return nil
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == 0x5F || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte)
    }
}
