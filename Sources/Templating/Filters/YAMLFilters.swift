import Diagnostics
import Jinja
import Values
import YAML

/// `from_yaml`, `from_yaml_all`, `to_yaml`, `to_nice_yaml`.
enum YAMLFilters {
    static let rows = [
        FilterRow("to_yaml", taking: Signature(takesKeywords: true)) { call throws(TemplateError) in
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
        var options = initial
        for (name, value) in call.keywords { try set(name, to: value, in: &options) }
        let chosen = options
        return .string(try raising { () throws(ValueError) in try YAMLEmitter.text(call.input, chosen) })
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
            guard let letter = text.first, text.count == 1, let style = YAMLOptions.ScalarStyle(rawValue: letter) else {
                throw TemplateError(.value, "'\(text)' is no style of YAML scalars")
            }
            options.defaultStyle = style
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
