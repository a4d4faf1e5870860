import Diagnostics
import Jinja
import Templating
import Values

/// `to_json`, `from_json` and their kin.
enum JSONFilters {
    static let rows = [
        FilterRow("to_json", taking: Signature(takesKeywords: true)) { call throws(TemplateError) in
            try text(call, JSONSettings())
        },
        FilterRow("to_nice_json", taking: Signature(parameters: ["indent", "sort_keys"], takesKeywords: true)) {
            call throws(TemplateError) in
            var settings = JSONSettings()
            try settings.set("indent", to: call["indent"] ?? 4)
            settings.options.sortKeys = call.flag("sort_keys", true)
            settings.isNice = true
            return try text(call, settings)
        },
        FilterRow("from_json", taking: Signature(parameters: ["profile"], takesKeywords: true)) {
            call throws(TemplateError) in
            try JSONSettings.checkProfile(call["profile"] ?? .none)
            switch call.input {
            case .string(let text):
                return try parsed(text, refusesSurrogates: call.templar?.options.refusesInvalidTexts ?? true)
            case .object(let object):
                if let bytes = object as? ValueBytes {
                    return try raising { () throws(ValueError) in try JSON.parse(bytes.bytes) }
                }
            default: break
            }
            throw TemplateError(
                .type, "the JSON object must be str, bytes or bytearray, not \(call.input.typeName)")
        },
    ]

    private static func parsed(_ text: String, refusesSurrogates: Bool) throws(TemplateError) -> Value {
        do throws(ValueError) { return try JSON.parse(text, refusesSurrogates: refusesSurrogates) } catch {
            var failure = TemplateError(error)
            if error.isOfSetting {
                failure.cause = Diagnostic.Note(
                    error.message, help: "This check can be disabled with the `MODULE_STRICT_UTF8_RESPONSE` setting.")
            }
            throw failure
        }
    }

    private static func text(_ call: PluginCall, _ initial: JSONSettings) throws(TemplateError) -> Value {
        var settings = initial
        for (name, value) in call.keywords { try settings.set(name, to: value) }
        let input = try JSONSettings.plain(call.input, skipsKeys: settings.skipsKeys)
        let options = settings.resolved
        return .string(try raising { () throws(ValueError) in try JSON.text(input, options) })
    }
}

/// The keyword arguments of Python's `json.dumps`.
struct JSONSettings {
    var options = JSONOptions()
    /// to_nice_json, which keeps its own separators.
    var isNice = false
    var skipsKeys = false
    private var separators: (item: String, key: String)?

    mutating func set(_ name: String, to value: Value) throws(TemplateError) {
        switch name {
        case "indent":
            switch value {
            case .none: options.indent = nil
            case .string(let text): options.indent = text
            default: options.indent = String(repeating: " ", count: max(0, min(try value.wholeNumber(), 1000)))
            }
        case "sort_keys": options.sortKeys = value.truth
        case "ensure_ascii": options.ensureASCII = value.truth
        case "skipkeys": skipsKeys = value.truth
        case "separators":
            guard !value.isNone else { return }
            let parts = try value.pythonElements()
            guard parts.count == 2 else {
                throw TemplateError(.value, "not enough values to unpack (expected 2, got \(parts.count))")
            }
            separators = (try parts[0].python(), try parts[1].python())
        case "profile": try Self.checkProfile(value)
        case "vault_to_text", "preprocess_unsafe", "check_circular", "allow_nan": break
        default:
            throw TemplateError(.type, "JSONEncoder.__init__() got an unexpected keyword argument '\(name)'")
        }
    }

    /// ansible-core's profiles; what is not of the first one is written as it would be by that one.
    private static let profiles: Set<String> = [
        "tagless", "legacy", "cache_persistence", "inventory_legacy", "fallback_to_str", "module_legacy_c2m",
        "module_legacy_m2c", "module_modern_c2m", "module_modern_m2c",
    ]

    static func checkProfile(_ value: Value) throws(TemplateError) {
        guard value.truth else { return }
        guard case .string(let name) = value else {
            throw TemplateError(
                .type, "Name is \(value.pythonClass) instead of <class 'str'> or <class 'module'>.")
        }
        guard profiles.contains(name) else { throw TemplateError(.value, "Unknown profile name '\(name)'.") }
    }

    var resolved: JSONOptions {
        var options = options
        let pair = isNice ? (item: ",", key: ": ") : separators ?? (options.indent == nil ? ", " : ",", ": ")
        options.itemSeparator = pair.item
        options.keySeparator = pair.key
        return options
    }

    /// The value with keys that are text and dates that are ISO 8601, as ansible-core's JSON profile makes them.
    static func plain(_ value: Value, skipsKeys: Bool, depth: Int = 0) throws(TemplateError) -> Value {
        guard depth < Value.depthLimit else { throw TemplateError(.tooDeep) }
        let depth = depth + 1
        switch value {
        case .dict(let dict):
            var result: Dict = [:]
            for (key, value) in dict.items {
                if let name = try self.key(key, skips: skipsKeys) {
                    result[name] = try plain(value, skipsKeys: skipsKeys, depth: depth)
                }
            }
            return .dict(result)
        case .list, .tuple:
            return .list(
                try (value.sequence ?? []).map { item throws(TemplateError) in
                    try plain(item, skipsKeys: skipsKeys, depth: depth)
                })
        case .object(let object):
            if object.typeName == "range" { return .list(try value.pythonElements()) }
            guard let inner = try raising({ () throws(ValueError) in try object.plain() }) else {
                throw TemplateError(
                    .type, "Object of type '\(object.typeName)' is not JSON serializable by the 'tagless' profile.")
            }
            return try plain(inner, skipsKeys: skipsKeys, depth: depth)
        default: return value
        }
    }

    private static func key(_ key: Value, skips: Bool) throws(TemplateError) -> Value? {
        switch key {
        case .string: return key
        case .none: return "null"
        case .bool(let flag): return flag ? "true" : "false"
        case .int, .bigInt, .double: return .string(try key.python())
        default:
            if skips { return nil }
            throw TemplateError(
                .type, "Key of type '\(key.typeName)' is not JSON serializable by the 'tagless' profile.")
        }
    }
}
