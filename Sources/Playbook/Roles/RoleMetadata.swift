public import Values

/// What `meta/main.yml` (and `meta/argument_specs.yml`) of a role says.
public struct RoleMetadata: Sendable {
    public var allowDuplicates = false
    /// Entries of `dependencies:`, unparsed.
    var dependencies: [RoleEntry] = []
    public var collections: [String] = []
    /// Argument specifications by entry point (`main` or the name given as `tasks_from`), as written.
    public var argumentSpecs: Dict = [:]
    public var galaxyInfo: Value?
}
