import Jinja
import Values

/// The instruments of `ansible._protomatter` that make sense here, where trust is a kind of value: a template is
/// trusted, a plain text never is.
enum Instruments {
    private static let tags: Set<String> = [
        "TrustedAsTemplate", "VaultedValue", "Origin", "Deprecated", "SourceWasEncrypted",
    ]

    static let filters = [
        FilterRow("true_type") { call throws(TemplateError) in .string(call.input.typeName) },
        FilterRow("dump_object", acceptsUndefined: true) { call throws(TemplateError) in
            guard case .undefined(let undefined) = call.input, undefined.cause != nil else { return call.input }
            return ["exception": ["message": .string(TemplateError(undefined).described(as: "template").message)]]
        },
        FilterRow("finalize") { call throws(TemplateError) in try call.context.finalized(call.input) },
        FilterRow("apply_trust") { call throws(TemplateError) in
            guard case .string(let text) = call.input, Template.mayBeOne(text) else { return call.input }
            return .template(Template(text))
        },
    ]

    static let tests = [
        TestRow(
            "tagged_with", taking: Signature(parameters: ["tag_name"], required: 1, takesVaulted: true)
        ) { call throws(TemplateError) in
            let tag = try call.text("tag_name", "")
            guard tags.contains(tag) else { throw TemplateError(.value, "Unknown tag name '\(tag)'.") }
            switch call.input {
            case .template: return tag == "TrustedAsTemplate"
            case .object(let object): return tag == "VaultedValue" && object is VaultedText
            default: return false
            }
        }
    ]
}
