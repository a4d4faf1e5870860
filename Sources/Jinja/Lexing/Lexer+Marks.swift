/// A mark that begins a tag, where it was found; `start` includes the blanks that belong to a line mark.
struct FoundMark {
    let kind: Delimiters.Kind
    let start: Int
    let end: Int
}

extension Lexer {
    /// The first mark at or after the current position.
    func nextMark() -> FoundMark? {
        if delimiters.hasLineMarks { return nextMarkWithLines() }
        var index = position
        while index < bytes.count {
            if delimiters.mayBegin(bytes[index]) {
                for mark in delimiters.marks where matches(mark.bytes, at: index) {
                    return FoundMark(kind: mark.kind, start: index, end: index + mark.bytes.count)
                }
            }
            index += 1
        }
        return nil
    }

    private func nextMarkWithLines() -> FoundMark? {
        for index in position..<bytes.count {
            for mark in delimiters.marks {
                let start: Int? =
                    switch mark.kind {
                    case .lineStatement: lineStatementMark(at: index)
                    case .lineComment: lineCommentMark(at: index)
                    default: index
                    }
                guard let start, matches(mark.bytes, at: start) else { continue }
                return FoundMark(kind: mark.kind, start: index, end: start + mark.bytes.count)
            }
        }
        return nil
    }

    /// Where the prefix of a line statement would stand if its line began at `index`.
    private func lineStatementMark(at index: Int) -> Int? {
        guard index == 0 || bytes[index - 1] == 0x0A else { return nil }
        var index = index
        while byte(index) == 0x20 || byte(index) == 0x09 || byte(index) == 0x0B { index += 1 }
        return index
    }

    /// Where the prefix of a line comment would stand after blanks that begin at `index`.
    private func lineCommentMark(at index: Int) -> Int? {
        let isStart = index == 0 || bytes[index - 1] == 0x0A || !bytes[index - 1].isTemplateSpace
        guard isStart else { return nil }
        var index = index
        while index < bytes.count, bytes[index].isTemplateSpace, bytes[index] != 0x0A { index += 1 }
        return index
    }

    /// The end of the tag `raw` whose block mark ended at `index`; nil where another tag stands there.
    func rawEnd(after index: Int) -> Int? {
        var index = index
        if byte(index) == UInt8(ascii: "-") || byte(index) == UInt8(ascii: "+") { index += 1 }
        guard let end = word("raw", at: index) else { return nil }
        if matches(delimiters.blockEnd, at: end) { return end + delimiters.blockEnd.count }
        guard byte(end) == UInt8(ascii: "-"), matches(delimiters.blockEnd, at: end + 1) else { return nil }
        index = end + 1 + delimiters.blockEnd.count
        while index < bytes.count, bytes[index].isTemplateSpace { index += 1 }
        return index
    }

    /// The place after `name` and the blanks around it.
    private func word(_ name: String, at start: Int) -> Int? {
        var index = start
        while index < bytes.count, bytes[index].isTemplateSpace { index += 1 }
        guard matches(Array(name.utf8), at: index) else { return nil }
        index += name.utf8.count
        while index < bytes.count, bytes[index].isTemplateSpace { index += 1 }
        return index
    }

    /// The text up to `endraw`, as data.
    mutating func readRaw() throws(TemplateError) {
        let start = position
        var index = position
        while index < bytes.count {
            guard matches(delimiters.blockStart, at: index),
                let (after, sign) = endOfRaw(index + delimiters.blockStart.count)
            else {
                index += 1
                continue
            }
            addRaw(start, index, sign)
            position = after
            return
        }
        position = bytes.count
        // Where nothing follows at all, Jinja2 does not ask for an end.
        if start < bytes.count { throw error("Missing end of raw directive") }
    }

    /// Where the text after an `endraw` begins whose block mark ended at `index`, and the sign at its front.
    private func endOfRaw(_ index: Int) -> (Int, UInt8)? {
        let sign = byte(index)
        let hasSign = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
        guard let end = word("endraw", at: hasSign ? index + 1 : index) else { return nil }
        let mark = delimiters.blockEnd
        var after = end
        if matches(mark, at: end) {
            after = end + mark.count
            if syntax.trimBlocks, byte(after) == 0x0A { after += 1 }
        } else if byte(end) == UInt8(ascii: "+"), matches(mark, at: end + 1) {
            after = end + 1 + mark.count
        } else if byte(end) == UInt8(ascii: "-"), matches(mark, at: end + 1) {
            after = end + 1 + mark.count
            while after < bytes.count, bytes[after].isTemplateSpace { after += 1 }
        } else {
            return nil
        }
        return (after, hasSign ? sign : 0)
    }

    private mutating func addRaw(_ start: Int, _ end: Int, _ sign: UInt8) {
        var last = end
        if sign == UInt8(ascii: "-") {
            while last > start, bytes[last - 1].isTemplateSpace { last -= 1 }
        } else if sign == 0, syntax.leftStripBlocks {
            var blank = end
            while blank > start, bytes[blank - 1] != 0x0A, bytes[blank - 1].isTemplateSpace { blank -= 1 }
            if blank > start, bytes[blank - 1] == 0x0A { last = blank }
        }
        addData(start, last)
    }
}
