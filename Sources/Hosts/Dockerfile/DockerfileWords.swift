import Values

/// The words of an instruction: quotes, escapes, variables, the JSON form.
struct DockerfileWords {
    let escape: Character
    let variables: [String: String]

    /// Words split at blanks, quotes removed, variables replaced.
    func split(_ text: String) throws(HostError) -> [String] {
        var words: [String] = []
        var word: String?
        var rest = Substring(text)
        var quote: Character?
        while let character = rest.first {
            rest = rest.dropFirst()
            if character == escape, quote != "'", let next = rest.first {
                word = (word ?? "") + String(next)
                rest = rest.dropFirst()
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if quote == nil, character.isWhitespace {
                if let whole = word { words.append(whole) }
                word = nil
            } else if character == "$", quote != "'" {
                word = (word ?? "") + (try variable(&rest))
            } else {
                word = (word ?? "") + String(character)
            }
        }
        guard quote == nil else { throw HostError("a quote does not end") }
        if let word { words.append(word) }
        return words
    }

    /// One text with variables replaced, quotes removed, blanks kept.
    func expand(_ text: String) throws(HostError) -> String {
        try split(text).joined(separator: " ")
    }

    /// `["a", "b"]`; nil for the shell form.
    static func list(_ text: String) -> [String]? {
        guard text.hasPrefix("["), case .list(let list)? = try? JSON.parse(text) else { return nil }
        let words = list.items.compactMap(\.text)
        return words.count == list.items.count ? words : nil
    }

    /// `NAME=value NAME="other value"`, or the old form `NAME value`.
    func pairs(_ text: String) throws(HostError) -> [(String, String)] {
        let head = text.prefix { !$0.isWhitespace && $0 != "=" }
        guard text.dropFirst(head.count).first == "=" else {
            let value = text.dropFirst(head.count).drop(while: \.isWhitespace)
            guard !value.isEmpty else { throw HostError("\(head) has no value") }
            return [(String(head), try expand(String(value)))]
        }
        var pairs: [(String, String)] = []
        for word in try split(text) {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { throw HostError("\(word) has no value") }
            pairs.append((parts[0], parts[1]))
        }
        return pairs
    }

    /// What stands for the variable that `rest` begins with, after its dollar.
    private func variable(_ rest: inout Substring) throws(HostError) -> String {
        guard rest.first == "{" else {
            let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            rest = rest.dropFirst(name.count)
            return name.isEmpty ? "$" : variables[String(name)] ?? ""
        }
        var depth = 0
        guard
            let end = rest.indices.first(where: { index in
                if rest[index] == "{" { depth += 1 }
                if rest[index] == "}" { depth -= 1 }
                return depth == 0
            })
        else { throw HostError("a ${ does not end") }
        let inner = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
        let name = inner.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let value = variables[String(name)]
        let modifier = inner.dropFirst(name.count)
        let word = String(modifier.drop { ":-+?".contains($0) })
        let isEmpty = modifier.hasPrefix(":") ? value?.isEmpty ?? true : value == nil
        switch modifier.drop(while: { $0 == ":" }).first {
        case nil: return value ?? ""
        case "-": return isEmpty ? try expand(word) : value!
        case "+": return isEmpty ? "" : try expand(word)
        case "?":
            if isEmpty { throw HostError("\(name): \(word)") }
            return value!
        default: throw HostError("${\(inner)} is no variable")
        }
    }
}
