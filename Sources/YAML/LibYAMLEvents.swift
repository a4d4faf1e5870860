import CYAML
import Diagnostics

/// What libyaml's parser reports, one after the other, in Swift's types. The only reader of libyaml.
struct LibYAMLEvents: ~Copyable {
    enum Event {
        case documentStart, documentEnd, streamEnd
        case alias(String)
        case scalar(String, tag: String?, anchor: String?, isPlain: Bool)
        case sequenceStart(tag: String?, anchor: String?)
        case sequenceEnd
        case mappingStart(tag: String?, anchor: String?)
        case mappingEnd
    }

    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>
    private let source: SourceFile

    init(_ source: SourceFile) {
        self.source = source
        parser = .allocate(capacity: 1)
        yaml_parser_initialize(parser)
        input = .allocate(capacity: max(1, source.text.utf8.count))
        let end = input.initialize(fromContentsOf: source.text.utf8)
        yaml_parser_set_input_string(parser, input.baseAddress, end)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    /// Throws a Diagnostic in ansible-core's words for text that is no YAML.
    mutating func next() throws(Diagnostic) -> (event: Event, span: Span) {
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
            defer { yaml_event_delete(&event) }
            let span = Span(file: source, start: position(event.start_mark), end: position(event.end_mark))
            if let event = LibYAMLEvents.read(event) { return (event, span) }
        }
    }

    private func position(_ mark: yaml_mark_t) -> Position { Position(line: mark.line + 1, column: mark.column + 1) }

    private static func read(_ event: yaml_event_t) -> Event? {
        switch event.type {
        case YAML_DOCUMENT_START_EVENT: return .documentStart
        case YAML_DOCUMENT_END_EVENT: return .documentEnd
        case YAML_STREAM_END_EVENT: return .streamEnd
        case YAML_ALIAS_EVENT: return .alias(text(event.data.alias.anchor) ?? "")
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            return .sequenceStart(tag: text(start.tag), anchor: text(start.anchor))
        case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            return .mappingStart(tag: text(start.tag), anchor: text(start.anchor))
        case YAML_MAPPING_END_EVENT: return .mappingEnd
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            return .scalar(
                String(decoding: bytes, as: UTF8.self), tag: text(scalar.tag), anchor: text(scalar.anchor),
                isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
        default: return nil
        }
    }

    private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private func failure() -> Diagnostic {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "out of memory"
        guard parser.pointee.error != YAML_READER_ERROR else {
            let code = String(parser.pointee.problem_value, radix: 16)
            let padded = String(repeating: "0", count: max(0, 4 - code.utf8.count)) + code
            let place = position(ofByte: parser.pointee.problem_offset)
            return SyntaxFailure("unacceptable character #x\(padded): \(problem)", at: Span(file: source, start: place))
                .diagnostic
        }
        let context = parser.pointee.context.map { String(cString: $0) + " " } ?? ""
        let span = Span(file: source, start: position(parser.pointee.problem_mark))
        return SyntaxFailure(context + problem, at: span).diagnostic
    }

    private func position(ofByte offset: Int) -> Position {
        let before = source.text.utf8.prefix(offset)
        let line = before.count { $0 == 0x0A }
        let start = before.lastIndex(of: 0x0A).map { before.index(after: $0) } ?? before.startIndex
        return Position(line: line + 1, column: before[start...].count { $0 & 0xC0 != 0x80 } + 1)
    }
}
