import Diagnostics
import Jinja
import Values

#if canImport(Glibc)
    import Glibc
#endif

/// A case that the oracle rendered.
struct Case: Sendable, CustomStringConvertible {
    let source: String
    let isExpression: Bool
    let syntax: Syntax
    /// Python's repr of the value; nil where it failed.
    let result: String?
    /// The messages of the failure, innermost first; any of them may be ours.
    let errors: [String]

    var description: String { source }

    init(_ value: Value) throws {
        func text(_ key: String) -> String? { value.mapping?[.string(key)]?.text }
        isExpression = text("expression") != nil
        source = text("expression") ?? text("template") ?? ""
        result = text("result")
        errors = value.mapping?["errors"]?.sequence?.compactMap(\.text) ?? []
        var syntax = Syntax()
        for (key, option) in value.mapping?["syntax"]?.mapping ?? [:] {
            let flag = option.truth
            let mark = option.text ?? ""
            switch key.text ?? "" {
            case "trim_blocks": syntax.trimBlocks = flag
            case "lstrip_blocks": syntax.leftStripBlocks = flag
            case "keep_trailing_newline": syntax.keepTrailingNewline = flag
            case "newline_sequence": syntax.newlineSequence = mark
            case "line_statement_prefix": syntax.lineStatementPrefix = mark
            case "line_comment_prefix": syntax.lineCommentPrefix = mark
            case "block_start_string": syntax.blockStart = mark
            case "block_end_string": syntax.blockEnd = mark
            case "variable_start_string": syntax.variableStart = mark
            case "variable_end_string": syntax.variableEnd = mark
            case "comment_start_string": syntax.commentStart = mark
            case "comment_end_string": syntax.commentEnd = mark
            default: throw TemplateError(.value, "unknown option \(key)")
            }
        }
        self.syntax = syntax
    }

    static let directory = #filePath.replacing("Case.swift", with: "Cases/")

    static func text(of file: String) throws -> String {
        guard let stream = fopen(directory + file, "r") else {
            throw TemplateError(.value, "no file \(file)")
        }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 {
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The cases of one set.
    static func all(_ set: String) throws -> [Case] {
        try text(of: set + ".jsonl").split(separator: "\n").map { try Case(JSON.parse(String($0))) }
    }

    /// The variables and files that all cases have.
    static let shared = Result { try JSON.parse(text(of: "shared.json")) }
}

/// The variables of the cases, with `{"$template": text}` as text that an author wrote.
final class CaseSource: VariableSource {
    private var variables: Dict = [:]
    private var files: Dict = [:]
    private var depth = 0
    let environment: Environment

    init(_ environment: Environment) throws {
        self.environment = environment
        let shared = try Case.shared.get()
        for (name, value) in shared.mapping?["variables"]?.mapping ?? [:] {
            variables[name] = CaseSource.trusted(value)
        }
        files = shared.mapping?["files"]?.mapping ?? [:]
    }

    init(_ environment: Environment, variables: Dict, files: [String: String] = [:]) {
        self.environment = environment
        self.variables = variables
        self.files = Dict(uniqueKeysWithValues: files.map { (.string($0.key), .string($0.value)) })
    }

    private static func trusted(_ value: Value) -> Value {
        switch value {
        case .dict(let dict):
            if dict.items.count == 1, let text = dict.items["$template"]?.text {
                return .template(Template(text))
            }
            let items = dict.items.mapValues(trusted)
            return .dict(ValueDict(items, mayHoldTemplates: items.values.contains { $0.mayHoldTemplates }))
        case .list(let list):
            let items = list.items.map(trusted)
            return .list(ValueList(items, mayHoldTemplates: items.contains { $0.mayHoldTemplates }))
        default: return value
        }
    }

    func variable(_ name: String) throws(TemplateError) -> Value? { variables[.string(name)] }

    func render(_ template: Template) throws(TemplateError) -> Value {
        depth += 1
        defer { depth -= 1 }
        guard depth < 50 else { throw TemplateError(.recursion, "Recursive loop detected in template.") }
        return try EvaluationContext(environment: environment, source: self).render(template)
    }

    func loadTemplate(_ name: String) throws(TemplateError) -> Template? {
        files[.string(name)].map { file in
            let text = file.text ?? ""
            let source = SourceFile(name: name, text: text)
            return Template(text, span: Span(file: source, start: Position(line: 1, column: 1)))
        }
    }

    func variableNames() -> [String] { variables.keys.compactMap(\.text) }
}
