import Values

/// Python's `pprint.pformat` at its usual width of 80.
struct PrettyPrinting {
    private var text = ""
    private static let width = 80

    static func text(_ value: Value) throws(TemplateError) -> String {
        var printing = PrettyPrinting()
        try raising { () throws(ValueError) in try printing.write(value, indent: 0, allowance: 0, depth: 0) }
        return printing.text
    }

    private mutating func write(
        _ value: Value, indent: Int, allowance: Int, depth: Int
    ) throws(ValueError) {
        let sorted = try PrettyPrinting.sorted(value, depth: depth)
        let line = try sorted.representation()
        guard line.codePointCount > PrettyPrinting.width - indent - allowance, depth < Value.depthLimit else {
            text += line
            return
        }
        switch sorted {
        case .dict(let dict):
            text += "{"
            for (index, (key, item)) in dict.items.elements.enumerated() {
                if index > 0 { text += ",\n" + String(repeating: " ", count: indent + 1) }
                let name = try key.representation()
                text += name + ": "
                let isLast = index == dict.items.count - 1
                try write(
                    item, indent: indent + 1 + name.codePointCount + 2, allowance: isLast ? allowance + 1 : 1,
                    depth: depth + 1)
            }
            text += "}"
        case .list(let list): try write(list.items, "[", "]", indent, allowance, depth)
        case .tuple(let tuple):
            try write(tuple.items, "(", tuple.items.count == 1 ? ",)" : ")", indent, allowance, depth)
        case .string(let string): try write(string, indent: indent, allowance: allowance, depth: depth)
        default: text += line
        }
    }

    private mutating func write(
        _ items: [Value], _ open: String, _ close: String, _ indent: Int, _ allowance: Int, _ depth: Int
    ) throws(ValueError) {
        text += open
        for (index, item) in items.enumerated() {
            if index > 0 { text += ",\n" + String(repeating: " ", count: indent + 1) }
            let isLast = index == items.count - 1
            try write(
                item, indent: indent + 1, allowance: isLast ? allowance + close.utf8.count : 1, depth: depth + 1)
        }
        text += close
    }

    /// A long text as several literals, at most as wide as the page, cut after blanks.
    private mutating func write(_ string: String, indent: Int, allowance: Int, depth: Int) throws(ValueError) {
        var chunks: [String] = []
        let isTop = depth == 0
        let column = isTop ? indent + 1 : indent
        let lines = string.lines(keepingEnds: true)
        for (index, line) in lines.enumerated() {
            let isLastLine = index == lines.count - 1
            var current = ""
            let parts = PrettyPrinting.parts(line)
            for (place, part) in parts.enumerated() {
                var room = PrettyPrinting.width - column
                if isLastLine, place == parts.count - 1 { room -= allowance + (isTop ? 1 : 0) }
                if !current.isEmpty, (current + part).representation.codePointCount > room {
                    chunks.append(current.representation)
                    current = part
                } else {
                    current += part
                }
            }
            if !current.isEmpty { chunks.append(current.representation) }
        }
        if chunks.count == 1 {
            text += chunks[0]
            return
        }
        let separator = "\n" + String(repeating: " ", count: column)
        text += (isTop ? "(" : "") + chunks.joined(separator: separator) + (isTop ? ")" : "")
    }

    /// Words with the blanks that follow them.
    private static func parts(_ line: String) -> [String] {
        var parts: [String] = []
        var part = "", endsBlank = false
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

    /// The value with the keys of its dicts in order, at every depth.
    private static func sorted(_ value: Value, depth: Int) throws(ValueError) -> Value {
        guard depth < Value.depthLimit else { return value }
        switch value {
        case .dict(let dict):
            var result = Dict()
            let keys = Array(dict.items.keys)
            for key in (try? keys.sortedAsPython()) ?? keys.sorted(by: { "\($0)" < "\($1)" }) {
                result[key] = try dict.items[key].map { (item) throws(ValueError) in try sorted(item, depth: depth + 1) }
            }
            return .dict(result)
        case .list(let list):
            var items: [Value] = []
            for item in list.items { items.append(try sorted(item, depth: depth + 1)) }
            return .list(items)
        case .tuple(let tuple):
            var items: [Value] = []
            for item in tuple.items { items.append(try sorted(item, depth: depth + 1)) }
            return .tuple(items)
        default: return value
        }
    }
}
