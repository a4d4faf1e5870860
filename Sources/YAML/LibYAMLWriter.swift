import CYAML
import Values

/// libyaml's emitter: events in, text out. The only writer of libyaml.
final class LibYAMLWriter {
    private let emitter: UnsafeMutablePointer<yaml_emitter_t>
    private let options: YAMLOptions
    private(set) var output: [UInt8] = []

    init(_ options: YAMLOptions) {
        self.options = options
        emitter = .allocate(capacity: 1)
        yaml_emitter_initialize(emitter)
        yaml_emitter_set_canonical(emitter, options.canonical ? 1 : 0)
        yaml_emitter_set_indent(emitter, Int32(clamping: options.indent))
        yaml_emitter_set_width(emitter, Int32(clamping: options.width))
        let lineBreak =
            switch options.lineBreak {
            case .newline: YAML_LN_BREAK
            case .carriageReturn: YAML_CR_BREAK
            case .both: YAML_CRLN_BREAK
            }
        yaml_emitter_set_break(emitter, lineBreak)
        yaml_emitter_set_unicode(emitter, options.allowUnicode ? 1 : 0)
        yaml_emitter_set_output(
            emitter,
            { writer, bytes, count in
                guard let writer, let bytes else { return 0 }
                Unmanaged<LibYAMLWriter>.fromOpaque(writer).takeUnretainedValue()
                    .output.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
                return 1
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        yaml_emitter_delete(emitter)
        emitter.deallocate()
    }

    func start() throws(ValueError) {
        let encoding =
            switch options.encoding {
            case .utf8: YAML_UTF8_ENCODING
            case .utf16LittleEndian: YAML_UTF16LE_ENCODING
            case .utf16BigEndian: YAML_UTF16BE_ENCODING
            }
        try emit { yaml_stream_start_event_initialize(&$0, encoding) }
        try emit { event in
            withDirectives { version, first, end in
                yaml_document_start_event_initialize(&event, version, first, end, options.explicitStart ? 0 : 1)
            }
        }
    }

    /// Calls `body` with the directives of the document as libyaml wants them, which copies them.
    private func withDirectives(
        _ body: (
            UnsafeMutablePointer<yaml_version_directive_t>?, UnsafeMutablePointer<yaml_tag_directive_t>?,
            UnsafeMutablePointer<yaml_tag_directive_t>?
        ) -> Int32
    ) -> Int32 {
        func bytes(_ text: String) -> UnsafeMutablePointer<yaml_char_t> {
            let copy = UnsafeMutablePointer<yaml_char_t>.allocate(capacity: text.utf8.count + 1)
            for (index, byte) in (Array(text.utf8) + [0]).enumerated() { copy[index] = byte }
            return copy
        }
        var tags = options.tags.map { yaml_tag_directive_t(handle: bytes($0.handle), prefix: bytes($0.prefix)) }
        defer {
            for tag in tags {
                tag.handle.deallocate()
                tag.prefix.deallocate()
            }
        }
        var version = yaml_version_directive_t(
            major: Int32(clamping: options.version?.major ?? 0), minor: Int32(clamping: options.version?.minor ?? 0))
        let isVersioned = options.version != nil
        return tags.withUnsafeMutableBufferPointer { tags in
            withUnsafeMutablePointer(to: &version) { version in
                body(isVersioned ? version : nil, tags.baseAddress, tags.baseAddress.map { $0 + tags.count })
            }
        }
    }

    func end() throws(ValueError) {
        try emit { yaml_document_end_event_initialize(&$0, options.explicitEnd ? 0 : 1) }
        try emit { yaml_stream_end_event_initialize(&$0) }
    }

    func alias(_ anchor: String) throws(ValueError) {
        try emit { event in withBytes(anchor) { yaml_alias_event_initialize(&event, $0) } }
    }

    func startSequence(tag: String, anchor: String?, isFlow: Bool) throws(ValueError) {
        try emit { event in
            withBytes(tag) { tag in
                withBytes(anchor) { anchor in
                    yaml_sequence_start_event_initialize(
                        &event, anchor, tag, 1, isFlow ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE)
                }
            }
        }
    }

    func endSequence() throws(ValueError) { try emit { yaml_sequence_end_event_initialize(&$0) } }

    func startMapping(tag: String, anchor: String?, isFlow: Bool) throws(ValueError) {
        try emit { event in
            withBytes(tag) { tag in
                withBytes(anchor) { anchor in
                    yaml_mapping_start_event_initialize(
                        &event, anchor, tag, 1, isFlow ? YAML_FLOW_MAPPING_STYLE : YAML_BLOCK_MAPPING_STYLE)
                }
            }
        }
    }

    func endMapping() throws(ValueError) { try emit { yaml_mapping_end_event_initialize(&$0) } }

    func scalar(
        _ text: String, tag: String, anchor: String?, style: YAMLOptions.ScalarStyle?, plainImplicit: Bool,
        quotedImplicit: Bool
    ) throws(ValueError) {
        let style =
            switch style {
            case nil: YAML_PLAIN_SCALAR_STYLE
            case .single: YAML_SINGLE_QUOTED_SCALAR_STYLE
            case .double: YAML_DOUBLE_QUOTED_SCALAR_STYLE
            case .literal: YAML_LITERAL_SCALAR_STYLE
            case .folded: YAML_FOLDED_SCALAR_STYLE
            }
        try emit { event in
            withBytes(text) { bytes in
                withBytes(tag) { tag in
                    withBytes(anchor) { anchor in
                        yaml_scalar_event_initialize(
                            &event, anchor, tag, bytes, Int32(clamping: text.utf8.count), plainImplicit ? 1 : 0,
                            quotedImplicit ? 1 : 0, style)
                    }
                }
            }
        }
    }

    private func withBytes(_ text: String?, _ body: (UnsafeMutablePointer<yaml_char_t>?) -> Int32) -> Int32 {
        guard let text else { return body(nil) }
        var bytes = Array(text.utf8) + [0]
        return bytes.withUnsafeMutableBufferPointer { body($0.baseAddress) }
    }

    private func emit(_ make: (inout yaml_event_t) -> Int32) throws(ValueError) {
        var event = yaml_event_t()
        guard make(&event) == 1 else { throw ValueError(.value, "YAML cannot hold this text") }
        guard yaml_emitter_emit(emitter, &event) == 1 else {
            throw ValueError(.value, emitter.pointee.problem.map { String(cString: $0) } ?? "YAML could not be written")
        }
    }
}
