import Jinja
import Templating
import Values

/// `lookup`, `query`, `q`, `now`, `undef`.
enum GlobalFunctions {
    static let table: [String: Function] = [
        "lookup": { context, arguments throws(TemplateError) in try lookup(context, arguments, wantsList: false) },
        "query": { context, arguments throws(TemplateError) in try lookup(context, arguments, wantsList: true) },
        "q": { context, arguments throws(TemplateError) in try lookup(context, arguments, wantsList: true) },
        "now": now, "undef": undef,
    ]
    static let takingUndefined: Set<String> = ["lookup", "query", "q", "undef"]

    private static func lookup(
        _ context: EvaluationContext, _ arguments: CallArguments, wantsList: Bool
    ) throws(TemplateError) -> Value {
        guard let first = arguments.positional.first, let templar = context.source as? Templar else {
            throw TemplateError(
                .type, "_lookup() missing 1 required positional argument: 'plugin_name'")
        }
        if case .undefined = first { return first }
        var options: Dict = [:]
        for (name, value) in arguments.keywords { options[.string(name)] = value }
        let wantsList = wantsList || options["wantlist"]?.truth == true
        let terms = Array(arguments.positional.dropFirst())
        let answer = try templar.runLookup(try first.python(), terms, options, context, isLoop: false)
        guard let answer else { return wantsList ? .list([]) : .none }
        if answer.count == 1, !wantsList { return answer[0] }
        let found = answer.map(\.withoutOrigin)
        if wantsList || found.isEmpty { return .list(found) }
        let texts = found.compactMap(\.text)
        return texts.count == found.count ? .string(texts.joined(separator: ",")) : .list(found)
    }

    private static func now(
        _ context: EvaluationContext, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        let call = try PluginCall("now", context, .none, arguments, ["utc", "fmt"])
        guard let now = ValueDateTime.now(utc: call.flag("utc")) else { return .none }
        guard let format = try call.text("fmt"), !format.isEmpty else { return .object(now) }
        return .string(now.formatted(format))
    }

    private static func undef(
        _ context: EvaluationContext, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        let call = try PluginCall("undef", context, .none, arguments, ["hint"])
        switch call["hint"] ?? .none {
        case .none, .string(""):
            return .undefined(Undefined(message: Undefined.plainMessage, name: ""))
        case .string(let hint): return .undefined(Undefined(message: hint, name: ""))
        case let other:
            throw TemplateError(
                .type, "The 'hint' argument must be of type 'str' or 'NoneType', not '\(other.typeName)'.")
        }
    }
}

extension Undefined {
    fileprivate static let plainMessage = "Mandatory variable has not been overridden"

    /// Whether `undef()` made it, without a hint.
    var isPlain: Bool { name.isEmpty && message == Self.plainMessage }
}
