import Jinja
import Templating
import Values

/// The instruments of `ansible._protomatter` that make sense here, where trust is not a mark on every value: a template
/// is trusted, and a plain text where tracing it leads to what an author wrote.
enum Instruments {
    private static let known: Set<String> = [
        "TrustedAsTemplate", "VaultedValue", "Origin", "Deprecated", "SourceWasEncrypted",
    ]

    static let filters = [
        FilterRow("true_type") { call throws(TemplateError) in .string(call.input.typeName) },
        FilterRow("dump_object", acceptsUndefined: true) { call throws(TemplateError) in
            guard case .undefined(let undefined) = call.input, undefined.cause != nil else { return call.input }
            return ["exception": ["message": .string(TemplateError(undefined).described(as: "template").message)]]
        },
        FilterRow("finalize") { call throws(TemplateError) in try call.context.finalized(call.input) },
        FilterRow("origin", taking: Signature(takesTraced: true)) { call throws(TemplateError) in origin(of: call) },
        FilterRow("tag_names", taking: Signature(takesTraced: true)) { call throws(TemplateError) in
            .list(tags(of: call).map { .string($0) })
        },
        FilterRow("apply_trust") { call throws(TemplateError) in
            guard case .string(let text) = call.input, Template.mayBeOne(text) else { return call.input }
            return .template(Template(text))
        },
    ]

    static let tests = [
        TestRow(
            "tagged_with", taking: Signature(parameters: ["tag_name"], required: 1, takesTraced: true)
        ) { call throws(TemplateError) in
            let tag = try call.text("tag_name", "")
            guard known.contains(tag) else { throw TemplateError(.value, "Unknown tag name '\(tag)'.") }
            return tags(of: call).contains(tag)
        },
        TestRow("tagged", taking: Signature(takesTraced: true)) { call throws(TemplateError) in !tags(of: call).isEmpty
        },
    ]

    /// The names of what ansible-core would have tagged the input with, sorted.
    private static func tags(of call: PluginCall) -> [String] {
        if case .template = call.input { return ["TrustedAsTemplate"] }
        guard let (text, isAuthored) = call.tracedText else { return [] }
        switch text {
        case .object(let object) where object is VaultedText: return ["Origin", "VaultedValue"]
        case .object: return ["Origin"]
        default: return isAuthored ? ["Origin", "TrustedAsTemplate"] : []
        }
    }

    /// Where the input comes from; None where that is not known.
    private static func origin(of call: PluginCall) -> Value {
        switch call.tracedText?.text {
        case .object(let object as OriginText): .string(object.origin)
        case .object(let object as VaultedText): object.span.map { .string("\($0)") } ?? .none
        default: .none
        }
    }
}
