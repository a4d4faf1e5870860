/// Python's `textwrap.wrap` without replacing or dropping of white space inside words, as Jinja's `wordwrap` uses it.
struct TextWrapping {
    let width: Int
    let breaksLongWords: Bool
    let breaksOnHyphens: Bool

    func wrap(_ text: String) -> [String] {
        var chunks = Array(self.chunks(Array(text.unicodeScalars)).reversed())
        var lines: [String] = []
        while !chunks.isEmpty {
            var line: [[Unicode.Scalar]] = []
            var length = 0
            if isBlank(chunks[chunks.count - 1]), !lines.isEmpty { chunks.removeLast() }
            while let chunk = chunks.last, length + chunk.count <= width {
                line.append(chunk)
                length += chunk.count
                chunks.removeLast()
            }
            if let chunk = chunks.last, chunk.count > width { takeLongWord(chunk, &chunks, &line, length) }
            if let last = line.last, isBlank(last) { line.removeLast() }
            if !line.isEmpty { lines.append(string(line.joined())) }
        }
        return lines
    }

    private func takeLongWord(
        _ chunk: [Unicode.Scalar], _ chunks: inout [[Unicode.Scalar]], _ line: inout [[Unicode.Scalar]],
        _ length: Int
    ) {
        let room = max(1, width - length)
        if breaksLongWords {
            var end = room
            if breaksOnHyphens, chunk.count > room,
                let hyphen = chunk[..<room].lastIndex(of: "-"), hyphen > 0,
                chunk[..<hyphen].contains(where: { $0 != "-" })
            {
                end = hyphen + 1
            }
            line.append(Array(chunk[..<end]))
            chunks[chunks.count - 1] = Array(chunk[end...])
            if chunks[chunks.count - 1].isEmpty { chunks.removeLast() }
        } else if line.isEmpty {
            line.append(chunk)
            chunks.removeLast()
        }
    }

    private func isBlank(_ chunk: [Unicode.Scalar]) -> Bool { chunk.allSatisfy(\.isPythonSpace) }

    private func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// Words and the blanks between them; words also end after a hyphen between letters.
    private func chunks(_ scalars: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
        var chunks: [[Unicode.Scalar]] = []
        var index = 0
        while index < scalars.count {
            let start = index
            let isSpace = scalars[index].isPythonSpace
            while index < scalars.count, scalars[index].isPythonSpace == isSpace { index += 1 }
            let word = Array(scalars[start..<index])
            chunks += isSpace || !breaksOnHyphens ? [word] : parts(word)
        }
        return chunks
    }

    private func parts(_ word: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
        var parts: [[Unicode.Scalar]] = []
        var start = 0
        for index in word.indices where word[index] == "-" {
            let isBetweenLetters =
                index >= start + 2 && index + 2 < word.count && isLetter(word[index - 1])
                && isWordPart(word[index - 2])
                && isLetter(word[index + 1]) && (isLetter(word[index + 2]) || word[index + 2] == "-")
            guard isBetweenLetters else { continue }
            parts.append(Array(word[start...index]))
            start = index + 1
        }
        parts.append(Array(word[start...]))
        return parts
    }

    private func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || scalar.isPythonAlpha }
    private func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        isLetter(scalar) || scalar == "-" || scalar.properties.numericType != nil
    }
}
