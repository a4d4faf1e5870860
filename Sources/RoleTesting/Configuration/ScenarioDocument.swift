import Diagnostics
import Values
import YAML

/// A scenario file or base config: interpolated, parsed, its places those of the file as it was written.
struct ScenarioDocument {
    let path: String
    let node: Node?
    let data: Dict
    private let written: SourceFile
    private let interpolated: InterpolatedText

    /// Throws what is wrong with file or placeholders, with the place in the file.
    init(path: String, variables: [String: String]) throws(Diagnostic) {
        guard let text = Disk.text(path) else { throw Disk.failure("cannot read \(path)") }
        try self.init(SourceFile(name: path, text: text), variables: variables)
    }

    init(_ file: SourceFile, variables: [String: String]) throws(Diagnostic) {
        path = file.name
        written = file
        interpolated = try Interpolation(variables: variables).applied(to: file)
        do throws(Diagnostic) {
            node = try YAMLParser.document(SourceFile(name: file.name, text: interpolated.text))
            let value = try node.map { node throws(Diagnostic) in
                try ValueBuilder(trusted: false, duplicates: .ignore).value(of: node)
            }
            guard let value, !value.isNone else {
                data = [:]
                return
            }
            guard let mapping = value.mapping else {
                throw Diagnostic("a scenario file must be a dictionary, this is a \(value.typeName)", at: node?.span)
            }
            data = mapping
        } catch {
            throw Self.placed(error, written, interpolated)
        }
    }

    /// The place in the file as it was written. Where a line was interpolated its column is not known, and its values
    /// are not shown.
    func place(_ span: Span) -> Span { Self.placed(span, written, interpolated) }

    private static func placed(_ span: Span, _ file: SourceFile, _ text: InterpolatedText) -> Span {
        let line = Int(span.start.line)
        guard line >= 1 else { return span }
        let source = line <= text.lines.count ? text.lines[line - 1] : text.lines.last ?? 1
        let column = text.changed.contains(source) ? firstColumn(of: file.line(source) ?? "") : Int(span.start.column)
        return Span(file: file, start: Position(line: source, column: column))
    }

    private static func firstColumn(of line: Substring) -> Int { line.prefix { $0 == " " }.count + 1 }

    private static func placed(_ error: Diagnostic, _ file: SourceFile, _ text: InterpolatedText) -> Diagnostic {
        var error = error
        error.span = error.span.map { placed($0, file, text) }
        for index in error.notes.indices {
            error.notes[index].span = error.notes[index].span.map { placed($0, file, text) }
        }
        for index in error.causes.indices {
            error.causes[index].span = error.causes[index].span.map { placed($0, file, text) }
        }
        return error
    }
}
