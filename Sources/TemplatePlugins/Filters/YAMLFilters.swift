import Diagnostics
import Jinja
import Templating
import Values
import YAML

/// `from_yaml`, `from_yaml_all`, `to_yaml`, `to_nice_yaml`.
enum YAMLFilters {
    /// `to_yaml` and `to_nice_yaml` of community.general, which open vaulted texts, or hide them if they are asked to.
    static let community = [
        openRow("to_yaml", YAMLOptions()), openRow("to_nice_yaml", YAMLOptions(indent: 2, flowStyle: false)),
    ]

    private static func openRow(_ name: String, _ options: YAMLOptions) -> FilterRow {
        FilterRow(name, taking: Signature(takesKeywords: true)) { call throws(TemplateError) in
            let hides = call.keywords.contains { $0.name == "redact_sensitive_values" && $0.value.truth }
            return try text(
                of: try opened(call.input, hides: hides),
                call.keywords.filter { $0.name != "redact_sensitive_values" }, options)
        }
    }

    /// A copy in which vaulted texts are plain ones.
    private static func opened(_ value: Value, hides: Bool, depth: Int = 0) throws(TemplateError) -> Value {
        guard depth < Value.depthLimit else { throw TemplateError(.tooDeep) }
        switch value {
        case .list, .tuple:
            return .list(
                try (value.sequence ?? []).map { item throws(TemplateError) in
                    try opened(item, hides: hides, depth: depth + 1)
                })
        case .dict(let dict):
            var result: Dict = [:]
            for (key, value) in dict.items { result[key] = try opened(value, hides: hides, depth: depth + 1) }
            return .dict(result)
        case .object(let object) where object is VaultedText:
            return .string(hides ? "<redacted>" : try value.python())
        default: return value
        }
    }

    static let rows = [
        FilterRow("to_yaml", taking: Signature(takesRest: true, takesKeywords: true)) { call throws(TemplateError) in
            try text(call, YAMLOptions())
        },
        FilterRow("to_nice_yaml", taking: Signature(parameters: ["indent"], takesRest: true, takesKeywords: true)) {
            call throws(TemplateError) in
            var options = YAMLOptions(indent: 4, flowStyle: false)
            if let indent = call["indent"] { try set("indent", to: indent, in: &options) }
            return try text(call, options)
        },
        FilterRow("from_yaml") { call throws(TemplateError) in
            guard let source = try source(call) else { return call.input }
            return try reading { () throws(Diagnostic) in
                guard let node = try YAMLParser.document(source) else { return .none }
                return try ValueBuilder(trusted: false).value(of: node)
            }
        },
        FilterRow("from_yaml_all") { call throws(TemplateError) in
            guard !call.input.isNone else { return .list([]) }
            guard let source = try source(call) else { return call.input }
            return try reading { () throws(Diagnostic) in
                .list(
                    try YAMLParser.documents(source).map { node throws(Diagnostic) in
                        try ValueBuilder(trusted: false).value(of: node)
                    })
            }
        },
    ]

    private static func text(_ call: PluginCall, _ initial: YAMLOptions) throws(TemplateError) -> Value {
        try text(of: call.input, call.keywords, initial)
    }

    /// The text of `value`; bytes where the keywords name an encoding.
    static func text(
        of value: Value, _ keywords: [(name: String, value: Value)], _ initial: YAMLOptions
    ) throws(TemplateError) -> Value {
        var options = initial
        for (name, value) in keywords { try set(name, to: value, in: &options) }
        let chosen = options
        let bytes = try raising { () throws(ValueError) in try YAMLEmitter.bytes(value, chosen) }
        let isEncoded = keywords.contains { $0.name == "encoding" && !$0.value.isNone }
        return isEncoded ? .object(ValueBytes(bytes)) : .string(String(decoding: bytes, as: UTF8.self))
    }

    /// One keyword argument of PyYAML's `dump`.
    private static func set(_ name: String, to value: Value, in options: inout YAMLOptions) throws(TemplateError) {
        switch name {
        case "indent": options.indent = value.isNone ? 2 : try value.wholeNumber()
        case "width": options.width = value.isNone ? 80 : value == .double(.infinity) ? -1 : try value.wholeNumber()
        case "default_flow_style": options.flowStyle = value.isNone ? nil : value.truth
        case "sort_keys": options.sortKeys = value.truth
        case "explicit_start": options.explicitStart = value.truth
        case "explicit_end": options.explicitEnd = value.truth
        case "canonical": options.canonical = value.truth
        case "default_style":
            guard !value.isNone else { return }
            let text = try value.python()
            if text.isEmpty { return }
            guard let letter = text.first, text.count == 1, let style = YAMLOptions.ScalarStyle(rawValue: letter) else {
                throw TemplateError(.value, "'\(text)' is no style of YAML scalars")
            }
            options.defaultStyle = style
        case "line_break":
            options.lineBreak = YAMLOptions.LineBreak(rawValue: value.text ?? "") ?? .newline
        case "encoding":
            options.encoding = YAMLOptions.Encoding(rawValue: value.text ?? "") ?? .utf8
        case "version":
            guard !value.isNone else { return }
            let parts = try value.pythonElements()
            guard parts.count > 1 else { throw TemplateError(.index, "list index out of range") }
            options.version = (try parts[0].wholeNumber(), try parts[1].wholeNumber())
        case "tags":
            options.tags = []
            for (handle, prefix) in value.mapping ?? [:] {
                options.tags.append((try handle.python(), try prefix.python()))
            }
        case "vault_behavior", "dump_vault_tags": return
        case "allow_unicode":
            throw TemplateError(
                .type, "yaml.dump() got multiple values for keyword argument '\(name)'")
        default: throw TemplateError(.type, "dump_all() got an unexpected keyword argument '\(name)'")
        }
    }

    /// The text to read; nil for what is none, with a deprecation.
    private static func source(_ call: PluginCall) throws(TemplateError) -> SourceFile? {
        if case .string(let text) = call.input { return SourceFile(name: "<unicode string>", text: text) }
        if !call.input.isNone {
            call.templar?.sink.add(
                Diagnostic(
                    "The \(call.name) filter ignored non-string input of type '\(call.input.typeName)'. "
                        + "This feature will be removed from ansible-core version 2.23.",
                    severity: .deprecation))
        }
        return nil
    }

    private static func reading(_ body: () throws(Diagnostic) -> Value) throws(TemplateError) -> Value {
        do throws(Diagnostic) { return try body() } catch { throw TemplateError(.value, error.message) }
    }
}
