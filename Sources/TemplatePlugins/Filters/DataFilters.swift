import Jinja
import Templating
import Values

/// The filters of ansible.utils that walk through data: `to_paths`, `get_path`, `index_of`, `param_list_compare`.
enum DataFilters {
    static let rows = [
        FilterRow("to_paths", taking: ["prepend", "wantlist"]) { call throws(TemplateError) in
            let leaves = try paths(call.input, prepending: try call.text("prepend"), call.context)
            return call.flag("wantlist") ? .list([leaves]) : leaves
        },
        FilterRow("get_path", taking: Signature(parameters: ["path", "wantlist"], required: 1)) {
            call throws(TemplateError) in
            let found = try value(at: try call.text("path", ""), in: call.input, call.templar)
            return call.flag("wantlist") ? .list([found]) : found
        },
        FilterRow(
            "index_of",
            taking: Signature(parameters: ["test", "value", "key", "fail_on_missing", "wantlist"], required: 1)
        ) { call throws(TemplateError) in
            try ItemSearch(
                test: try call.text("test", ""), value: call["value"] ?? .none, key: call.some("key"),
                failsOnMissing: call.flag("fail_on_missing"), wantsList: call.flag("wantlist"), context: call.context
            ).indices(in: .list(try CheckedArgument.list(call, "data", call.input)))
        },
        FilterRow("param_list_compare", taking: Signature(parameters: ["target"], required: 1)) {
            call throws(TemplateError) in
            let base = try call.input.pythonElements()
            var target: [String] = []
            for word in try (call["target"] ?? .none).pythonElements() { target.append(try word.python()) }
            let words = try base.map { word throws(TemplateError) in try word.python() }
            var chosen = target.contains("all") ? words : []
            for word in target where word.hasPrefix("!") {
                if let place = chosen.firstIndex(of: String(word.dropFirst())) { chosen.remove(at: place) }
            }
            let plain = target.filter { $0 != "all" && !$0.hasPrefix("!") }
            for word in plain where words.contains(word) && !chosen.contains(word) { chosen.append(word) }
            chosen.sort { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
            return .dict([
                "actionable": .list(chosen.map { .string($0) }),
                "unsupported": .list(plain.filter { !words.contains($0) }.map { .string($0) }),
            ])
        },
        FilterRow("validate", taking: Signature(takesRest: true, takesKeywords: true)) { call throws(TemplateError) in
            throw call.failure("The filter 'validate' needs the engines of ansible.utils, which are not built in.")
        },
    ]

    /// The leaves of the data by the paths that lead to them.
    static func paths(
        _ data: Value, prepending name: String?, _ context: EvaluationContext
    ) throws(TemplateError) -> Value {
        let data = try context.finalized(data)
        var leaves: Dict = [:]
        try collect(name.flatMap { $0.isEmpty ? nil : .dict([.string($0): data]) } ?? data, "", &leaves, 0)
        return .dict(leaves)
    }

    private static func collect(
        _ data: Value, _ path: String, _ leaves: inout Dict, _ depth: Int
    ) throws(TemplateError) {
        guard depth < Value.depthLimit else { throw TemplateError(.tooDeep) }
        switch data {
        case .dict(let dict) where !dict.items.isEmpty:
            for (key, value) in dict.items {
                let name = try key.python()
                try collect(value, path.isEmpty ? name : path + step(name), &leaves, depth + 1)
            }
        case .list(let list) where !list.items.isEmpty:
            for (index, value) in list.items.enumerated() {
                try collect(value, "\(path)[\(index)]", &leaves, depth + 1)
            }
        case .dict, .list: if !path.isEmpty { leaves[.string(path)] = data }
        default: leaves[.string(path)] = data
        }
    }

    /// `.name` for what may be a name, `['…']` for any other key.
    private static func step(_ name: String) -> String {
        let bytes = Array(name.utf8)
        func isLetter(_ byte: UInt8) -> Bool {
            (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
        }
        let isName =
            bytes.first.map(isLetter) == true && bytes.allSatisfy { isLetter($0) || (48...57).contains($0) }
        return isName ? ".\(name)" : "['\(name)']"
    }

    /// What the path, an expression, gives where the keys of the data are variables.
    static func value(at path: String, in data: Value, _ templar: Templar?) throws(TemplateError) -> Value {
        guard let templar, let items = DictMerge.dictionary(data)?.items else {
            throw TemplateError(.type, "jinja2.environment.Template.render() argument after ** must be a mapping")
        }
        let inner = Templar(
            environment: templar.environment, variables: VariableStack([items]), lookups: templar.lookups,
            options: templar.options, sink: templar.sink)
        return try inner.evaluating { context throws(TemplateError) in
            try context.finalized(try context.render(Template("{{ \(path) }}"), RenderOptions()))
        }
    }
}
