import Values

/// Values as modules write them that mark what JSON cannot say: an object with the key `__ansible_type`.
enum SerializedValue {
    private static let key: Value = "__ansible_type"

    /// `value` with every such object replaced by what it stands for.
    static func plain(_ value: Value, depth: Int = 0) -> Value {
        guard depth < Value.depthLimit else { return value }
        switch value {
        case .list(let list): return .list(list.items.map { plain($0, depth: depth + 1) })
        case .dict(let dict):
            guard let type = dict.items[key]?.text else {
                return .dict(dict.items.mapValues { plain($0, depth: depth + 1) })
            }
            return meaning(type, dict.items.mapValues { plain($0, depth: depth + 1) })
        default: return value
        }
    }

    private static func meaning(_ type: String, _ fields: Dict) -> Value {
        switch type {
        case "WarningSummary", "ErrorSummary": return event(fields["event"])
        case "DeprecationSummary": return deprecation(fields)
        case "PluginType": return fields["name"] ?? fields["value"] ?? .none
        default:
            if type.hasPrefix("_AnsibleTagged") { return tagged(fields["value"] ?? .none, fields["tags"]) }
            if let text = fields["iso8601"] ?? fields["value"] { return text }
            var rest = fields
            rest[key] = nil
            return .dict(rest)
        }
    }

    /// A value with what its tags say of it: a text may be deprecated.
    private static func tagged(_ value: Value, _ tags: Value?) -> Value {
        let notices = (tags?.sequence ?? []).compactMap(\.mapping).filter { $0["deprecator"] != nil }
        guard let text = value.text, var notice = notices.first else { return value }
        notice["event"] = .dict(notice)
        let remark = ResultRemark(deprecation(notice))
        return .template(Template(deprecated: text, notice: remark.deprecation))
    }

    /// A message, its remedy and its causes, the nearest first.
    private static func event(_ value: Value?) -> Value {
        guard let fields = value?.mapping else { return value ?? .none }
        var event: Dict = ["msg": fields["msg"] ?? ""]
        if let help = fields["help_text"], !help.isNone { event["help"] = help }
        if let traceback = fields["formatted_traceback"], traceback.truth { event["traceback"] = traceback }
        var causes: [Value] = []
        var next = fields["chain"]?.mapping?["event"]?.mapping
        while let cause = next, causes.count < Value.depthLimit {
            if let message = cause["msg"] { causes.append(message) }
            next = cause["chain"]?.mapping?["event"]?.mapping
        }
        if !causes.isEmpty { event["causes"] = .list(causes) }
        return .dict(event)
    }

    private static func deprecation(_ fields: Dict) -> Value {
        var entry = event(fields["event"]).mapping ?? [:]
        if let date = fields["date"], !date.isNone { entry["date"] = date }
        if let version = fields["version"], !version.isNone { entry["version"] = version }
        if let deprecator = fields["deprecator"]?.mapping, deprecator["resolved_name"]?.truth == true {
            let name = deprecator["resolved_name"] ?? .none
            let isPlugin = deprecator["type"].map { !$0.isNone } ?? false
            if !isPlugin || name.text.map({ $0.split(separator: ".").count > 2 }) == true {
                let parts = (name.text ?? "").split(separator: ".").prefix(2).joined(separator: ".")
                entry["collection_name"] = .string(parts)
            }
            entry["deprecator"] = ["resolved_name": name, "type": deprecator["type"] ?? .none]
        }
        return .dict(entry)
    }
}
