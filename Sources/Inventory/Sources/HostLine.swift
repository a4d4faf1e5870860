/// The words of a host's line, cut as Python's shlex cuts them, a comment left out.
enum HostLine {
    struct Unbalanced: Error {}

    static func words(_ line: String) throws(Unbalanced) -> [String] {
        var words: [String] = []
        var word = ""
        var isWord = false
        var quote: Character?
        var isEscaped = false
        for character in line {
            if isEscaped {
                if quote == "\"", character != "\"", character != "\\" { word.append("\\") }
                word.append(character)
                isEscaped = false
            } else if let open = quote {
                if character == open {
                    quote = nil
                } else if character == "\\", open == "\"" {
                    isEscaped = true
                } else {
                    word.append(character)
                }
            } else if character == "\\" {
                isEscaped = true
                isWord = true
            } else if character == "'" || character == "\"" {
                quote = character
                isWord = true
            } else if character == "#" {
                break
            } else if character.isWhitespace {
                if isWord { words.append(word) }
                word = ""
                isWord = false
            } else {
                word.append(character)
                isWord = true
            }
        }
        guard quote == nil, !isEscaped else { throw Unbalanced() }
        if isWord { words.append(word) }
        return words
    }
}
