import Glibc
import Jinja
import Loading
import Templating
import Values

/// Lookups of community.general: `flattened`, `cartesian`, `binary_file`, `merge_variables`, `random_string`, ….
enum CommunityLookups {
    static let rows = [
        LookupRow("flattened") { call throws(TemplateError) in
            try flattened(call.terms)
        },
        LookupRow("cartesian") { call throws(TemplateError) in
            guard !call.terms.isEmpty else {
                throw call.failure("with_cartesian requires at least one element in each list")
            }
            let lists = try call.terms.map { term throws(TemplateError) -> [Value] in
                // What is no list is the only element of one.
                if case .string = term { return [term] }
                return (try? term.pythonElements()) ?? [term]
            }
            return try CombinatoricsFilters.product(lists).map {
                .list(CollectionLookups.flatten($0))
            }
        },
        LookupRow("collection_version") { call throws(TemplateError) in
            try call.textTerms().map { (name) -> Value in
                let found = call.world.collectionVersion(name) ?? (name == "ansible.builtin" ? "2.19.0" : nil)
                if found == "*" { return call["no_version"] ?? "*" }
                return found.map { .string($0) } ?? call.options["result_not_found"] ?? .none
            }
        },
        LookupRow("binary_file") { call throws(TemplateError) in
            let missing = try call.choice("not_exist", "error", of: ["error", "empty", "empty_str"])
            return try call.textTerms().map { name throws(TemplateError) -> Value in
                guard let path = call.files.find(name, in: "files") else {
                    if missing == "empty" { return "" }
                    if missing == "empty_str" { return "empty" }
                    throw call.failure("Could not locate file in community.general.binary_file lookup: \(name)")
                }
                guard let bytes = LocalFile.read(path) else {
                    throw call.failure(
                        "Error while reading \(path): [Errno \(errno)] \(String(cString: strerror(errno)))")
                }
                return .string(Base64.encode(bytes))
            }
        },
        LookupRow("merge_variables") { call throws(TemplateError) in try MergedVariables(call).values() },
        LookupRow("random_string") { call throws(TemplateError) in [.string(try RandomText(call).text())] },
    ]

    /// Lists inside lists opened; the text of a null ends the list it stands in.
    private static func flattened(_ terms: [Value], depth: Int = 0) throws(TemplateError) -> [Value] {
        guard depth < Value.depthLimit else { throw TemplateError(.tooDeep) }
        var result: [Value] = []
        for term in terms {
            if term == "None" || term == "null" { break }
            if case .list(let list) = term {
                result += try flattened(list.items, depth: depth + 1)
            } else {
                result.append(term)
            }
        }
        return result
    }
}
