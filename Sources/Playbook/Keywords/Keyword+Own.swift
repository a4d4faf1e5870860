import Diagnostics
import Templating
import Values
import YAML

extension Keyword {
    public static let all: [Keyword] = inherited + common + ofTasks + ofBlocks + ofPlays + ofMetadata

    /// Keywords of everything that are not handed down by inheritance.
    private static let common: [Keyword] = [
        Keyword("name", .everywhere.union(.include), "What to call it in output.") { node, draft throws(Diagnostic) in
            draft.name = try node.optionalValue(of: "name", .text)
        },
        Keyword("vars", .everywhere.union(.include), "Variables for it and everything in it.") {
            node, draft throws(Diagnostic) in
            draft.vars = try node.variables(of: draft.noun)
            draft.attributes.reservedNames = node.reservedNames(among: draft.vars, of: draft.noun)
        },
    ]

    private static let ofBlocks: [Keyword] = [
        section("block", .block, "The tasks of the block."),
        section("rescue", .block, "Tasks to run when a task of the block failed."),
        section("always", .block, "Tasks to run at the end of the block in any case."),
    ]

    private static let ofMetadata: [Keyword] = [
        section("allow_duplicates", .metadata, "Whether the role may run more than once with the same parameters."),
        section("dependencies", .metadata, "Roles to run before this one."),
        section("galaxy_info", .metadata, "What Galaxy shows about the role."),
        section("argument_specs", .metadata, "The arguments of the role, by entry point."),
    ]

    /// A keyword whose content is read later.
    static func section(_ name: String, _ places: Places, _ documentation: String) -> Keyword {
        Keyword(name, places, documentation) { node, draft in draft.sections[name] = node }
    }
}

extension Written {
    /// `vars:`
    func variables(of noun: String) throws(Diagnostic) -> Dict {
        if isNull { return [:] }
        guard case .dict(let dict) = try value() else {
            throw Diagnostic("Vars in a \(noun) must be specified as a dictionary.", at: span)
        }
        for key in dict.items.keys {
            let place = Mapping(self)?.entries.first { $0.name == key.text }?.key.span
            try VariableName.check(key, at: place ?? span)
        }
        return dict.items
    }

    /// Tasks and blocks never see `tags` and `when` as variables.
    fileprivate func reservedNames(among variables: Dict, of noun: String) -> [ReservedName] {
        ReservedName.among(variables) { name in Mapping(self)?.entries.first { $0.name == name }?.key.span }
            .filter { noun == "Play" || !["tags", "when"].contains($0.name) }
    }
}
