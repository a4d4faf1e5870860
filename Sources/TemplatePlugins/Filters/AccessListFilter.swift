import Jinja
import Templating
import Values

/// `pop_ace` of ansible.netcommon: access lists without the entries that match.
enum AccessListFilter {
    static let rows = [
        FilterRow("pop_ace", taking: ["filter_options", "match_criteria"]) { call throws(TemplateError) in
            guard let criteria = call["match_criteria"]?.mapping else {
                throw NetcommonFilters.missing(["match_criteria"], call)
            }
            let options = call["filter_options"]?.mapping ?? [:]
            var problems: [String] = []
            for (name, choices) in [("remove", ["first", "all"]), ("failed_when", ["missing", "never"])] {
                guard let given = options[.string(name)]?.text, !choices.contains(given) else { continue }
                problems.append(
                    "value of \(name) must be one of: \(choices.joined(separator: ", ")), got: \(given) found in "
                        + "filter_options")
            }
            if criteria["afi"] == nil { problems.append("missing required arguments: afi found in match_criteria") }
            guard problems.isEmpty else {
                throw call.failure(try Value.list(problems.map { .string($0) }).pythonRepresentation())
            }
            return try popped(try call.inputElements(), options, criteria, call)
        }
    ]

    private static func popped(
        _ lists: [Value], _ options: Dict, _ criteria: Dict, _ call: PluginCall
    ) throws(TemplateError) -> Value {
        var kept: [String: [Value]] = [:], removed: [String: [Value]] = [:]
        for list in lists {
            let family = list.mapping?["afi"]?.text ?? ""
            let slot = family == "ipv4" ? "ipv4" : "ipv6"
            for acl in list.mapping?["acls"]?.sequence ?? [] {
                let name = acl.mapping?["name"] ?? ""
                let matching = Criteria(criteria, matchesAll: options["match_all"] == true, name: name, family: family)
                var rest: [Value] = [], gone: [Value] = []
                for entry in acl.mapping?["aces"]?.sequence ?? [] {
                    let isSpared = options["remove"] == "first" && !gone.isEmpty
                    if !isSpared, matching.holds(for: entry.mapping ?? [:]) {
                        gone.append(entry)
                    } else {
                        rest.append(entry)
                    }
                }
                if !rest.isEmpty { kept[slot, default: []].append(.dict(["name": name, "aces": .list(rest)])) }
                if !gone.isEmpty { removed[slot, default: []].append(.dict(["name": name, "aces": .list(gone)])) }
            }
        }
        if options["failed_when"] == "missing", removed.isEmpty {
            throw call.failure(
                "Error when using plugin 'pop_ace': no entries removed on the provided match_criteria")
        }
        return .dict(["clean_acls": shown(kept), "removed_aces": shown(removed)])
    }

    private static func shown(_ lists: [String: [Value]]) -> Value {
        .dict([
            "acls": .list(
                ["ipv4", "ipv6"].map { .dict(["acls": .list(lists[$0] ?? []), "afi": .string($0)]) })
        ])
    }

    /// What an entry has to have.
    private struct Criteria {
        let criteria: Dict
        let matchesAll: Bool
        let name: Value
        let family: String

        init(_ criteria: Dict, matchesAll: Bool, name: Value, family: String) {
            self.criteria = criteria.filter { $0.value.truth }
            self.matchesAll = matchesAll
            self.name = name
            self.family = family
        }

        func holds(for entry: Dict) -> Bool {
            matchesAll
                ? criteria.allSatisfy { holds($0.key, $0.value, entry) }
                : criteria.contains { holds($0.key, $0.value, entry) }
        }

        private func holds(_ key: Value, _ wanted: Value, _ entry: Dict) -> Bool {
            switch key {
            case "acl_name": return name == wanted
            case "afi": return .string(family) == wanted
            case "source", "destination":
                let address = entry[key]?.mapping ?? [:]
                return address["address"] == wanted || address["host"] == wanted
                    || address["any"] == .bool(wanted == "any")
            default: return entry[key] == wanted
            }
        }
    }
}
