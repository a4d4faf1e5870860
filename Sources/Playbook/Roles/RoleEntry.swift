import Diagnostics
import Values
import YAML

/// An entry of `roles:` or of a role's `dependencies:`, parsed but not yet looked up.
struct RoleEntry: Sendable {
    /// Text or template.
    var name: Value
    var span: Span
    /// Entries that are no keywords: variables for the role.
    var parameters: Dict
    /// The keywords written at the entry.
    var draft: Draft
}

extension RoleEntry {
    /// A role asked for by name alone.
    init(name: String, at span: Span) {
        self.init(name: .string(name), span: span, parameters: [:], draft: Draft(noun: "RoleInclude"))
    }

    /// Reads an entry of `roles:`: a name, or a dictionary with `role` (or `name`), keywords and parameters.
    init(_ node: Written) throws(Diagnostic) {
        guard let mapping = Mapping(node) else {
            guard node.scalarText != nil, !node.isNull else {
                throw Diagnostic("Invalid role definition.", at: node.span)
            }
            let value = try node.value()
            if let text = value.text, text.contains(",") {
                throw Diagnostic("Invalid old style role requirement: \(text)", at: node.span).asGeneralError
            }
            let name = value.writtenText.map { _ in value } ?? .string(node.scalarText ?? "")
            self.init(name: name, span: node.span, parameters: [:], draft: Draft(noun: "RoleInclude"))
            return
        }
        guard let name = try (mapping["role"] ?? mapping["name"])?.value(), name.writtenText?.isEmpty == false else {
            throw Diagnostic("role definitions must contain a role name", at: node.span).asGeneralError
        }
        var draft = Draft(noun: "RoleInclude")
        var parameters = Dict()
        for entry in mapping.entries where entry.name != "role" {
            if let keyword = Keyword.table[entry.name], keyword.places.contains(.role) {
                try Keyword.read(entry, at: .role, into: &draft)
            } else {
                parameters[.string(entry.name)] = try entry.value.value()
            }
        }
        self.init(name: name, span: node.span, parameters: parameters, draft: draft)
    }
}
