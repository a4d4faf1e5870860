import Values

/// Cuts a template into tokens, by the rules of Jinja2's lexer.
///
/// What it cannot read becomes a `.failure` token, so that a mistake the parser finds earlier is told first.
struct Lexer {
    let bytes: [UInt8]
    let syntax: Syntax
    let delimiters: Delimiters
    /// Whether backslashes in string literals inside `{{ }}` stand for themselves.
    let keepsBackslashes: Bool
    var position = 0
    var tokens: [Token] = []
    /// Brackets that are open inside the current tag.
    var open: [Symbol] = []
    /// Whether the text before `position` ended with a line break (or nothing stands before it).
    private var lineStarting = true

    init(_ text: String, _ syntax: Syntax, keepsBackslashes: Bool) {
        bytes = SourceText(text, keepTrailingNewline: syntax.keepTrailingNewline).bytes
        self.syntax = syntax
        self.keepsBackslashes = keepsBackslashes
        delimiters = syntax.hasStandardMarks ? Delimiters.standard : Delimiters(syntax)
        tokens.reserveCapacity(bytes.count / 6 + 4)
    }

    /// The tokens of a whole template.
    static func template(_ text: String, _ syntax: Syntax, keepsBackslashes: Bool) -> [Token] {
        var lexer = Lexer(text, syntax, keepsBackslashes: keepsBackslashes)
        do throws(TemplateError) { try lexer.readTemplate() } catch { lexer.fail(error) }
        lexer.add(.end, lexer.bytes.count, lexer.bytes.count)
        return lexer.tokens
    }

    /// The tokens of an expression without delimiters.
    static func expression(_ text: String, _ syntax: Syntax, keepsBackslashes: Bool) -> [Token] {
        var lexer = Lexer(text, syntax, keepsBackslashes: keepsBackslashes)
        do throws(TemplateError) {
            while try lexer.readExpressionToken(inVariable: true) {}
            if lexer.position < lexer.bytes.count { throw lexer.unexpectedCharacter() }
        } catch { lexer.fail(error) }
        lexer.add(.end, lexer.bytes.count, lexer.bytes.count)
        return lexer.tokens
    }

    private mutating func fail(_ error: TemplateError) { add(.failure(error), position, position + 1) }

    mutating func add(_ kind: Token.Kind, _ start: Int, _ end: Int) {
        tokens.append(Token(kind: kind, place: Place(start, end)))
    }

    func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

    func matches(_ mark: [UInt8], at index: Int) -> Bool {
        guard index + mark.count <= bytes.count else { return false }
        for offset in mark.indices where bytes[index + offset] != mark[offset] { return false }
        return true
    }

    func error(_ message: String) -> TemplateError { TemplateError(.syntax, message) }

    private mutating func readTemplate() throws(TemplateError) {
        while position < bytes.count {
            guard let found = nextMark() else {
                addData(position, bytes.count)
                position = bytes.count
                return
            }
            try readTag(found)
        }
    }

