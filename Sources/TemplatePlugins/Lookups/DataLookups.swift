import Jinja
import Templating
import Values

/// The lookups of ansible.utils that walk through data: `get_path`, `index_of`, `to_paths`.
enum DataLookups {
    static let rows = [
        LookupRow("get_path") { call throws(TemplateError) in
            let arguments = try bound(call, ["var", "path", "wantlist"], required: 2)
            return [
                try DataFilters.value(
                    at: try arguments["path", default: ""].python(), in: arguments["var"] ?? .none, call.templar)
            ]
        },
        LookupRow("to_paths") { call throws(TemplateError) in
            let arguments = try bound(call, ["var", "prepend", "wantlist"], required: 1)
            let name = try arguments["prepend"].map { name throws(TemplateError) in try name.python() }
            return [try DataFilters.paths(arguments["var"] ?? .none, prepending: name, call.context)]
        },
        LookupRow("index_of") { call throws(TemplateError) in
            let names = ["data", "test", "value", "key", "fail_on_missing", "wantlist"]
            let arguments = try bound(call, names, required: 2)
            let found = try ItemSearch(
                test: try arguments["test", default: ""].python(), value: arguments["value"] ?? .none,
                key: arguments["key"], failsOnMissing: arguments["fail_on_missing"]?.truth ?? false,
                wantsList: false, context: call.context
            ).indices(in: arguments["data"] ?? .none)
            return found.sequence ?? [found]
        },
    ]

    /// The terms by the names of the parameters, and options of those names.
    private static func bound(
        _ call: LookupCall, _ names: [String], required: Int
    ) throws(TemplateError) -> [String: Value] {
        var arguments: [String: Value] = [:]
        for (name, term) in zip(names, call.terms) { arguments[name] = term }
        for name in names { if let option = call.options[.string(name)] { arguments[name] = option } }
        let missing = names.prefix(required).filter { arguments[$0] == nil }
        guard missing.isEmpty else {
            throw call.failure("['missing required arguments: \(missing.joined(separator: ", "))']")
        }
        return arguments
    }
}
