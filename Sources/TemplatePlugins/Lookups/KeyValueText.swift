/// Text of `key=value` pairs and other words, with quotes around values that hold blanks.
struct KeyValueText {
    private(set) var pairs: [(key: String, value: String)] = []
    /// The words that are no pairs, as written.
    private(set) var rest = ""

    init(_ text: String) {
        for word in Self.words(text) {
            guard let mark = word.firstIndex(of: "="), mark != word.startIndex else {
                rest += rest.isEmpty ? word : " " + word
                continue
            }
            let key = String(word[..<mark]), value = word[word.index(after: mark)...]
            pairs.append((key, Self.unquoted(value)))
        }
    }

    private static func words(_ text: String) -> [String] {
        var words: [String] = [], word = "", quote: Character?, isEscaped = false
        for letter in text {
            if isEscaped {
                isEscaped = false
            } else if letter == "\\" {
                isEscaped = true
            } else if let open = quote {
                if letter == open { quote = nil }
            } else if letter == "'" || letter == "\"" {
                quote = letter
            } else if letter.isWhitespace {
                if !word.isEmpty { words.append(word) }
                word = ""
                continue
            }
            word.append(letter)
        }
        return word.isEmpty ? words : words + [word]
    }

    private static func unquoted(_ text: Substring) -> String {
        guard text.count >= 2, let first = text.first, first == "'" || first == "\"", text.last == first else {
            return String(text)
        }
        return String(text.dropFirst().dropLast())
    }
}
