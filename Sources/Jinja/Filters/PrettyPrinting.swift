import Values

/// Python's `pprint.pformat` as Ansible's containers have it: only a long text is laid out on several lines.
enum PrettyPrinting {
    private static let width = 80

    static func text(_ value: Value) throws(TemplateError) -> String {
        let line = try raising { () throws(ValueError) in try value.representation() }
        guard let text = value.rawText, line.codePointCount > width else { return line }
        let chunks = literals(text)
        return chunks.count == 1 ? chunks[0] : "(" + chunks.joined(separator: "\n ") + ")"
    }

    /// The text as several literals, at most as wide as the page, cut after blanks.
    private static func literals(_ text: String) -> [String] {
        var literals: [String] = []
        let lines = text.lines(keepingEnds: true)
        for (index, line) in lines.enumerated() {
            var current = ""
            let parts = parts(line)
            for (place, part) in parts.enumerated() {
                let isLast = index == lines.count - 1 && place == parts.count - 1
                let room = width - 1 - (isLast ? 1 : 0)
                if !current.isEmpty, (current + part).representation.codePointCount > room {
                    literals.append(current.representation)
                    current = part
                } else {
                    current += part
                }
            }
            if !current.isEmpty { literals.append(current.representation) }
        }
        return literals
    }

    /// Words with the blanks that follow them.
    private static func parts(_ line: String) -> [String] {
        var parts: [String] = []
        var part = ""
        var endsBlank = false
        for scalar in line.unicodeScalars {
            if endsBlank && !scalar.isPythonSpace {
                parts.append(part)
                part = ""
            }
            part.unicodeScalars.append(scalar)
            endsBlank = scalar.isPythonSpace
        }
        if !part.isEmpty { parts.append(part) }
        return parts
    }
}
