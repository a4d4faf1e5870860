import Jinja
import Templating
import Values

/// `consolidate` of ansible.utils: dictionaries of several sources brought together by the value of a key.
enum ConsolidateFilter {
    static let rows = [
        FilterRow(
            "consolidate", taking: ["fail_missing_match_key", "fail_missing_match_value", "fail_duplicate"]
        ) { call throws(TemplateError) in
            var sources: [Source] = []
            for item in try call.inputElements() { sources.append(try Source(item, call)) }
            try check(sources, call)
            let all = Set(sources.flatMap { $0.entries.map(\.value) })
            if call.flag("fail_missing_match_value", true) { try checkValues(sources, all) }
            let values = try raising { () throws(ValueError) in try Array(all).sortedAsPython() }
            var result: Dict = [:]
            for value in values {
                var facts: Dict = [:]
                for source in sources {
                    facts[source.name] = source.entries.last { $0.value == value }?.item ?? .dict([:])
                }
                result[value] = .dict(facts)
            }
            return .dict(result)
        }
    ]

    /// One of the `data_sources`.
    private struct Source {
        let name: Value
        let key: Value
        /// The items that have the key, with its value.
        var entries: [(value: Value, item: Value)] = []
        /// The places, from one, of items without it.
        var missing: [Int] = []

        init(_ item: Value, _ call: PluginCall) throws(TemplateError) {
            let item = try call.context.finalized(item)
            guard let data = item.mapping?["data"], let key = item.mapping?["match_key"],
                let name = item.mapping?["name"]
            else { throw call.failure("missing required arguments: data, match_key, name") }
            self.name = name
            self.key = key
            for (index, entry) in try data.pythonElements().enumerated() {
                if let value = entry.mapping?[key] { entries.append((value, entry)) } else { missing.append(index + 1) }
            }
        }
    }

    private static func failure(_ filter: String, _ reports: [String]) -> String {
        "Error when using plugin 'consolidate': '\(filter)' reported \(reports.joined(separator: ", "))"
    }

    private static func check(_ sources: [Source], _ call: PluginCall) throws(TemplateError) {
        var missing: [String] = [], duplicate: [String] = []
        for (index, source) in sources.enumerated() {
            let key = try source.key.python()
            missing += source.missing.map {
                "missing match key '\(key)' in data source \(index + 1) in list entry \($0)"
            }
            if Set(source.entries.map(\.value)).count != source.entries.count {
                duplicate.append("duplicate values in data source \(index + 1)")
            }
        }
        var errors: [String] = []
        if call.flag("fail_missing_match_key", true), !missing.isEmpty {
            errors.append(failure("fail_missing_match_key", missing))
        }
        if call.flag("fail_duplicate", true), !duplicate.isEmpty {
            errors.append(failure("fail_duplicate", duplicate))
        }
        guard errors.isEmpty else { throw call.failure(errors.joined(separator: "; ")) }
    }

    private static func checkValues(_ sources: [Source], _ all: Set<Value>) throws(TemplateError) {
        var reports: [String] = []
        for (index, source) in sources.enumerated() {
            let missing = all.subtracting(source.entries.map(\.value))
            guard !missing.isEmpty else { continue }
            var names: [String] = []
            for value in missing { names.append(try value.python()) }
            reports.append(
                "missing match value \(names.sorted().joined(separator: ", ")) in data source \(index + 1)")
        }
        guard reports.isEmpty else { throw TemplateError(.plugin, failure("fail_missing_match_value", reports)) }
    }
}
