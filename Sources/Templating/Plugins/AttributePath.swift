package import Jinja
package import Values

/// The keys of an attribute written `a.b.0`.
package enum AttributePath {
    package static func keys(_ attribute: Value) throws(TemplateError) -> [Value] {
        guard case .string(let text) = attribute else { return [attribute] }
        return text.split(separator: ".", omittingEmptySubsequences: false).map { part in
            part.utf8.allSatisfy { (48...57).contains($0) }
                ? Int(part).map { .int($0) } ?? .string(String(part))
                : .string(String(part))
        }
    }
}
