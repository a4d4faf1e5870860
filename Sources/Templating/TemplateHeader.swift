import Diagnostics
import Jinja
import Values

/// The first line `#jinja2: key: value, …` of a template, which changes the syntax of the rest.
enum TemplateHeader {
    package static let mark = "#jinja2:"

    /// The template without its header, and the syntax that the header asks for.
    ///
    /// `make` gives the syntax that it changes; it is not asked where there is no header.
    package static func split(
        _ template: Template, _ make: @autoclosure () -> Syntax
    ) throws(TemplateError) -> (Template, Syntax?) {
        guard template.text.hasPrefix(mark) else { return (template, nil) }
        guard let end = template.text.firstIndex(of: "\n") else {
            throw TemplateError(.syntax, "Missing newline after '\(mark)' override.", at: template.span)
        }
        var syntax = make()
        for pair in template.text[..<end].dropFirst(mark.count).split(separator: ",", omittingEmptySubsequences: false)
        {
            guard !pair.allSatisfy(\.isWhitespace) else {
                throw TemplateError(.syntax, "Empty '\(mark)' override pair not allowed.", at: template.span)
            }
            guard let colon = pair.firstIndex(of: ":") else {
                throw TemplateError(
                    .syntax, "Missing key-value separator `:` in '\(mark)' override pair '\(pair)'.", at: template.span)
            }
            let key = pair[..<colon].trimmed(), value = pair[pair.index(after: colon)...].trimmed()
            guard let setting = SyntaxSetting(rawValue: key) else {
                throw TemplateError(.syntax, "Invalid '\(mark)' override key '\(key)'.", at: template.span)
            }
            guard setting.apply(value, to: &syntax) else {
                throw TemplateError(
                    .syntax, "Invalid '\(mark)' override value \(value) of '\(key)'.", at: template.span)
            }
        }
        let rest = String(template.text[template.text.index(after: end)...])
        return (Template(rest, span: template.span.map(below)), syntax)
    }

    private static func below(_ span: Span) -> Span {
        let start = Position(line: Int(span.start.line) + 1, column: 1)
        return Span(file: span.file, start: start, end: max(start, span.end))
    }
}

/// The options of the template language by Jinja's names.
enum SyntaxSetting: String {
    case blockStart = "block_start_string", blockEnd = "block_end_string"
    case variableStart = "variable_start_string", variableEnd = "variable_end_string"
    case commentStart = "comment_start_string", commentEnd = "comment_end_string"
    case lineStatementPrefix = "line_statement_prefix", lineCommentPrefix = "line_comment_prefix"
    case trimBlocks = "trim_blocks", leftStripBlocks = "lstrip_blocks"
    case newlineSequence = "newline_sequence", keepTrailingNewline = "keep_trailing_newline"

    /// Sets it to a Python literal; false where the literal has the wrong type.
    package func apply(_ literal: String, to syntax: inout Syntax) -> Bool {
        switch self {
        case .blockStart: Self.set(&syntax.blockStart, literal)
        case .blockEnd: Self.set(&syntax.blockEnd, literal)
        case .variableStart: Self.set(&syntax.variableStart, literal)
        case .variableEnd: Self.set(&syntax.variableEnd, literal)
        case .commentStart: Self.set(&syntax.commentStart, literal)
        case .commentEnd: Self.set(&syntax.commentEnd, literal)
        case .lineStatementPrefix: Self.set(&syntax.lineStatementPrefix, literal)
        case .lineCommentPrefix: Self.set(&syntax.lineCommentPrefix, literal)
        case .trimBlocks: Self.set(&syntax.trimBlocks, literal)
        case .leftStripBlocks: Self.set(&syntax.leftStripBlocks, literal)
        case .newlineSequence: Self.set(&syntax.newlineSequence, literal)
        case .keepTrailingNewline: Self.set(&syntax.keepTrailingNewline, literal)
        }
    }

    private static func set(_ flag: inout Bool, _ literal: String) -> Bool {
        guard literal == "True" || literal == "False" else { return false }
        flag = literal == "True"
        return true
    }

    private static func set(_ text: inout String, _ literal: String) -> Bool {
        guard let value = string(literal) else { return false }
        text = value
        return true
    }

    private static func set(_ text: inout String?, _ literal: String) -> Bool {
        guard literal == "None" || string(literal) != nil else { return false }
        text = string(literal)
        return true
    }

    /// The text of a Python string literal with its usual escapes.
    private static func string(_ literal: String) -> String? {
        guard literal.count >= 2, let quote = literal.first, quote == "'" || quote == "\"", literal.last == quote
        else { return nil }
        return String(literal.dropFirst().dropLast()).replacing("\\n", with: "\n").replacing("\\r", with: "\r")
            .replacing("\\t", with: "\t").replacing("\\\\", with: "\\")
    }
}
