import Glibc
import Jinja
import Values

/// Lookups of community.general: `flattened`, `cartesian`, `binary_file`, `merge_variables`, `random_string`, ….
enum CommunityLookups {
    static let rows = [
        LookupRow("flattened") { call throws(TemplateError) in
            try ListFilters.flatten(call.terms, levels: nil, skipsNulls: true)
        },
        LookupRow("cartesian") { call throws(TemplateError) in
            guard !call.terms.isEmpty else {
                throw call.failure("with_cartesian requires at least one element in each list")
            }
            return try CombinatoricsFilters.product(try ListFilters.elements(call.terms)).map {
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
}