    private mutating func readTag(_ found: FoundMark) throws(TemplateError) {
        let raw = found.kind == .block ? rawEnd(after: found.end) : nil
        var dataEnd = found.start
        let sign = byte(found.end)
        let allowsSign = found.kind != .lineStatement && found.kind != .lineComment
        let hasSign = allowsSign && (sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+"))
        if hasSign, sign == UInt8(ascii: "-") {
            while dataEnd > position, bytes[dataEnd - 1].isTemplateSpace { dataEnd -= 1 }
        } else if !hasSign, syntax.leftStripBlocks, found.kind != .variable {
            dataEnd = leftStripped(dataEnd)
        }
        addData(position, dataEnd)
        position = found.end + (hasSign ? 1 : 0)
        if let raw {
            position = raw
            lineStarting = bytes[raw - 1] == 0x0A
            return try readRaw()
        }
        switch found.kind {
        case .comment: try readComment()
        case .lineComment:
            while position < bytes.count, bytes[position] != 0x0A { position += 1 }
        case .block:
            try readTagBody(found, .blockBegin, .blockEnd, delimiters.blockEnd, trims: syntax.trimBlocks)
        case .variable:
            try readTagBody(found, .variableBegin, .variableEnd, delimiters.variableEnd, trims: false)
        case .lineStatement: try readLineStatement(found)
        }
        lineStarting = position > 0 && bytes[position - 1] == 0x0A
    }

    /// The end of the text before a block that stands alone on its line so far, without the blanks before it.
    private func leftStripped(_ end: Int) -> Int {
        var start = end
        while start > position, bytes[start - 1] != 0x0A, bytes[start - 1].isTemplateSpace { start -= 1 }
        let atLineStart = start == position ? lineStarting : bytes[start - 1] == 0x0A
        return atLineStart ? start : end
    }

    mutating func addData(_ start: Int, _ end: Int) {
        guard end > start else { return }
        var text = String(decoding: bytes[start..<end], as: UTF8.self)
        if syntax.newlineSequence != "\n" {
            text = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
                .map { String(Substring($0)) }.joined(separator: syntax.newlineSequence)
        }
        add(.data(text), start, end)
    }

    private mutating func readComment() throws(TemplateError) {
        let mark = delimiters.commentEnd
        let start = position
        while position < bytes.count {
            if matches(mark, at: position) {
                return skipEnd(mark, trims: syntax.trimBlocks, sign: position > start)
            }
            position += 1
        }
        position = bytes.count
        // Where nothing follows at all, Jinja2 does not ask for an end.
        if start < bytes.count { throw error("Missing end of comment tag") }
    }

    /// Steps over the end mark at `position`; a sign before it (already stepped over) says what happens to blanks.
    private mutating func skipEnd(_ mark: [UInt8], trims: Bool, sign: Bool) {
        let before = sign ? bytes[position - 1] : 0
        position += mark.count
        if before == UInt8(ascii: "-") {
            while position < bytes.count, bytes[position].isTemplateSpace { position += 1 }
        } else if before != UInt8(ascii: "+"), trims, byte(position) == 0x0A {
            position += 1
        }
    }

    private mutating func readTagBody(
        _ found: FoundMark, _ begin: Token.Kind, _ end: Token.Kind, _ mark: [UInt8], trims: Bool
    ) throws(TemplateError) {
        add(begin, found.start, position)
        var inVariable = false
        if case .variableBegin = begin { inVariable = true }
        while true {
            skipSpace()
            if open.isEmpty, atTagEnd(mark, allowsPlus: !inVariable) {
                let start = position
                let hasSign = !matches(mark, at: position)
                if hasSign { position += 1 }
                skipEnd(mark, trims: trims, sign: hasSign)
                return add(end, start, position)
            }
            guard position < bytes.count else { return }
            guard try readExpressionToken(inVariable: inVariable) else { throw unexpectedCharacter() }
        }
    }

    private func atTagEnd(_ mark: [UInt8], allowsPlus: Bool) -> Bool {
        if matches(mark, at: position) { return true }
        let sign = byte(position)
        guard sign == UInt8(ascii: "-") || (allowsPlus && sign == UInt8(ascii: "+")) else { return false }
        return matches(mark, at: position + 1)
    }

    private mutating func readLineStatement(_ found: FoundMark) throws(TemplateError) {
        add(.blockBegin, found.start, position)
        while true {
            if open.isEmpty {
                var index = position
                while index < bytes.count, bytes[index] != 0x0A, bytes[index].isTemplateSpace { index += 1 }
                if index >= bytes.count || bytes[index] == 0x0A {
                    let start = position
                    position = index
                    // `\s*(\n|$)` takes following blank lines along.
                    var last = index
                    while index < bytes.count, bytes[index].isTemplateSpace {
                        if bytes[index] == 0x0A { last = index + 1 }
                        index += 1
                    }
                    position = index >= bytes.count ? index : last
                    return add(.blockEnd, start, position)
                }
            }
            skipSpace()
            guard position < bytes.count else { return }
            guard try readExpressionToken(inVariable: false) else { throw unexpectedCharacter() }
        }
    }

    mutating func skipSpace() {
        while position < bytes.count, bytes[position].isTemplateSpace { position += 1 }
    }
}

extension UInt8 {
    /// Python's `\s` within ASCII.
    var isTemplateSpace: Bool {
        self == 0x20 || (self >= 0x09 && self <= 0x0D) || (self >= 0x1C && self <= 0x1F)
    }
}

extension Syntax {
    /// Whether all marks are Jinja's own.
    var hasStandardMarks: Bool {
        blockStart == "{%" && blockEnd == "%}" && variableStart == "{{" && variableEnd == "}}"
            && commentStart == "{#" && commentEnd == "#}" && lineStatementPrefix == nil
            && lineCommentPrefix == nil
    }
}
